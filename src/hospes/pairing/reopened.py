"""A part of a plan opened again: some groups are free to go elsewhere, everybody else is held.

For each free group g with a stay of p people that it could keep, m(g) says whether it is moved:

    x(g, o) + p · m(g) ≥ p,    Σ m ≤ the most that may be moved

so that a group is moved when a stay it could keep is given up or gets smaller. A stay that is kept
keeps its dates. The goals are those of a plan, in their order.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from hospes.pairing import exact
from hospes.pairing.earlier import Earlier
from hospes.pairing.exact import GOALS, Columns, Program, program_of, sizes
from hospes.pairing.exchange.rounds import cycles_for_round, label
from hospes.pairing.goals import Arc, person_value
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.parties import Pair, Pin
from hospes.pairing.stays import Ledger


class Found(NamedTuple):
    """The best stays within a limit of moved groups. `seats`: what the reserve asks of this plan."""

    ledger: Ledger
    without_reserve: Ledger
    wanted: int
    seats: int
    proven: bool


@dataclass(frozen=True)
class Opened:
    """The groups that are free, in their market, and what they may choose from."""

    landscape: Landscape
    earlier: Earlier
    free: frozenset[str]
    arcs: tuple[Arc, ...]
    exchanges: tuple[exact.Exchange, ...]
    # Whether no other plan has a choice that this lacks.
    whole: bool

    def least_moved(self, *, nodes: int, seed: int) -> int:
        """The fewest groups that have to move. Raises NoPlanError."""
        if not self.earlier.overfull and not self.landscape.market.pinned and not self._is_share:
            return 0
        program, moved = self._program()
        solution = program.model.maximise(dict.fromkeys(moved.values(), -1), nodes=nodes, seed=seed)
        if solution.columns is None and not solution.infeasible:
            solution = program.model.maximise(dict.fromkeys(moved.values(), -1), seed=seed)
        if solution.columns is None:
            raise exact.NoPlanError
        return sum(int(solution.whole()[column]) for column in moved.values())

    def best(self, most: int | None, *, nodes: int, seed: int, stop: Stop = never) -> Found | None:
        """The best plan in which at most so many groups are moved. None when none was found in time.
        Raises NoPlanError."""
        first = self._solved(most, 0, nodes=nodes, seed=seed, stop=stop)
        if first is None:
            return None
        free, proven = first
        settings = self.landscape.context.settings
        wanted = ceil(Fraction(settings.reserve) * free.people) if settings.reserve_mode == "seats" else 0
        if free.fewer >= wanted:
            return Found(free, free, wanted, wanted, proven)
        program, moved = self._program()
        _at_most(program, moved, most)
        reachable, known = exact.most_fewer(program, nodes=nodes, seed=seed, stop=stop)
        seats = min(wanted, reachable)
        second = self._solved(most, seats, nodes=nodes, seed=seed, stop=stop)
        if second is None:
            return None
        ledger, also = second
        return Found(ledger, free, wanted, seats, proven and also and (known or reachable >= wanted))

    def people_of_the_best(self, served: Collection[str], *, seats: int, nodes: int, stop: Stop = never) -> int | None:
        """How many people the best plan has, of several the most. `served`: organisations that are served
        by stays which are not here. Raises NoPlanError."""
        program, _ = self._program()
        if seats:
            program.hold(program.fewer, seats)
        start: Columns | None = None
        if self.landscape.context.settings.fairness == "first-match":
            first: exact.Terms = {column: 1 for name, column in program.served.items() if name not in served}
            solution = program.model.maximise(first, nodes=nodes, stop=stop)
            if solution.infeasible:
                raise exact.NoPlanError
            if solution.columns is None:
                return None
            start = solution.whole()
            program.hold(first, program.value(first, start))
        most = 1 + sum(self.landscape.wishes[key].people or 0 for key in {arc.wish.key for arc in self.arcs})
        goal: exact.Terms = {column: factor * most for column, factor in program.welfare.items()}
        for column, factor in program.people.items():
            goal[column] = goal.get(column, 0) + factor
        solution = program.model.maximise(goal, start=start, nodes=nodes, stop=stop)
        if solution.infeasible:
            raise exact.NoPlanError
        return None if solution.columns is None else program.value(program.people, solution.whole())

    @property
    def _is_share(self) -> bool:
        return self.landscape.context.settings.reserve_mode == "share"

    def _solved(self, most: int | None, seats: int, *, nodes: int, seed: int, stop: Stop) -> tuple[Ledger, bool] | None:
        program, moved = self._program(seats)
        _at_most(program, moved, most)
        outcome = exact.solve(program, seats=seats, nodes=nodes, seed=seed, stop=stop)
        if outcome is None:
            return None
        columns = _least_moves(program, moved, outcome.columns, nodes=nodes, seed=seed, stop=stop)
        return program.ledger(columns), len(outcome.proven) == len(GOALS)

    def _program(self, seats: int = 0) -> tuple[Program, dict[str, int]]:
        """The program, and the column of each group that says whether it is moved."""
        held = [Pin(*pair, stay.people) for pair, stay in self.earlier.standing.items() if pair[0] not in self.free]
        fixed = {(pin.wish, pin.offer): pin for pin in (*held, *self.landscape.market.pinned)}
        market = replace(self.landscape.market, pinned=tuple(fixed.values()))
        program = program_of(
            replace(self.landscape, market=market),
            self.arcs,
            seats=seats,
            exchanges=self.exchanges,
            dated={pair: stay.period for pair, stay in self.earlier.standing.items() if stay.period is not None},
        )
        if self._is_share:
            exact.share_of(program, self.landscape.context.settings.reserve)
        return program, self._moved(program, fixed)

    def _moved(self, program: Program, fixed: Mapping[Pair, Pin]) -> dict[str, int]:
        keeping = {pair: stay for pair, stay in self.earlier.standing.items() if pair not in fixed}
        people: dict[Pair, exact.Terms] = {pair: {} for pair in keeping}
        for one in program.placed:
            if one.arc.key in people:
                people[one.arc.key] |= one.people
        moved = {key: program.model.column() for key in sorted({pair[0] for pair in keeping})}
        for pair, stay in keeping.items():
            program.model.row(people[pair] | {moved[pair[0]]: stay.people}, lower=stay.people)
        return moved


def _at_most(program: Program, moved: Mapping[str, int], most: int | None) -> None:
    if most is not None and moved:
        program.model.row(dict.fromkeys(moved.values(), 1), upper=most)


def _least_moves(
    program: Program, moved: Mapping[str, int], columns: Columns, *, nodes: int, seed: int, stop: Stop
) -> Columns:
    """Of the plans that reach as much, one with the fewest moves, and the first of those by key."""
    if not any(columns[column] for column in moved.values()):
        return columns
    goal: exact.Terms = dict.fromkeys(moved.values(), -1)
    fewest = program.model.maximise(goal, start=columns, nodes=nodes, seed=seed, stop=stop)
    if fewest.columns is not None:
        columns = fewest.whole()
    program.hold(goal, program.value(goal, columns))
    if len(program.placed) > exact.RANKED:
        return columns
    first = program.model.maximise(program.rank, start=columns, nodes=nodes, seed=seed, stop=stop)
    return columns if first.columns is None else first.whole()


def opened(
    landscape: Landscape, earlier: Earlier, arcs: Iterable[Arc], free: frozenset[str], *, stop: Stop = never
) -> Opened:
    """The part of the plan in which these groups may go elsewhere; all stays of the others are held."""
    whole = free >= landscape.wishes.keys()
    room = Room(landscape, earlier, free)
    chosen = {arc.key: arc for arc in arcs if arc.wish.key in free and (whole or room.is_there(arc))}
    chosen = {key: arc for key, arc in chosen.items() if sizes(arc)[0] <= sizes(arc)[1]}
    ringed = {pair for pair in earlier.standing if landscape.wishes[pair[0]].returns == "must" and pair[0] in free}
    fixed = {(pin.wish, pin.offer) for pin in landscape.market.pinned}
    for pair in sorted((earlier.standing.keys() - ringed) | fixed):
        wish, offer = landscape.wishes[pair[0]], landscape.offers[pair[1]]
        chosen[pair] = Arc(wish, offer, person_value(wish, pair, landscape))
    cycles, complete = cycles_for_round(landscape if whole else _only(landscape, free), stop=stop)
    cycles += _rings_of(ringed, earlier, landscape, known=cycles)
    return Opened(
        landscape,
        earlier,
        free,
        tuple(chosen[key] for key in sorted(chosen)),
        tuple(cycles),
        whole and complete and not landscape.unseen and not landscape.left_out,
    )


def _rings_of(
    ringed: set[Pair], earlier: Earlier, landscape: Landscape, *, known: Collection[exact.Exchange]
) -> list[exact.Exchange]:
    """The rings of the earlier plan with these stays that are not among the known ones."""
    if not ringed:
        return []
    listed = {frozenset(pairs) for pairs in known}
    rings = [one.pairs for one in label(landscape, earlier.standing.values()) if ringed & set(one.pairs)]
    return [pairs for pairs in rings if frozenset(pairs) not in listed]


def _only(landscape: Landscape, free: frozenset[str]) -> Landscape:
    """The landscape of these groups alone, to find their rings."""
    pinned = tuple(pin for pin in landscape.market.pinned if pin.wish in free)
    return replace(
        landscape,
        market=replace(landscape.market, pinned=pinned),
        wishes={key: landscape.wishes[key] for key in sorted(free)},
        alive={pair: seen for pair, seen in landscape.alive.items() if pair[0] in free},
    )


class Room:
    """The room that the stays which are held leave to the groups that are free."""

    def __init__(self, landscape: Landscape, earlier: Earlier, free: frozenset[str]) -> None:
        self._ledger = Ledger(landscape.wishes, landscape.offers)
        for stay in earlier.standing.values():
            if stay.wish not in free:
                self._ledger.take(stay)

    def is_there(self, arc: Arc) -> bool:
        least, offer = sizes(arc)[0], arc.offer.key
        return self._ledger.places_left[offer] >= least and self._ledger.groups_left[offer] != 0
