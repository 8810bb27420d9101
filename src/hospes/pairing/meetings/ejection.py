"""Slots for chosen links when hours differ: put the next link in, and let those in its way wait again.

The search of partial colourings: a link that waits takes the slot that costs least, whoever was there
waits in its place, and may not come back to that slot for some steps. The best timetable seen is kept.
"""

from collections.abc import Iterable
from random import Random

from hospes.pairing.meetings.grid import bits
from hospes.pairing.meetings.placing import NEVER, Placing
from hospes.pairing.solver import Stop

# Steps after which a link may come back to a slot that it had to leave: at least, and at most so many more.
REST, MORE_REST = 6, 10
ASK = 256


def place_chosen(placing: Placing, chosen: Iterable[int], *, steps: int, seed: int, stop: Stop) -> None:
    """Puts as many of the chosen links in as so many steps allow, by worth."""
    search = _Search(placing, seed)
    search.waiting = sorted(
        (number for number in chosen if placing.slot[number] == NEVER),
        key=lambda number: (-placing.grid.links[number].slots.bit_count(), -placing.grid.worth[number], number),
    )
    best, best_worth = placing.placed(), placing.worth
    for step in range(steps):
        if not search.waiting or (step % ASK == 0 and stop()):
            break
        search.step(step)
        if placing.worth > best_worth:
            best, best_worth = placing.placed(), placing.worth
    if placing.worth < best_worth:
        placing.become(best)


class _Search:
    def __init__(self, placing: Placing, seed: int) -> None:
        self.placing = placing
        self.waiting: list[int] = []
        self.resting: dict[tuple[int, int], int] = {}
        self.chance = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret

    def step(self, now: int) -> None:
        """Places one waiting link, whoever has to leave."""
        placing, grid = self.placing, self.placing.grid
        number = self.waiting.pop()
        found: tuple[float, int, list[int]] | None = None
        for slot in bits(grid.links[number].slots):
            leaving = self._in_the_way(number, slot)
            cost = sum(grid.worth[rival] for rival in leaving) + self.chance.random()
            if leaving and self.resting.get((number, slot), 0) > now:
                continue
            if found is None or cost < found[0]:
                found = (cost, slot, leaving)
        if found is None:
            self.waiting.insert(0, number)
            return
        _, slot, leaving = found
        for rival in leaving:
            placing.take(rival)
            self.resting[rival, slot] = now + REST + self.chance.randrange(MORE_REST)
            self.waiting.insert(self.chance.randrange(len(self.waiting) + 1), rival)
        placing.put(number, slot)

    def _in_the_way(self, number: int, slot: int) -> list[int]:
        placing, link = self.placing, self.placing.grid.links[number]
        leaving = {placing.at[person][slot] for person in (link.a, link.b) if slot in placing.at[person]}
        if not leaving and not placing.has_table(slot):
            worth = placing.grid.worth
            leaving = {min(placing.in_slot[slot], key=lambda rival: (worth[rival], rival))}
        return sorted(leaving)
