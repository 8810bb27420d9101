"""The steps that an organisation takes with an entry: one button each."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.actions import renewals
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries import entries as queries
from hospes.matchmaking.rules.entries import NotNowError
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation


def own_entry(request: MemberRequest, pk: int) -> Entry:
    """An entry the person may write to; for everybody else it is not there."""
    return get_object_or_404(queries.writable_entries(request.user, request.organisations), pk=pk)


def acting(request: MemberRequest, entry: Entry) -> Organisation | None:
    """The entry's organisation when the person acts for it; None for a facilitator."""
    return next((one for one in request.organisations if one.pk == entry.organisation_id), None)


def take(
    request: MemberRequest, entry: Entry, action: Callable[[], Entry], words: Callable[[Entry], str]
) -> HttpResponse:
    """Do it, say what happened, and go to the entry. Somebody may have been quicker."""
    try:
        messages.success(request, words(action()))
    except NotNowError as error:
        messages.error(request, too_late(error.entry))
    return redirect(entry)


def too_late(entry: Entry) -> str:
    return _("This cannot be done any more. The entry is now: %(status)s.") % {"status": entry.get_status_display()}


@require_POST
def entry_submit(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    try:
        actions.submit_entry(entry, by=request.user, acting_for=acting(request, entry))
    except ValidationError:
        messages.error(request, _("Something is missing. Fill it in and send the entry again."))
        return redirect("matchmaking:entry-change", entry.pk)
    except NotNowError as error:
        messages.error(request, too_late(error.entry))
        return redirect(entry)
    messages.success(request, _("Your entry is on its way. A facilitator reads it, then you get a mail."))
    return redirect(entry)


@require_POST
def entry_pause(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    return take(
        request,
        entry,
        lambda: actions.pause_entry(entry, by=request.user, acting_for=acting(request, entry)),
        lambda _entry: _("The entry is paused. Nobody sees it until you go on."),
    )


@require_POST
def entry_resume(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    return take(
        request,
        entry,
        lambda: actions.resume_entry(entry, by=request.user, acting_for=acting(request, entry)),
        lambda _entry: _("The entry is in the catalogue again."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def entry_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """The link asks first; the button on that page withdraws."""
    entry = own_entry(request, pk)
    if request.method != "POST":
        return render(request, "matchmaking/entry_withdraw.html", {"entry": entry})
    return take(
        request,
        entry,
        lambda: actions.withdraw_entry(entry, by=request.user, acting_for=acting(request, entry)),
        lambda _entry: _("The entry is withdrawn. You can copy it into a new draft."),
    )


@require_POST
def entry_renew(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    return take(
        request,
        entry,
        lambda: renewals.renew_entry(entry, by=request.user, acting_for=acting(request, entry)),
        lambda renewed: _("The entry is valid until %(until)s.") % {"until": date_format(renewed.valid_until or "")},
    )


@require_POST
def entry_copy(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    new = actions.copy_entry(entry, by=request.user, acting_for=acting(request, entry))
    messages.success(request, _("This is the copy. Change what is different now, and send it."))
    return redirect("matchmaking:entry-change", new.pk)
