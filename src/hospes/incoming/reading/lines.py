"""The lines of a long sheet in little room: each is one text until somebody looks at it."""

from array import array
from collections.abc import Sequence
from typing import overload

Row = tuple[int, list[str]]
# Stands in no cell that can be shown.
_BETWEEN = "\x1f"


class Lines(Sequence[Row]):
    """Lines with their numbers, as a spreadsheet counts them."""

    def __init__(self) -> None:
        self._numbers = array("L")
        self._texts: list[str | list[str]] = []

    def append(self, number: int, cells: list[str]) -> None:
        self._numbers.append(number)
        is_plain = cells and not any(_BETWEEN in cell for cell in cells)
        self._texts.append(_BETWEEN.join(cells) if is_plain else cells)

    def drop_last(self) -> None:
        self._numbers.pop()
        self._texts.pop()

    def number(self, at: int) -> int:
        return self._numbers[at]

    def cells(self, at: int) -> list[str]:
        text = self._texts[at]
        return text.split(_BETWEEN) if isinstance(text, str) else text

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return self._numbers[at], self.cells(at)


class Chosen(Sequence[Row]):
    """Some of the lines, in their order."""

    def __init__(self, lines: Lines, places: Sequence[int]) -> None:
        self._lines, self._places = lines, array("L", places)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self._lines[place] for place in self._places[at]]
        return self._lines[self._places[at]]


class CellsFrom(Sequence[list[str]]):
    """The cells alone, from a line on: as the recognisers look at a sheet."""

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines, self._start = lines, start

    def __len__(self) -> int:
        return max(len(self._lines) - self._start, 0)

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at >= len(self):
            raise IndexError(at)
        return self._lines.cells(self._start + at if at >= 0 else at)
