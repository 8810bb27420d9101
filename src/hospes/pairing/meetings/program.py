"""An event as one program: every wanted pair in every slot."""

from collections.abc import Sequence

from hospes.pairing.meetings.goals import Goal
from hospes.pairing.meetings.grid import Grid
from hospes.pairing.solver import Model

# A link in a slot.
Place = tuple[int, int]


def model_of(grid: Grid, places: Sequence[Place], *, whole: bool) -> Model:
    """A column for each place; each pair once, nobody twice in a slot, tables, and everybody's room."""
    model = Model()
    for _ in places:
        model.column(whole=whole)
    rows: dict[tuple[str, int, int], list[int]] = {}
    for column, (number, slot) in enumerate(places):
        rows.setdefault(("pair", number, 0), []).append(column)
        rows.setdefault(("tables", slot, 0), []).append(column)
        for person in grid.links[number][:2]:
            rows.setdefault(("seat", person, slot), []).append(column)
            rows.setdefault(("room", person, 0), []).append(column)
    most = {"tables": grid.tables, "room": grid.room}
    for (kind, index, _), columns in rows.items():
        upper = most[kind][index] if kind in most else 1
        if len(columns) > upper:
            model.row_of(columns, [1] * len(columns), upper=upper)
    return model


def musts_and_likes(grid: Grid, places: Sequence[Place]) -> tuple[Goal, Goal]:
    links = [grid.links[number] for number, _ in places]
    musts = {column: float(link.musts) for column, link in enumerate(links) if link.musts}
    likes = {column: float(link.likes) for column, link in enumerate(links) if link.likes}
    return musts, likes
