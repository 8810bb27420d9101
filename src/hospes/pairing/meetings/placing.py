"""A timetable in the making: which link meets in which slot."""

from collections.abc import Iterable

from hospes.pairing.meetings.grid import Grid, bits

NEVER = -1


class Placing:
    """Never holds a clash: nobody twice in a slot, no more links in a slot than tables, nobody over their room."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.slot = [NEVER] * len(grid.links)
        self.in_slot: list[set[int]] = [set() for _ in grid.tables]
        self.at: list[dict[int, int]] = [{} for _ in grid.keys]
        self.idle = list(grid.free)
        self.worth = 0

    def put(self, number: int, slot: int) -> None:
        link = self.grid.links[number]
        self.slot[number] = slot
        self.in_slot[slot].add(number)
        for person in (link.a, link.b):
            self.at[person][slot] = number
            self.idle[person] &= ~(1 << slot)
        self.worth += self.grid.worth[number]

    def take(self, number: int) -> int:
        """Takes a link out, and says from which slot."""
        link, slot = self.grid.links[number], self.slot[number]
        self.slot[number] = NEVER
        self.in_slot[slot].remove(number)
        for person in (link.a, link.b):
            del self.at[person][slot]
            self.idle[person] |= 1 << slot
        self.worth -= self.grid.worth[number]
        return slot

    def meetings_of(self, person: int) -> int:
        return len(self.at[person])

    def has_room(self, person: int) -> bool:
        return len(self.at[person]) < self.grid.room[person]

    def has_table(self, slot: int) -> bool:
        return len(self.in_slot[slot]) < self.grid.tables[slot]

    def open_slots(self, number: int) -> list[int]:
        """Slots in which the link could meet with nothing else moved, the earliest first."""
        link = self.grid.links[number]
        if not (self.has_room(link.a) and self.has_room(link.b)):
            return []
        return [slot for slot in bits(self.idle[link.a] & self.idle[link.b] & link.slots) if self.has_table(slot)]

    def placed(self) -> list[tuple[int, int]]:
        return [(number, slot) for number, slot in enumerate(self.slot) if slot != NEVER]

    def become(self, placed: Iterable[tuple[int, int]]) -> None:
        """Takes over another timetable of the same grid."""
        for number, _ in self.placed():
            self.take(number)
        for number, slot in placed:
            self.put(number, slot)

    def fill(self) -> None:
        """Puts in whatever still fits, the most wanted first."""
        worth = self.grid.worth
        for number in sorted(range(len(self.slot)), key=lambda number: (-worth[number], number)):
            if self.slot[number] == NEVER:
                slots = self.open_slots(number)
                if slots:
                    self.put(number, slots[0])
