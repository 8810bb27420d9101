"""The last goals, without touching the first: more people reached, more even counts, earlier slots."""

from hospes.pairing.meetings.grid import bits
from hospes.pairing.meetings.placing import NEVER, Placing
from hospes.pairing.solver import Stop


def even_out(placing: Placing, *, stop: Stop) -> None:
    """Gives meetings of people with many to people with fewer, where the first goals are worth the same."""
    given = 1
    while given and not stop():
        given = sum(_given_on(placing, number) for number, _ in placing.placed())


def _given_on(placing: Placing, number: int) -> bool:
    """Replaces a meeting by an equally wanted one of somebody who has at least two fewer."""
    grid, slot = placing.grid, placing.slot[number]
    link = grid.links[number]
    for stays, leaves in ((link.a, link.b), (link.b, link.a)):
        for other in grid.links_of[stays]:
            if placing.slot[other] != NEVER or grid.worth[other] != grid.worth[number]:
                continue
            comes = grid.links[other].a + grid.links[other].b - stays
            fewer = _count(placing, comes) + 1 < _count(placing, leaves)
            could = grid.links[other].slots & placing.idle[comes] & (1 << slot) and placing.has_room(comes)
            if fewer and could:
                placing.take(number)
                placing.put(other, slot)
                return True
    return False


def _count(placing: Placing, person: int) -> int:
    return placing.grid.had[person] + placing.meetings_of(person)


def bring_forward(placing: Placing, *, stop: Stop) -> None:
    """Moves meetings to earlier slots that are open, and fills what that leaves room for."""
    moved = True
    while moved and not stop():
        moved = False
        for number, slot in sorted(placing.placed(), key=lambda placed: (placed[1], placed[0])):
            link = placing.grid.links[number]
            open_slots = bits(link.slots & placing.idle[link.a] & placing.idle[link.b] & ((1 << slot) - 1))
            earlier = next((other for other in open_slots if placing.has_table(other)), None)
            if earlier is not None:
                placing.take(number)
                placing.put(number, earlier)
                moved = True
    placing.fill()
