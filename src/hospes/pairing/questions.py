"""The single answers that would open most pairs.

A question names a field of an entry and proposes an answer: for a field nobody has filled in, an
answer that fits others in the market; for a near miss, a small concession. What it promises is
counted by asking the whole market again with the answer made: whoever says yes gets those pairs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hospes.pairing.again import Effort, Scope, more_people, part_near
from hospes.pairing.answers import most_common, useful_answers
from hospes.pairing.assess import assess, obstacles
from hospes.pairing.changes import LIFTING, PROPOSALS, Change, Trial, changed, changed_pair, is_small
from hospes.pairing.landscape import Landscape, Stop, changed_pairs, never, resurvey, with_entry
from hospes.pairing.parties import Market, Offer, Pair, Side, Wish
from hospes.pairing.stays import Ledger

ANSWER = "answer"
# So many near misses are looked at for concessions that would help.
NEAR_MISSES_READ = 5_000
# So many pairs are looked at again to count what the best candidates would open: in large markets fewer are tried.
PAIRS_LOOKED_AT = 300_000


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, the answer proposed, and the pairs that a yes makes possible."""

    ask: str
    change: Change
    opens: tuple[Pair, ...]
    # Pairs that were possible or open and would be neither.
    closes: tuple[Pair, ...]
    # How many more people the plan would place; None where that was not worked out.
    places_people: int | None = None
    # Whether the market or only the neighbourhood of these pairs was solved again for that.
    solved: Scope | None = None

    @property
    def side(self) -> Side:
        return self.change.side

    @property
    def field(self) -> str:
        return self.change.field

    @property
    def is_concession(self) -> bool:
        """Whether the field is filled in and would change; otherwise it is simply not known yet."""
        return self.change.code != ANSWER


@dataclass(frozen=True, slots=True)
class Agenda:
    """Questions to ask, one after the other, and all the pairs that a yes to each would open."""

    questions: tuple[Question, ...]
    opens: tuple[Pair, ...]


# Key of an entry, and the change asked of it.
Asked = tuple[str, Change]


