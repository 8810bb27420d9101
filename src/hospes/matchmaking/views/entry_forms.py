"""Writing an entry: which kind, the form, and changing it later."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.shapes import Difference
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.forms.entries import EntryForm
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import entries as phrases
from hospes.matchmaking.queries import entries as queries
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError, can_be_changed, may_submit
from hospes.matchmaking.views.entry_steps import acting, own_entry, too_late
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation
from hospes.people.rules import is_facilitator


@require_safe
def entry_new(request: MemberRequest) -> HttpResponse:
    """Offer, wish or idea?"""
    organisation = _writes_for(request)
    return render(request, "matchmaking/entry_new.html", {"organisation": organisation, "ending": _ending(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new_kind(request: MemberRequest, kind: str) -> HttpResponse:
    if kind not in EntryKind.values:
        raise Http404
    organisation = _writes_for(request)
    if organisation is None:
        return render(request, "matchmaking/entry_new.html", {"organisation": None})
    form = _form(request, EntryKind(kind), organisation)
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.draft_entry(
                organisation=organisation,
                kind=kind,
                values=form.values,
                by=request.user,
                acting_for=organisation if organisation in request.organisations else None,
                key=_key(request),
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            return _saved(request, entry, form)
    context = {"form": form, "kind": EntryKind(kind), "organisation": organisation, "key": _key(request)}
    return render(request, "matchmaking/entry_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_change(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_entry(request, pk)
    if not can_be_changed(entry):
        messages.error(request, too_late(entry))
        return redirect(entry)
    form = _form(request, EntryKind(entry.kind), entry.organisation, entry)
    newer: list[Difference] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.change_entry(
                entry, values=form.values, version=_version(request), by=request.user, acting_for=acting(request, entry)
            )
        except ValidationError as error:
            form.refuse(error)
        except NotNowError as error:
            messages.error(request, too_late(error.entry))
            return redirect(entry)
        except StaleEntryError as error:
            entry, newer = error.entry, phrases.differences(error.entry, form.values)
        else:
            return _saved(request, entry, form)
    context = {
        "form": form,
        "kind": EntryKind(entry.kind),
        "organisation": entry.organisation,
        "entry": entry,
        "newer": newer,
        "version": entry.version if newer is not None or request.method != "POST" else _version(request),
        "may_submit": may_submit(request.user, entry),
    }
    return render(request, "matchmaking/entry_form.html", context, status=200 if newer is None else 409)


def _form(request: MemberRequest, kind: EntryKind, organisation: Organisation, entry: Entry | None = None) -> EntryForm:
    return EntryForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        organisation=organisation,
        person=request.user,
        colleagues=queries.people_of(organisation),
        entry=entry,
    )


def _saved(request: MemberRequest, entry: Entry, form: EntryForm) -> HttpResponse:
    """Send it on when the person asked so; else it stays as it is."""
    if "submit" in request.POST and may_submit(request.user, entry):
        try:
            actions.submit_entry(entry, by=request.user, acting_for=acting(request, entry))
        except ValidationError:
            messages.error(request, _("Saved as a draft. Something is missing before it can be sent."))
            return redirect("matchmaking:entry-change", entry.pk)
        messages.success(request, _("Your entry is on its way. A facilitator reads it, then you get a mail."))
    else:
        messages.success(request, _("Saved."))
    return redirect(entry)


def _writes_for(request: MemberRequest) -> Organisation | None:
    """The organisation one acts for; facilitators may name another, for those who phone."""
    slug = request.GET.get("organisation", "")
    if slug and is_facilitator(request.user):
        return get_object_or_404(Organisation, slug=slug if slug.isprintable() else "")
    if slug and all(one.slug != slug for one in request.organisations):
        raise PermissionDenied
    return next((one for one in request.organisations if one.slug == slug), request.acting_for)


def _ending(request: MemberRequest) -> str:
    """The organisation that a facilitator writes for goes along to the form."""
    slug = request.GET.get("organisation", "")
    return f"?{urlencode({'organisation': slug})}" if slug else ""


def _key(request: MemberRequest) -> uuid.UUID:
    """A form sent twice has one key: it makes one entry."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def _version(request: MemberRequest) -> int:
    """A version that cannot be read is an old one."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
