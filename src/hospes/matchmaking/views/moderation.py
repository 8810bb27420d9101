"""Facilitators check entries: the queue, one entry, and the decision."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.actions import moderation as actions
from hospes.matchmaking.forms.moderation import PublishForm, SendBackForm
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import entries as phrases
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.phrases.replies import REPLIES, reply_text
from hospes.matchmaking.queries import entries as entry_queries
from hospes.matchmaking.queries import moderation as queries
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.views.entry_steps import too_late
from hospes.organisations.http import MemberRequest


@require_safe
def entry_queue(request: MemberRequest) -> HttpResponse:
    _only_facilitators(request)
    return render(request, "matchmaking/moderation_queue.html", {"page": paginate(queries.to_check(), request)})


@require_safe
def entry_check(request: MemberRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    code = request.GET.get("reply", "")
    text = reply_text(code, queries.language_of_reader(entry)) or entry.decision_reason
    return _check_page(request, entry, PublishForm(), SendBackForm(initial={"reason": text}), code)


@require_POST
def entry_publish(request: MemberRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _check_page(request, entry, form, SendBackForm())
    note, version = form.cleaned_data["note"], _version(request)
    return _decide(
        request,
        lambda: actions.publish_entry(entry, by=request.user, version=version, note=note),
        _("“%(title)s” is published. The organisation gets a mail.") % {"title": entry.title},
    )


@require_POST
def entry_send_back(request: MemberRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _check_page(request, entry, PublishForm(), form)
    reason, version = form.cleaned_data["reason"], _version(request)
    return _decide(
        request,
        lambda: actions.reject_entry(entry, reason=reason, by=request.user, version=version),
        _("The entry went back with your words. The organisation gets a mail."),
    )


@require_POST
def entry_confirm(request: MemberRequest, pk: int) -> HttpResponse:
    entry = _entry(request, pk)
    version = _version(request)
    return _decide(
        request,
        lambda: actions.confirm_words(entry, by=request.user, version=version),
        _("The new words stay as they are."),
    )


def _decide(request: MemberRequest, action: Callable[[], Entry], words: str) -> HttpResponse:
    """Then on to whatever has waited longest."""
    try:
        entry = action()
    except rules.StaleEntryError as error:
        messages.warning(request, _("The organisation changed the entry while you read it. Please look again."))
        return redirect("matchmaking:entry-check", error.entry.pk)
    except rules.NotNowError as error:
        messages.error(request, too_late(error.entry))
        return redirect("matchmaking:entry-queue")
    messages.success(request, words)
    following = queries.next_to_check(entry)
    return redirect("matchmaking:entry-check", following.pk) if following else redirect("matchmaking:entry-queue")


def _check_page(
    request: MemberRequest, entry: Entry, publish: PublishForm, send_back: SendBackForm, reply: str = ""
) -> HttpResponse:
    facts = phrases.facts(entry, private=True)
    context = {
        "entry": entry,
        "card": card(entry),
        "facts": phrases.known(facts),
        "unknown": phrases.unknown(facts),
        "publish_form": publish,
        "send_back_form": send_back,
        "replies": REPLIES.values(),
        "reply": reply,
        "readers": entry_queries.recipients_for(entry),
        "may": rules.steps_for(request.user, entry),
        "may_publish": rules.may_publish(request.user, entry),
        "may_confirm": rules.may_confirm_words(request.user, entry),
    }
    return render(request, "matchmaking/moderation_check.html", context)


def _entry(request: MemberRequest, pk: int) -> Entry:
    _only_facilitators(request)
    return get_object_or_404(Entry.objects.select_related("organisation", "contact"), pk=pk)


def _only_facilitators(request: MemberRequest) -> None:
    """For everybody else these pages are not there."""
    if not rules.may_moderate(request.user):
        raise Http404


def _version(request: MemberRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