def questions(landscape: Landscape, *, limit: int = 50, stop: Stop = never) -> tuple[Question, ...]:
    """The best single questions, most opened pairs first: at most one for each field of each entry."""
    candidates = [*_about_unknowns(landscape, stop), *_about_near_misses(landscape, stop)]
    candidates.sort(key=lambda found: (-found[0], _order(found[1])))
    found: list[Question] = []
    most = max(limit // 5, min(3 * limit, PAIRS_LOOKED_AT // max(len(landscape.wishes), len(landscape.offers), 1)))
    for _, (key, change) in candidates[:most]:
        if stop():
            break
        question = question_about(landscape, key, change)
        if question.opens:
            found.append(question)
    found.sort(key=lambda one: (-len(one.opens), len(one.closes), _order((one.ask, one.change))))
    return tuple(found[:limit])


def question_about(landscape: Landscape, key: str, change: Change) -> Question:
    """What a given change of a given entry would open and close."""
    opens, closes = changed_pairs(landscape, changed(landscape.entry(key), change))
    return Question(ask=key, change=change, opens=tuple(sorted(opens)), closes=tuple(sorted(closes)))


def with_people(
    asked: Iterable[Question], landscape: Landscape, ledger: Ledger, effort: Effort
) -> tuple[Question, ...]:
    """The questions with how many more people the plan would have after a yes, as far as the effort lasts."""
    found = []
    for question in asked:
        part = part_near(landscape, ledger, question.opens, effort)
        entry = changed(landscape.entry(question.ask), question.change)
        people = more_people(landscape, ledger, entry, part, effort)
        found.append(replace(question, places_people=people, solved=None if people is None else part.scope))
    return tuple(found)


def best_first(asked: Iterable[Question]) -> list[Question]:
    """The question that places most people first, of equals the one that opens most pairs."""
    return sorted(
        asked,
        key=lambda one: (
            -(one.places_people or 0),
            -len(one.opens),
            one.places_people is None,
            len(one.closes),
            _order((one.ask, one.change)),
        ),
    )


def answered(landscape: Landscape, question: Question) -> Market:
    """The market after the one who was asked has said yes."""
    return with_entry(landscape.market, changed(landscape.entry(question.ask), question.change))


def agenda(landscape: Landscape, *, count: int = 2) -> Agenda:
    """The best question, then the best after a yes to it, and so on: "2 questions would open 6 pairs"."""
    asked: list[Question] = []
    before = landscape.possible
    while len(asked) < count and (best := questions(landscape, limit=1)):
        asked.append(best[0])
        landscape = resurvey(landscape, changed(landscape.entry(best[0].ask), best[0].change))
    return Agenda(tuple(asked), tuple(sorted(landscape.possible - before)))


def _order(asked: Asked) -> tuple[bool, int, str, str, str]:
    """Facts before concessions, small ones before large ones, then by key."""
    key, change = asked
    return change.code != ANSWER, change.size, key, change.field, change.code


def _about_unknowns(landscape: Landscape, stop: Stop) -> Iterator[tuple[int, Asked]]:
    """For each field that alone keeps pairs open: the answer that seems to open most, and how many."""
    kept_open: dict[tuple[str, Side, str], list[Pair]] = {}
    for pair, seen in landscape.alive.items():
        if len(seen.missing) == 1:
            side, field = seen.missing[0]
            kept_open.setdefault((pair[0] if side == "wish" else pair[1], side, field), []).append(pair)
    for (key, side, field), pairs in kept_open.items():
        if stop():
            return
        others = [landscape.entry(pair[1] if side == "wish" else pair[0]) for pair in sorted(pairs)]
        answers = useful_answers(landscape.entry(key), field, others, landscape.trees)
        changes = [Change(ANSWER, side, field, answer) for answer in answers]
        if changes:
            yield _best(landscape, key, changes, pairs)


def _about_near_misses(landscape: Landscape, stop: Stop) -> Iterator[tuple[int, Asked]]:
    """For each field that stands in the way of near misses: the concession that seems to open most."""
    proposed: dict[tuple[str, str, str], list[Change]] = {}
    pairs_of: dict[tuple[str, str], list[Pair]] = {}
    for pair, code in _nearest(landscape):
        if stop():
            return
        for key in pair:
            pairs_of.setdefault((key, code), []).append(pair)
        for change in _lifting(landscape, pair, code):
            key = pair[0] if change.side == "wish" else pair[1]
            proposed.setdefault((key, code, change.field), []).append(change)
    for (key, code, _), changes in proposed.items():
        if stop():
            return
        yield _best(landscape, key, most_common(sorted(changes, key=lambda change: change.size)), pairs_of[key, code])


def _nearest(landscape: Landscape) -> list[tuple[Pair, str]]:
    """Near misses with the barrier in the way: all of them, or in a large market the best of each entry."""
    if len(landscape.near) <= NEAR_MISSES_READ:
        return [(pair, near.code) for pair, near in landscape.near.items()]
    share = max(1, NEAR_MISSES_READ // (len(landscape.wishes) + len(landscape.offers)))
    taken: Counter[str] = Counter()
    found = []
    for pair in sorted(landscape.near, key=lambda pair: (-landscape.near[pair].score, pair)):
        if min(taken[key] for key in pair) < share:
            taken.update(pair)
            found.append((pair, landscape.near[pair].code))
    return found


def _lifting(landscape: Landscape, pair: Pair, code: str) -> Iterator[Change]:
    """The nearest changes that lift the one barrier between a pair, as far as they are small."""

    def is_lifted(wish: Wish, offer: Offer) -> bool:
        return _seems_possible(landscape, wish, offer, weak_counts=code == "weak")

    trial = Trial(landscape.wishes[pair[0]], landscape.offers[pair[1]], is_lifted)
    for name in LIFTING[code]:
        yield from filter(is_small, PROPOSALS[name](trial))


def _best(landscape: Landscape, key: str, changes: list[Change], pairs: list[Pair]) -> tuple[int, Asked]:
    """The change after which most of these pairs seem possible; of equals the smallest, then the first."""
    counted = [
        sum(
            _seems_possible(landscape, *changed_pair(landscape.wishes[wish], landscape.offers[offer], change))
            for wish, offer in pairs
        )
        for change in changes
    ]
    best = min(range(len(changes)), key=lambda index: (-counted[index], changes[index].size, index))
    return counted[best], (key, changes[best])


def _seems_possible(landscape: Landscape, wish: Wish, offer: Offer, *, weak_counts: bool = False) -> bool:
    """Whether no barrier stands or may stand. Weakness is left out where many pairs are compared: what
    is promised in the end is counted in full."""
    if obstacles(wish, offer, landscape.context, at_most=0) is None:
        return False
    return not weak_counts or assess(wish, offer, landscape.context).status == "possible"
