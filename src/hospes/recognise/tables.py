"""What a sheet looks like: where its headings are, what each column holds, which rows are no entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hospes.recognise.found import Found, Sure

# What a column can hold. Names of the entry's own fields where there is one; `days` is both ends of the stay,
# `people` counts people or places, `accessible` is a measure of an offer and a need of a wish.
COLUMNS = (
    "number organisation territory country region town kind title text topics formats profiles people "
    "fewer_opportunities windows window_from window_to days languages accessible needs measures fields funding wants "
    "deadline contact_name contact_email contact_phone website remarks ignore"
).split()


@dataclass(frozen=True)
class Column:
    at: int
    heading: str
    field: str
    sure: Sure
    # What stands above it in a merged cell ("practical"), if anything.
    group: str = ""


@dataclass(frozen=True)
class Layout:
    """Rows and columns count from 0, as in the `rows` given. `heading_row` is None where there are no headings."""

    heading_row: int | None
    columns: tuple[Column, ...]
    # The rows that hold entries, and for all others why they do not:
    # "title", "group", "heading", "blank", "total", "repeated_heading", "note".
    entries: tuple[int, ...]
    skipped: Mapping[int, str]


@dataclass(frozen=True)
class Record:
    """A whole text. `fields`: by the names of COLUMNS. `left`: the lines in which nothing was recognised."""

    fields: Mapping[str, Found[object]]
    left: str


def headings(rows: Sequence[Sequence[object]]) -> Layout:
    kept = tuple(at for at, row in enumerate(rows) if any(cell not in (None, "") for cell in row))
    blank = {at: "blank" for at in range(len(rows)) if at not in kept}
    return Layout(None, (), kept, blank)
