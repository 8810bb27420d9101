"""The few answers that would open most pairs, and what exactly each of them promises."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.utils import timezone

from hospes.apprenticeships.queries import state_of_rules
from hospes.matchmaking.choices import EntryKind, Standing
from hospes.matchmaking.models import Entry, FoundQuestion, Introduction, PairSetAside, Question, SuggestedPair
from hospes.matchmaking.queries import desk, market
from hospes.matchmaking.queries.around import state_around
from hospes.matchmaking.queries.candidates import candidates
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.queries.rows import EntryRow, to_read
from hospes.pairing.answers import useful_answers
from hospes.pairing.changes import Change
from hospes.pairing.landscape import Landscape, resurvey, survey
from hospes.pairing.questions import ANSWER, questions
from hospes.pairing.written import as_written
from hospes.search.models import Revision

# Entries looked at closely, and pairs read to choose them.
ENTRIES_TRIED, PAIRS_READ, NEAR_READ = 6, 600, 40
# Of the questions that the engine found in the whole market, so many are looked at again for the desk.
FOUND_TRIED = 12
# An answer for these belongs to the organisation, not to the entry.
NOT_ASKED = frozenset({"region"})
_KEPT_FOR = 600


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something to ask one organisation, what a yes writes into its entry, and the pairs it makes possible."""

    entry: Entry
    code: str
    side: str
    field: str
    # As the engine writes it in a market file, so that it can be kept.
    value: Any
    facts: dict[str, Any]
    # Primary keys of (wish, offer).
    opens: tuple[tuple[int, int], ...]
    # How many more people a plan would place after a yes, as of the last look over the whole market.
    places_people: int | None = None
    # Its place among all questions then, and how many people it places together with another one.
    rank: int | None = None
    together: dict[str, int] = attribute(default_factory=dict)

    @property
    def proposal(self) -> dict[str, Any]:
        return {"code": self.code, "side": self.side, "field": self.field, "value": self.value, "facts": self.facts}


@dataclass(frozen=True, slots=True)
class Agenda:
    """Questions for today, and how many pairs a yes to each of them would open together."""

    questions: list[OpenQuestion]

    @property
    def pairs(self) -> int:
        return len({pair for question in self.questions for pair in question.opens})

    @property
    def people(self) -> int | None:
        """People that a yes to each of them would place together; None where that was not worked out."""
        match self.questions:
            case [only]:
                return only.places_people
            case [first, second]:
                return first.together.get(str(second.rank))
        return None


def agenda(count: int = 2, *, offered: int = 6) -> list[OpenQuestion]:
    """The best questions, each asking another organisation; the first `count` make the desk's top line.

    Kept until an entry, an introduction or a question changes, so that opening the desk again is quick.
    """
    at = looked_at()
    key = f"matchmaking:agenda:{fingerprint()}:{at.timestamp() if at else 0}:{offered}"
    found: list[dict[str, Any]] | None = cache.get(key)
    if found is None:
        found = [_plain(one) for one in _best(offered)]
        cache.set(key, found, _KEPT_FOR)
    entries = Entry.objects.select_related("organisation").in_bulk([one["entry"] for one in found])
    return [
        OpenQuestion(**{**one, "entry": entries[one["entry"]], "opens": tuple(map(tuple, one["opens"]))})
        for one in found
        if one["entry"] in entries
    ]


def top_of(offered: list[OpenQuestion], count: int = 2) -> Agenda:
    return Agenda(offered[:count])


