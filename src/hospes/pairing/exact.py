"""The best plan of a market, proven by a solver of whole-number programs.

For each pair that may be placed, y says whether a stay exists and x how many people it has:

    least · y ≤ x ≤ most · y              a stay is as large as both sides take
    Σ x = 0, or least people ≤ Σ x ≤ people   for each wish
    Σ x ≤ places, Σ y ≤ groups            for each offer
    Σ x ≤ at once                         for each offer that limits it and each calendar week

The goals are taken in their order: each is made as large as can be, then held while the next is.

Every column is whole, also those that would be by themselves: with columns of both kinds the solver's
presolve (HiGHS 1.14) has called plans best that were not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.goals import Arc, person_value
from hospes.pairing.landscape import Landscape, Stop
from hospes.pairing.parties import Pair, Window
from hospes.pairing.pins import shortest_stays
from hospes.pairing.solver import Model, Solution, whole_bound
from hospes.pairing.stays import Ledger, Stay, weeks_of

Columns = NDArray[np.int64]
Terms = dict[int, float]
# Pairs that are placed whole and together, or not at all.
Exchange = tuple[Pair, ...]
NO_DATES: Mapping[Pair, Window] = MappingProxyType({})
# Up to so many pairs, equally good plans are told apart by the order of their keys.
RANKED = 1_000
# Goals in their order, as they are named in a plan.
GOALS = ("reserve", "first-match", "welfare", "fewer-opportunities")


class Option(NamedTuple):
    """One way to date a stay at an offer that limits how many are there at once."""

    chosen: int
    people: Terms
    period: Window | None


@dataclass(frozen=True, slots=True)
class Placed:
    """The columns of one pair: whether it is placed, with how many people, and when."""

    arc: Arc
    least: int
    chosen: int
    people: Terms
    options: tuple[Option, ...] = ()


class NoPlanError(Exception):
    """No plan holds all fixed stays, or the share that was asked for with them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found: values of all columns, and how far they are proven."""

    columns: Columns
    welfare: int
    bound: int
    proven: frozenset[str]


@dataclass(slots=True)
class Program:
    """The whole-number program of a market. Made by `program_of`."""

    landscape: Landscape
    model: Model
    placed: list[Placed]
    welfare: Terms
    fewer: Terms
    # A column for each sending organisation.
    served: dict[str, int]
    people: Terms
    # Cost of earlier stays that this plan drops, when it drops them all.
    dropped: int
    rank: Terms
    # People with fewer opportunities that count for the reserve.
    kept: Terms
    # Each exchange with the column that chooses it.
    exchanges: list[tuple[int, Exchange]]
    # Dates that stays keep when they are placed.
    dated: Mapping[Pair, Window] = field(default_factory=dict)

    def value(self, terms: Terms, columns: Columns) -> int:
        return round(sum(factor * int(columns[column]) for column, factor in terms.items()))

    def hold(self, terms: Terms, least: float) -> None:
        """From now on the goal stays at least at what was reached."""
        self.model.row(terms, lower=least - 0.5)

    def ledger(self, columns: Columns) -> Ledger:
        """The stays of a solution, each as long as both sides accept or with the dates that it keeps."""
        ledger = Ledger(self.landscape.wishes, self.landscape.offers)
        limited: list[Stay] = []
        for one in self.placed:
            if not columns[one.chosen]:
                continue
            wish, offer, people = one.arc.wish, one.arc.offer, self.value(one.people, columns)
            if one.arc.key in self.dated:
                ledger.take(ledger.stay(wish, offer, people, self.dated[one.arc.key]))
            elif one.options:
                period = next(option.period for option in one.options if columns[option.chosen])
                limited.append(ledger.stay(wish, offer, people, period))
                ledger.take(limited[-1])
            else:
                ledger.take(ledger.dated_stay(wish, offer, people))
        for stay in limited:
            if stay.period is not None:
                ledger.give_back(stay)
                wish, offer = self.landscape.wishes[stay.wish], self.landscape.offers[stay.offer]
                ledger.take(ledger.dated_stay(wish, offer, stay.people))
        return ledger


def program_of(
    landscape: Landscape,
    arcs: Sequence[Arc],
    *,
    seats: int = 0,
    exchanges: Sequence[Exchange] = (),
    dated: Mapping[Pair, Window] = NO_DATES,
) -> Program:
    """The program for these pairs. `seats` people with fewer opportunities count for the reserve; pairs
    that are `dated` have no other dates."""
    model = Model()
    fixed = {(pin.wish, pin.offer): pin.people for pin in landscape.market.pinned}
    counted = frozenset(fixed) | landscape.market.previous
    large = len(arcs) > RANKED
    placed = [
        _by_people(model, arc)
        if large and arc.key not in counted and _is_divisible(arc)
        else _placed(model, arc, *sizes(arc, fixed.get(arc.key)), fixed=arc.key in fixed, dated=dated)
        for arc in arcs
    ]
    whole, choices = _exchanged(model, landscape, exchanges, dated)
    placed += whole
    by_wish, by_offer = _sorted_out(placed, "wish"), _sorted_out(placed, "offer")
    for some in by_wish.values():
        _rows_of_wish(model, some)
    for some in by_offer.values():
        _rows_of_offer(model, some)
    welfare: Terms = defaultdict(float)
    cost, previous = landscape.context.settings.change_cost, landscape.market.previous
    for one in placed:
        for column, factor in one.people.items():
            welfare[column] += factor * one.arc.value
        if one.arc.key in previous:
            welfare[one.chosen] += cost
    fewer: Terms = {_fewer_of(model, some): 1 for some in by_wish.values()}
    kept = model.column(upper=seats)
    model.row({kept: 1} | dict.fromkeys(fewer, -1), upper=0)
    return Program(
        landscape,
        model,
        placed,
        welfare,
        fewer,
        served=_served(model, placed),
        people=_sum(one.people for one in placed),
        dropped=cost * sum(pair in landscape.alive for pair in previous),
        rank={one.chosen: -rank for rank, one in enumerate(placed, start=1)},
        kept={kept: 1},
        exchanges=choices,
        dated=dated,
    )


def share_of(program: Program, share: Decimal) -> None:
    """Asks for a share of people with fewer opportunities among those who travel."""
    parts = Fraction(share)
    terms: Terms = dict.fromkeys(program.fewer, parts.denominator)
    for column, factor in program.people.items():
        terms[column] = terms.get(column, 0) - parts.numerator * factor
    program.model.row(terms, lower=0)


def sizes(arc: Arc, fixed: int | None = None) -> tuple[int, int]:
    """The fewest and the most people that both sides take in one stay; the first is larger when none fits."""
    if fixed is not None:
        return fixed, fixed
    return max(arc.wish.part, arc.offer.smallest_group, 1), min(arc.wish.people or 0, arc.offer.most)


def _is_divisible(arc: Arc) -> bool:
    """Whether one person is a stay like any other, so that people alone say all of it."""
    return sizes(arc)[0] == 1 and arc.wish.least <= 1 and arc.offer.groups is None and arc.offer.at_once is None


def _by_people(model: Model, arc: Arc) -> Placed:
    """A stay without a column of its own for whether it exists: the program is nearly a flow."""
    people = model.column(upper=sizes(arc)[1])
    return Placed(arc, 1, people, {people: 1})


def _placed(
    model: Model, arc: Arc, least: int, most: int, *, fixed: bool = False, dated: Mapping[Pair, Window] = NO_DATES
) -> Placed:
    chosen = model.column(lower=int(fixed))
    people = _people(model, chosen, least, most)
    if arc.offer.at_once is None:
        return Placed(arc, least, chosen, people)
    periods = [dated[arc.key]] if arc.key in dated else list(shortest_stays(arc.wish, arc.offer))
    if len(periods) == 1:
        return Placed(arc, least, chosen, people, (Option(chosen, people, periods[0]),))
    options = []
    for period in periods:
        then = model.column()
        options.append(Option(then, _people(model, then, least, most), period))
    model.row({chosen: 1} | {option.chosen: -1 for option in options}, lower=0, upper=0)
    if least < most:
        model.row(people | {column: -1 for option in options for column in option.people}, lower=0, upper=0)
    return Placed(arc, least, chosen, people, tuple(options))


def _exchanged(
    model: Model, landscape: Landscape, exchanges: Sequence[Exchange], dated: Mapping[Pair, Window]
) -> tuple[list[Placed], list[tuple[int, Exchange]]]:
    """The stays that exchanges bring, and a column for each exchange."""
    choices = [(model.column(), exchange) for exchange in exchanges]
    chosen_by: dict[Pair, list[int]] = defaultdict(list)
    for column, exchange in choices:
        for pair in exchange:
            chosen_by[pair].append(column)
    placed = []
    for pair in sorted(chosen_by):
        wish, offer = landscape.wishes[pair[0]], landscape.offers[pair[1]]
        arc = Arc(wish, offer, person_value(wish, pair, landscape))
        one = _placed(model, arc, wish.people or 0, wish.people or 0, dated=dated)
        model.row({one.chosen: 1} | dict.fromkeys(chosen_by[pair], -1), lower=0, upper=0)
        placed.append(one)
    return placed, choices


def _people(model: Model, chosen: int, least: int, most: int) -> Terms:
    """How many people stay, from least to most when it is chosen."""
    if least == most:
        return {chosen: most}
    people = model.column(upper=most)
    model.row({people: 1, chosen: -least}, lower=0)
    model.row({people: 1, chosen: -most}, upper=0)
    return {people: 1}


def _rows_of_wish(model: Model, placed: Sequence[Placed]) -> None:
    wish = placed[0].arc.wish
    people = _sum(one.people for one in placed)
    if all(one.least == wish.people for one in placed):
        model.row({one.chosen: 1 for one in placed}, upper=1)
        return
    model.row(people, upper=wish.people or 0)
    if any(one.least < wish.least for one in placed):
        travels = model.column()
        model.row(people | {travels: -wish.least}, lower=0)
        for one in placed:
            model.row({one.chosen: 1, travels: -1}, upper=0)


def _rows_of_offer(model: Model, placed: Sequence[Placed]) -> None:
    offer = placed[0].arc.offer
    model.row(_sum(one.people for one in placed), upper=offer.places or 0)
    if offer.groups is not None and offer.groups < len(placed):
        model.row({one.chosen: 1 for one in placed}, upper=offer.groups)
    present: dict[int, list[Terms]] = defaultdict(list)
    for one in placed:
        for option in one.options:
            for week in () if option.period is None else weeks_of(option.period):
                present[week].append(option.people)
    for week in sorted(present):
        model.row(_sum(present[week]), upper=offer.at_once or 0)


def _fewer_of(model: Model, placed: Sequence[Placed]) -> int:
    """A column for the people with fewer opportunities of a wish: as many of them as travel."""
    fewer = model.column(upper=placed[0].arc.wish.fewer_opportunities)
    model.row({fewer: 1} | {column: -factor for column, factor in _sum(one.people for one in placed).items()}, upper=0)
    return fewer


def _served(model: Model, placed: Sequence[Placed]) -> dict[str, int]:
    """A column for each sending organisation: whether somebody of it travels."""
    own: dict[str, Terms] = defaultdict(dict)
    for one in placed:
        own[one.arc.wish.organisation][one.chosen] = -1
    served = {}
    for organisation in sorted(own):
        column = model.column()
        model.row({column: 1} | own[organisation], upper=0)
        served[organisation] = column
    return served


def _sorted_out(placed: Iterable[Placed], side: str) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        found[getattr(one.arc, side).key].append(one)
    return found


def _sum(terms: Iterable[Terms]) -> Terms:
    total: Terms = defaultdict(float)
    for some in terms:
        for column, factor in some.items():
            total[column] += factor
    return dict(total)


def solve(program: Program, *, seats: int = 0, nodes: int, seed: int = 0, stop: Stop) -> Outcome | None:
    """The goals in their order. None when nothing was found in time. Raises NoPlanError."""
    proven: list[str] = []
    chain = True
    found: Columns | None = None

    def reach(goals: tuple[str, ...], terms: Terms) -> Solution | None:
        nonlocal chain, found
        solution = program.model.maximise(terms, start=found, nodes=nodes, seed=seed, stop=stop)
        if solution.infeasible:
            raise NoPlanError
        if solution.columns is None:
            return None
        found = solution.whole()
        chain = chain and solution.proven
        if chain:
            proven.extend(goals)
        program.hold(terms, program.value(terms, found))
        return solution

    if seats:
        if reach(("reserve",), program.kept) is None:
            return None
    else:
        proven.append("reserve")
    settings = program.landscape.context.settings
    if settings.fairness == "first-match":
        if reach(("first-match",), dict.fromkeys(program.served.values(), 1)) is None:
            return None
    else:
        proven.append("first-match")
    # Both at once, welfare first: a plan for the one is nearly one for the other, and two searches cost twice.
    most = sum(one.fewer_opportunities for one in {one.arc.wish.key: one.arc.wish for one in program.placed}.values())
    both = {column: factor * (most + 1) for column, factor in program.welfare.items()}
    best = reach(("welfare", "fewer-opportunities"), both | program.fewer)
    if best is None or found is None:
        return None
    worth = program.value(program.welfare, found)
    # Where time was up in the first linear program, there is no bound but what the columns could hold.
    ceiling = min(best.bound, program.model.ceiling(both | program.fewer))
    bound = worth if best.proven else max(worth, whole_bound(ceiling) // (most + 1))
    if len(program.placed) <= RANKED:
        last = program.model.maximise(program.rank, start=found, nodes=nodes, seed=seed, stop=stop)
        found = found if last.columns is None else last.whole()
    return Outcome(
        found,
        worth - program.dropped,
        bound - program.dropped,
        frozenset(proven),
    )


def most_fewer(program: Program, *, nodes: int, seed: int, stop: Stop) -> tuple[int, bool]:
    """The most people with fewer opportunities that any plan places, and whether that is proven."""
    solution = program.model.maximise(program.fewer, nodes=nodes, seed=seed, stop=stop)
    if solution.columns is None:
        return 0, False
    return program.value(program.fewer, solution.whole()), solution.proven
