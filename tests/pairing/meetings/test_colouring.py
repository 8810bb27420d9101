"""Slots by edge colouring, and what happens where a path cannot make room."""

from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.meetings.choice import choose, sides_of
from hospes.pairing.meetings.colouring import coloured, shared_slots
from hospes.pairing.meetings.event import Person
from hospes.pairing.meetings.grid import grid_of
from hospes.pairing.meetings.placing import Placing
from tests.pairing.meetings.events import an_event, quickly

LEFT, RIGHT = "abcdefgh", "mnopqrst"


@quickly
@given(
    st.lists(st.tuples(st.sampled_from(LEFT), st.sampled_from(RIGHT)), unique=True, min_size=1),
    st.integers(1, 9),
    st.integers(1, 5),
)
def test_two_sides_that_are_free_all_day_always_fit(pairs, count, tables):
    event = an_event([f"{one}>{other} like" for one, other in pairs], count=count, tables=tables)
    grid = grid_of(event, ())
    placing, chosen = Placing(grid), choose(grid, stop=lambda: False).links

    assert coloured(placing, chosen, shared_slots(grid))

    assert [number for number, _ in placing.placed()] == list(chosen)
    assert max(len(links) for links in placing.in_slot) <= tables
    for links in placing.in_slot:
        people = [person for number in links for person in grid.links[number][:2]]
        assert len(people) == len(set(people))


def test_three_who_all_want_each_other_need_three_slots():
    grid = grid_of(an_event(["a>b like", "b>c like", "a>c like"], count=2), ())
    placing = Placing(grid)

    assert sides_of(grid) is None
    assert not coloured(placing, range(3), (0, 1))
    assert placing.placed() == []


def test_people_with_different_hours_share_no_day():
    event = an_event(["a>b like"], people=[Person("a", free=frozenset({0, 1}))])

    assert shared_slots(grid_of(event, ())) is None
