"""Is what happened at once something that could have happened one after the other? Every order is tried."""

from collections.abc import Callable, Hashable, Sequence
from itertools import permutations
from typing import TypeVar

S = TypeVar("S", bound=Hashable)
# A deed, on a state: the state afterwards, and what the one who did it was told.
Deed = Callable[[S], tuple[S, str]]


def could_be(start: S, deeds: Sequence[Deed[S]], told: Sequence[str], end: S) -> bool:
    """Whether some order of the deeds tells everybody what they were told and ends as it ended.

    Who was told nothing ("unknown") may have come through or not.
    """
    return any(_is(start, [(deeds[place], told[place]) for place in order], end) for order in _orders(told))


def _is(start: S, turns: Sequence[tuple[Deed[S], str]], end: S) -> bool:
    states = {start}
    for deed, said in turns:
        after = set()
        for state in states:
            then, answer = deed(state)
            if said in (answer, "unknown"):
                after.add(then)
            if said == "unknown":
                after.add(state)
        states = after
    return end in states


def _orders(told: Sequence[str]) -> list[tuple[int, ...]]:
    return list(permutations(range(len(told))))
