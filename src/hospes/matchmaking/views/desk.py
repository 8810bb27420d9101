"""The facilitator's desk: what waits, in four columns, and the questions that would open most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.actions import suggestions as actions
from hospes.matchmaking.choices import EntryKind, Standing
from hospes.matchmaking.forms.introductions import SetAsideForm
from hospes.matchmaking.models import Entry, Introduction, Question, SuggestedPair
from hospes.matchmaking.phrases import words
from hospes.matchmaking.phrases.introductions import next_step
from hospes.matchmaking.phrases.questions import question as question_sentence
from hospes.matchmaking.queries import desk, market, questions, suggestions
from hospes.matchmaking.rules.introductions import may_see_desk
from hospes.matchmaking.views.questions import signed_proposal
from hospes.matchmaking.views.suggestions import pair_or_404
from hospes.matchmaking.views.suggestions_cards import PairCard, card, cards
from hospes.organisations.http import MemberRequest

# Cards of each column on the desk, and on the page of one column.
ON_THE_DESK, ON_A_COLUMN = 6, 25
# Changed entries whose pairs are found while somebody waits for the page; a task finds the others.
FOUND_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Card:
    """What a column shows of one thing that waits."""

    names: str
    title: str
    url: str
    sentence: str
    since: datetime | None
    score: str = ""
    mark: str = ""
    is_late: bool = False
    # Buttons beside "open": addresses, empty where there is none.
    propose_url: str = ""
    aside_url: str = ""
    question: str = ""
    question_words: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the desk."""

    code: str
    title: str | Promise
    empty: str | Promise
    cards: list[Card]
    count: int

    @property
    def url(self) -> str:
        return reverse("matchmaking:desk-column", args=[self.code])

    @property
    def has_more(self) -> bool:
        return self.count > len(self.cards)


TITLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "new": (gettext_lazy("New to check"), gettext_lazy("No entry waits to be checked.")),
    "waiting": (gettext_lazy("Waiting for an answer"), gettext_lazy("No proposal waits for an answer.")),
    "near": (gettext_lazy("Near misses"), gettext_lazy("No pair is one answer away.")),
    "ready": (
        gettext_lazy("Ready to introduce"),
        gettext_lazy("No pair is ready. New entries and answers bring them."),
    ),
}
_ROWS = {
    "new": desk.new_to_check,
    "waiting": desk.waiting_for_an_answer,
    "near": desk.near_misses,
    "ready": desk.ready_to_introduce,
}


@require_safe
def desk_page(request: MemberRequest) -> HttpResponse:
    only_facilitators(request)
    behind = actions.refresh(FOUND_AT_ONCE)
    columns = [_column(request, code) for code in TITLES]
    offered = questions.agenda()
    top = questions.top_of(offered)
    context = {
        "columns": columns,
        "is_empty": not any(column.count for column in columns),
        "top": [_asked(one) for one in top.questions],
        "more_questions": [_asked(one) for one in offered[len(top.questions) :]],
        "top_words": _top_words(top) if top.questions else "",
        "top_people": _top_people(top.people),
        "looked_at": questions.looked_at() if top.people is not None else None,
        "behind": behind,
    }
    return render(request, "matchmaking/desk.html", context)


