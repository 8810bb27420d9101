"""The judge of races: it lets every order pass, and nothing else."""

import pytest

from tests.races.introductions import Act, State
from tests.races.orders import could_be

ACCEPT, DECLINE = Act("accept", "wish"), Act("decline", "offer")
DECLINED_AT_ONCE = State("declined", ended_by="offer", verbs=("introduction.declined",))
DECLINED_AFTERWARDS = State(
    "declined",
    accepted=frozenset({"wish"}),
    ended_by="offer",
    verbs=("introduction.accepted", "introduction.declined"),
)
BOTH_AND_OPEN = State(
    "accepted_by_one", accepted=frozenset({"wish"}), verbs=("introduction.accepted", "introduction.declined")
)


@pytest.mark.parametrize(
    ("told", "end", "passes"),
    [
        (["done", "done"], DECLINED_AFTERWARDS, True),
        (["late", "done"], DECLINED_AT_ONCE, True),
        (["unknown", "done"], DECLINED_AT_ONCE, True),
        (["unknown", "done"], DECLINED_AFTERWARDS, True),
        # Both were told that it is done, and one of them is lost.
        (["done", "done"], DECLINED_AT_ONCE, False),
        (["done", "done"], BOTH_AND_OPEN, False),
        # Nobody is told that a failure of ours was an answer.
        (["status 500", "done"], DECLINED_AT_ONCE, False),
    ],
)
def test_only_what_some_order_could_have_brought_about_passes(told, end, passes) -> None:
    assert could_be(State(), [ACCEPT.model, DECLINE.model], told, end) is passes