def fingerprint() -> str:
    """Changes whenever the market, its pairs, or what people did with them, or a rule changes, and with the day of the
    installation: readers and programs in other time zones share what was found. Six queries."""
    parts = [
        Revision.objects.aggregate(a=Max("number")),
        Entry.objects.aggregate(b=Max("paired_at")),
        Question.objects.aggregate(a=Max("asked_at"), b=Max("answered_at"), c=Count("pk")),
        Introduction.objects.aggregate(a=Max("proposed_at"), b=Max("ended_at"), c=Count("pk")),
        PairSetAside.objects.aggregate(a=Max("at"), c=Count("pk")),
        {"today": timezone.localdate(timezone=timezone.get_default_timezone()), "rules": state_of_rules()},
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _plain(question: OpenQuestion) -> dict[str, Any]:
    return {
        **question.proposal,
        "entry": question.entry.pk,
        "opens": [list(pair) for pair in question.opens],
        "places_people": question.places_people,
        "rank": question.rank,
        "together": question.together,
    }


def _best(limit: int) -> list[OpenQuestion]:
    """What the engine found in the whole market, looked at again; then the entries that keep most pairs apart."""
    known = _one_of_each(_still_true(), limit)
    asked = {one.entry.pk for one in known}
    return _one_of_each([*known, *(one for one in _near_by() if one.entry.pk not in asked)], limit)


def _still_true() -> list[OpenQuestion]:
    """The best questions of the last look that can still be asked, with the pairs that a yes opens now."""
    rows = list(FoundQuestion.objects.select_related("entry__organisation").order_by("rank")[:FOUND_TRIED])
    before = asked_before(row.entry_id for row in rows)
    found: list[OpenQuestion] = []
    for row in rows:
        proposal = dict(row.proposal)
        is_old = proposal.pop("was", None) != values_now(row.entry, proposal)
        if is_old or row.entry_id in {one.entry.pk for one in found} or not market.is_on_market(row.entry):
            continue
        one = OpenQuestion(
            entry=row.entry,
            opens=(),
            places_people=row.places_people,
            rank=row.rank,
            together=row.together,
            **proposal,
        )
        if was_asked(one, before) or not recipients_for(row.entry):
            continue
        opens = Look.at(row.entry).opens(proposal)
        if opens:
            found.append(replace(one, opens=opens))
    return found


def found_about(entry: Entry, proposal: Mapping[str, Any]) -> FoundQuestion | None:
    """The same question as the engine found it in the whole market."""
    for row in FoundQuestion.objects.filter(entry=entry):
        if all(row.proposal.get(name) == proposal.get(name) for name in ("code", "side", "field", "value")):
            return row
    return None


def looked_at() -> datetime | None:
    """When the engine last looked at the whole market."""
    newest: datetime | None = FoundQuestion.objects.aggregate(at=Max("found_at"))["at"]
    return newest


def _near_by() -> list[OpenQuestion]:
    """Look closely at the entries that keep most pairs apart; of each, the best question nobody has asked."""
    found: list[OpenQuestion] = []
    for entry in _worth_asking():
        before = asked_before([entry.pk])
        offered = [one for one in about(entry) if not was_asked(one, before)]
        if offered and recipients_for(entry):
            found.append(offered[0])
    return sorted(found, key=lambda one: (-len(one.opens), one.entry.pk))


def _one_of_each(found: list[OpenQuestion], limit: int) -> list[OpenQuestion]:
    """Each question opens something that the ones before it do not."""
    chosen: list[OpenQuestion] = []
    opened: set[tuple[int, int]] = set()
    for question in found:
        if len(chosen) < limit and set(question.opens) - opened:
            chosen.append(question)
            opened |= set(question.opens)
    return chosen


def _worth_asking() -> list[Entry]:
    """Entries that stand in the way of most pairs, by the table of suggested pairs."""
    rows = desk.near_misses().values_list("wish_id", "offer_id", "standing", "missing")[:PAIRS_READ]
    counted: Counter[int] = Counter()
    for wish, offer, standing, missing in rows:
        sides = {side for side, _field in missing} if standing == Standing.OPEN else {"wish", "offer"}
        if standing == Standing.OPEN and len(missing) > 1:
            continue
        counted.update(([wish] if "wish" in sides else []) + ([offer] if "offer" in sides else []))
    best = sorted(counted, key=lambda pk: (-counted[pk], pk))[:ENTRIES_TRIED]
    entries = Entry.objects.select_related("organisation").in_bulk(best)
    return [entries[pk] for pk in best if pk in entries]


def about(entry: Entry, limit: int = 4) -> list[OpenQuestion]:
    """The best questions to the organisation of one entry, the one that opens most first.

    Sought among the pairs that the table has, promised by looking at everybody who could suit. Kept until the entry
    or one of those changes: a change elsewhere in a large market costs nothing.
    """
    near, links = _near(entry), market.worked_together()
    likely = candidates(entry, market.AT_ONCE)
    state = state_around(entry, market.party_of(entry, links), links, likely, near)
    key = f"matchmaking:questions:{limit}:{state}"
    found: list[tuple[dict[str, Any], list[tuple[int, int]]]] | None = cache.get(key)
    if found is None:
        found = _promised(entry, near, limit)
        cache.set(key, found, _KEPT_FOR)
    free = desk.still_free({pair for _proposal, pairs in found for pair in pairs})
    offered = [
        OpenQuestion(entry=entry, opens=tuple(pair for pair in pairs if pair in free), **proposal)
        for proposal, pairs in found
    ]
    return sorted((one for one in offered if one.opens), key=lambda one: -len(one.opens))


def _promised(entry: Entry, near: list[int], limit: int) -> list[tuple[dict[str, Any], list[tuple[int, int]]]]:
    """What could be asked, with the pairs that a yes makes possible."""
    key = str(entry.key)
    changes = [one.change for one in questions(_landscape(entry, near), limit=4 * limit) if one.ask == key]
    look = Look.at(entry)
    proposals = [proposal_of(change) for change in changes if change.field not in NOT_ASKED][:limit]
    return [(proposal, look.made_possible(proposal)) for proposal in proposals]


def _near(entry: Entry) -> list[int]:
    """The counterparts with which it almost fits."""
    mine, other = ("wish", "offer_id") if entry.kind == EntryKind.WISH else ("offer", "wish_id")
    pairs = SuggestedPair.objects.filter(**{mine: entry}, standing__in=[Standing.OPEN, Standing.NEAR])
    return list(pairs.order_by("-could_become", "pk").values_list(other, flat=True)[:NEAR_READ])


def _landscape(entry: Entry, near: list[int]) -> Landscape:
    links = market.worked_together()
    others = [market.party_of(one, links) for one in to_read(Entry.objects.filter(pk__in=near))]
    return survey(market.market_of([market.party_of(entry, links), *others], links), market.trees())


@dataclass(frozen=True, slots=True)
class Look:
    """One entry among everybody who could suit it: what a change of it would open."""

    entry: Entry
    landscape: Landscape
    links: market.Links
    ids: dict[str, int]

    @classmethod
    def at(cls, entry: Entry) -> "Look":
        links = market.worked_together()
        others = to_read(market.counterparts(entry, market.AT_ONCE))
        both: list[Entry | EntryRow] = [entry, *others]
        parties = [market.party_of(one, links) for one in both]
        landscape = survey(market.market_of(parties, links), market.trees())
        return cls(entry, landscape, links, {str(one.key): one.pk for one in both})

    def made_possible(self, proposal: Mapping[str, Any]) -> list[tuple[int, int]]:
        """The pairs that become possible when the entry says yes."""
        changed = copy(self.entry)
        for name, value in values_of(proposal).items():
            setattr(changed, name, value)
        after = resurvey(self.landscape, market.party_of(changed, self.links))
        found = after.possible - self.landscape.possible
        return sorted((self.ids[wish], self.ids[offer]) for wish, offer in found)

    def opens(self, proposal: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
        """The same without those that somebody tried or set aside."""
        return tuple(sorted(desk.still_free(self.made_possible(proposal))))


def proposal_of(change: Change) -> dict[str, Any]:
    """A change as a question keeps it: what a yes would write, in the form of a market file."""
    return {
        "code": change.code,
        "side": change.side,
        "field": change.field,
        "value": as_written(change.value),
        "facts": {name: as_written(fact) for name, fact in change.facts.items()},
    }


def values_of(proposal: Mapping[str, Any]) -> dict[str, Any]:
    """What a yes writes into the entry, by the names of its own fields."""
    field, value = proposal["field"], proposal["value"]
    if field == "profile":
        return {"profiles": [value]}
    if field == "days":
        return {"days_least": value[0], "days_most": value[1]}
    return {field: value}


def values_now(entry: Entry, proposal: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the entry where a yes would write."""
    return {name: getattr(entry, name) for name in values_of(proposal)}


def possible_pairs(entry: Entry) -> set[tuple[int, int]]:
    """Pairs of the entry that are possible now, by (wish, offer)."""
    look = Look.at(entry)
    return {(look.ids[wish], look.ids[offer]) for wish, offer in look.landscape.possible}


def answer_proposed(wish: Entry, offer: Entry, missing: Iterable[Iterable[str]], links: Any = None) -> Change | None:
    """For an open pair: the answer to its first unknown field that suits the other side."""
    links = market.worked_together() if links is None else links
    parties = {"wish": market.wish_of(wish, links), "offer": market.offer_of(offer, links)}
    for side, name in missing:
        other = parties["offer" if side == "wish" else "wish"]
        answers = [] if name in NOT_ASKED else useful_answers(parties[side], name, [other], market.trees())
        if answers:
            return Change(ANSWER, side, name, answers[0])  # type: ignore[arg-type]
    return None


# What was asked before


def asked_before(entries: Iterable[int]) -> list[Question]:
    """Questions to these entries that wait for an answer, or were answered with no. One query."""
    return list(Question.objects.filter(Q(answered_at=None) | Q(answer="no"), entry__in=list(entries)))


def was_asked(question: OpenQuestion, before: Iterable[Question]) -> bool:
    """Waiting for an answer, or answered with no: then nobody is asked again."""
    proposal = question.proposal
    return is_asked(question.entry, proposal, before) or is_refused(question.entry, proposal, before)


def is_asked(entry: Entry, proposal: Mapping[str, Any], before: Iterable[Question]) -> bool:
    return any(
        one.entry_id == entry.pk and one.field == proposal["field"] and one.answered_at is None for one in before
    )


def is_refused(entry: Entry, proposal: Mapping[str, Any], before: Iterable[Question]) -> bool:
    return any(
        one.entry_id == entry.pk and one.answer == "no" and one.proposal["value"] == proposal["value"]
        for one in before
        if one.field == proposal["field"]
    )