@require_safe
def desk_column(request: MemberRequest, code: str) -> HttpResponse:
    """Everything in one column, a page at a time."""
    only_facilitators(request)
    if code not in TITLES:
        raise Http404
    page = paginate(_ROWS[code](), request, size=ON_A_COLUMN)
    title, empty = TITLES[code]
    column = Column(code, title, empty, _cards(request, code, page.items), page.count)
    return render(request, "matchmaking/desk_column.html", {"column": column, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def pair_set_aside(request: MemberRequest, wish: int, offer: int) -> HttpResponse:
    only_facilitators(request)
    pair = pair_or_404(request, wish, offer)
    form = SetAsideForm(request.POST or None)
    if form.is_valid():
        actions.set_aside(pair.wish, pair.offer, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Set aside. The desk does not show this pair again."))
        return redirect("matchmaking:desk")
    return render(request, "matchmaking/desk_set_aside.html", {"card": card(pair, request.user), "form": form})


@require_POST
def pair_bring_back(request: MemberRequest, wish: int, offer: int) -> HttpResponse:
    only_facilitators(request)
    pair = pair_or_404(request, wish, offer)
    actions.bring_back(pair.wish, pair.offer, by=request.user)
    messages.success(request, _("The pair is back on the desk."))
    return redirect("matchmaking:pair-detail", wish, offer)


def only_facilitators(request: MemberRequest) -> None:
    """For everybody else the desk is not there."""
    if not may_see_desk(request.user):
        raise Http404


# Columns and cards


def _column(request: MemberRequest, code: str) -> Column:
    rows = _ROWS[code]()
    title, empty = TITLES[code]
    return Column(code, title, empty, _cards(request, code, rows[:ON_THE_DESK]), rows.count())


def _cards(request: MemberRequest, code: str, rows: Iterable[Any]) -> list[Card]:
    listed = list(rows)
    if code == "new":
        return [_entry_card(entry) for entry in listed]
    if code == "waiting":
        return [_introduction_card(one) for one in listed]
    return _pair_cards(request, listed)


def _entry_card(entry: Entry) -> Card:
    return Card(
        names=entry.organisation.name,
        title=entry.title,
        url=reverse("matchmaking:entry-check", args=[entry.pk]),
        sentence=str(EntryKind(entry.kind).label),
        since=entry.unchecked_since or entry.submitted_at,
        mark=_("New words in a published entry") if entry.unchecked_since else "",
    )


def _introduction_card(introduction: Introduction) -> Card:
    kept = introduction.assessment.get("scores", {}).get("pair")
    return Card(
        names=_names(introduction.wish, introduction.offer),
        title=introduction.offer.title,
        url=introduction.get_absolute_url(),
        sentence=next_step(introduction, None),
        since=introduction.proposed_at,
        score=words.points(kept) if kept is not None else "",
        is_late=introduction.answer_by < timezone.localdate(),
    )


def _pair_cards(request: MemberRequest, rows: list[SuggestedPair]) -> list[Card]:
    interests = desk.interests(rows)
    before = questions.asked_before([pk for row in rows for pk in (row.wish_id, row.offer_id)])
    links = market.worked_together() if any(row.standing == Standing.OPEN for row in rows) else None
    shown = cards(suggestions.pairs_of([(row.wish, row.offer) for row in rows]), request.user)
    return [
        _pair_card(row, pair, before, links, asked=(row.wish_id, row.offer_id) in interests)
        for row, pair in zip(rows, shown, strict=True)
    ]


def _pair_card(row: SuggestedPair, shown: PairCard, before: list[Question], links: Any, *, asked: bool) -> Card:
    pks = [row.wish_id, row.offer_id]
    is_ready = row.standing == Standing.POSSIBLE
    nearest = None if is_ready else _nearest_question(row, shown, links)
    is_waiting = nearest is not None and questions.is_asked(*nearest, before)
    if is_waiting or (nearest and questions.is_refused(*nearest, before)):
        nearest = None
    return Card(
        names=_names(row.wish, row.offer),
        title=row.offer.title,
        url=shown.url,
        sentence=shown.sentence if is_ready else _near_sentence(shown),
        since=max(filter(None, (row.wish.published_at, row.offer.published_at)), default=None),
        score=shown.score,
        mark=_mark(asked=asked, is_waiting=is_waiting),
        propose_url=reverse("matchmaking:pair-propose", args=pks) if is_ready else "",
        aside_url=reverse("matchmaking:pair-set-aside", args=pks),
        question=signed_proposal(*nearest) if nearest else "",
        question_words=_("Ask %(organisation)s") % {"organisation": nearest[0].organisation.name} if nearest else "",
    )


def _mark(*, asked: bool, is_waiting: bool) -> str:
    if asked:
        return _("Asked to be introduced")
    return _("Question asked") if is_waiting else ""


def _near_sentence(shown: PairCard) -> str:
    """What would make it possible, else what stands in the way."""
    for change in shown.raises:
        if change.makes_possible:
            return _("%(change)s Then: %(after)s points.") % {"change": change.sentence, "after": change.after}
    return shown.sentence


def _nearest_question(row: SuggestedPair, shown: PairCard, links: Any) -> tuple[Entry, dict[str, Any]] | None:
    """The one question that would make this pair possible, and whom to ask."""
    entries = {"wish": row.wish, "offer": row.offer}
    for found in shown.suggestion.improvements:
        if found.before.status == "impossible" and found.after.status == "possible":
            return entries[found.change.side], questions.proposal_of(found.change)
    if row.standing == Standing.OPEN and len(row.missing) == 1:
        change = questions.answer_proposed(row.wish, row.offer, row.missing, links)
        if change is not None:
            return entries[change.side], questions.proposal_of(change)
    return None


def _names(wish: Entry, offer: Entry) -> str:
    # Translators: two organisations that could meet, the sending one first
    return _("%(wish)s and %(offer)s") % {"wish": wish.organisation.name, "offer": offer.organisation.name}


# The top line


def _top_words(top: questions.Agenda) -> str:
    """`2 questions today would open 6 pairs`: one or two questions, and any number of pairs."""
    if len(top.questions) == 1:
        sentence = ngettext(
            "1 question today would open %(pairs)s pair.", "1 question today would open %(pairs)s pairs.", top.pairs
        )
    else:
        sentence = ngettext(
            "2 questions today would open %(pairs)s pair.", "2 questions today would open %(pairs)s pairs.", top.pairs
        )
    return sentence % {"pairs": top.pairs}


def _top_people(people: int | None) -> str:
    """The second sentence of the top line: how many people a plan of the whole market has more then."""
    if people is None:
        return ""
    if not people:
        return _("No more people would be placed by that: these groups have other hosts.")
    sentence = ngettext("That would place %(count)s more person.", "That would place %(count)s more people.", people)
    return sentence % {"count": people}


def _asked(question: questions.OpenQuestion) -> dict[str, Any]:
    return {
        "entry": question.entry,
        "sentence": question_sentence(question.code, question.side, question.field, question.value, question.facts),
        "opens": ngettext("opens %(count)s pair", "opens %(count)s pairs", len(question.opens))
        % {"count": len(question.opens)},
        "places": ngettext("places %(count)s person", "places %(count)s people", question.places_people)
        % {"count": question.places_people}
        if question.places_people
        else "",
        "signed": signed_proposal(question.entry, question.proposal),
    }
