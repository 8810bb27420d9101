"""What a column holds, judged by its cells: for headings that are missing, unknown or ambiguous."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from hospes.recognise.codes import formats, funding, measures, profiles
from hospes.recognise.contacts import email, phone, weblink
from hospes.recognise.days import days
from hospes.recognise.direction import direction
from hospes.recognise.found import Found, Sure
from hospes.recognise.languages import languages
from hospes.recognise.people import people
from hospes.recognise.spoiled import as_day
from hospes.recognise.territory import territory
from hospes.recognise.windows import windows

# Only whether a cell is a date is asked here, not which year is the next.
_ANY_DAY = date(2020, 1, 1)
_MOST_CELLS = 15

Reader = Callable[[object], "Found[object]"]


def _windows(text: object) -> "Found[object]":
    return windows(text, as_of=_ANY_DAY)


@cache
def _readers() -> dict[str, Reader]:
    return {
        "contact_email": email,
        "windows": _windows,
        "kind": direction,
        "days": days,
        "languages": languages,
        "people": people,
        "formats": formats,
        "profiles": profiles,
        "funding": funding,
        "territory": territory,
        "website": weblink,
        "contact_phone": phone,
        "accessible": measures,
    }


# Fields whose cells look like those of another.
LIKE = {
    "country": "territory",
    "region": "territory",
    "town": "territory",
    "window_from": "windows",
    "window_to": "windows",
    "deadline": "windows",
    "needs": "accessible",
    "measures": "accessible",
    "fewer_opportunities": "people",
    "wants": "territory",
}


def share(field: str, cells: Sequence[object]) -> float:
    """Which part of a column's cells the field's recogniser understands well, from 0 to 1."""
    reader = _readers().get(LIKE.get(field, field))
    filled = [cell for cell in cells if cell not in (None, "")][:_MOST_CELLS]
    if reader is None or not filled:
        return 0.0
    return sum(_weight(reader(cell), cell) for cell in filled) / len(filled)


def _weight(found: "Found[object]", cell: object) -> float:
    if found.value is None:
        return 0.0
    # A text of which a small part was understood is no cell of this kind.
    known = len(found.read) / max(len(str(cell).strip()), 1)
    return {Sure.CERTAIN: 1.0, Sure.LIKELY: 0.8}.get(found.sure, 0.4) * (1.0 if not found.left or known > 0.6 else 0.3)


def guess(cells: Sequence[object]) -> tuple[str, Sure]:
    """The field that a column without a heading most looks like; "ignore" when nothing does."""
    filled = [cell for cell in cells if cell not in (None, "")]
    if not filled:
        return "ignore", Sure.NOTHING
    if _counts_up(filled):
        return "number", Sure.GUESS
    shares = {field: share(field, filled) for field in _readers()}
    if all(as_day(cell) is not None for cell in filled[:_MOST_CELLS]):
        return "windows", Sure.GUESS
    # Bare numbers are people and days alike; a person has to say.
    best = max(shares, key=lambda field: shares[field])
    return (best, Sure.GUESS) if shares[best] >= 0.6 else ("ignore", Sure.NOTHING)


def _counts_up(cells: Sequence[object]) -> bool:
    """1, 2, 3 …: a number for each row."""
    numbers = [number for cell in cells if (number := _whole(cell)) is not None]
    return len(numbers) == len(cells) >= 3 and all(0 < after - before <= 3 for before, after in pairwise(numbers))


def _whole(cell: object) -> int | None:
    if isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer()):
        return None
    if isinstance(cell, int | float):
        return int(cell)
    return int(cell) if isinstance(cell, str) and len(cell) < 7 and cell.strip().isdecimal() else None
