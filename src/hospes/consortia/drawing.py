"""The picture of a consortium: the lead in the middle, a seat around it for each partner, found or missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from hospes.consortia.choices import RoleState
from hospes.consortia.queries.roles import RoleStanding

# More seats than these no longer stand apart; the list beside the picture has all of them.
MOST_SEATS = 24
WIDTH, HEIGHT = 360, 260
CENTRE = (WIDTH / 2, HEIGHT / 2)
REACH = (142.0, 96.0)
LARGE, SMALL = 26.0, 15.0


@dataclass(frozen=True, slots=True)
class Seat:
    """One partner of a role: where it is drawn, the number of its role in the list, and how it stands."""

    x: float
    y: float
    radius: float
    number: int
    state: str

    @property
    def text_y(self) -> float:
        return round(self.y + 5, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    seats: Sequence[Seat]
    # Seats that had no room.
    left_out: int

    centre = CENTRE
    view_box = f"0 0 {WIDTH} {HEIGHT}"


def picture(standings: Sequence[RoleStanding]) -> Picture:
    """Seats clockwise from the top, in the order of the roles: those that are found before those that are missing."""
    states = [(number, state) for number, one in enumerate(standings, 1) for state in _seats(one)]
    shown = states[:MOST_SEATS]
    radius = LARGE if len(shown) <= 10 else SMALL
    seats = []
    for place, (number, state) in enumerate(shown):
        turn = 2 * pi * place / len(shown)
        x, y = CENTRE[0] + REACH[0] * sin(turn), CENTRE[1] - REACH[1] * cos(turn)
        seats.append(Seat(round(x, 1), round(y, 1), radius, number, state))
    return Picture(seats, len(states) - len(shown))


def _seats(one: RoleStanding) -> list[str]:
    found = [RoleState.FILLED.value] * len(one.accepted)
    asked = [RoleState.ASKED.value] * min(len(one.waiting), one.missing)
    return found + asked + [RoleState.MISSING.value] * (one.missing - len(asked))
