"""Pairs in columns: what is kept of millions of pairs, as a mapping that makes each `Seen` when it is asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing import compiled_barriers
from hospes.pairing.assess import Scores, Status
from hospes.pairing.findings import Missing
from hospes.pairing.parties import Pair

Rows = NDArray[np.int32]
# Columns of a row: numbers of the wish and of the offer, bits of the fields that keep the pair open, the sides'
# points, the pair's tenths.
WISH, OFFER, OPENING, WISH_POINTS, OFFER_POINTS, TENTHS = range(6)


class Seen(NamedTuple):
    """What is kept of a pair that no barrier keeps apart."""

    status: Status
    scores: Scores
    placeable: bool
    # The unanswered fields that keep an open pair open.
    missing: Missing


class Pairs(Mapping[Pair, Seen]):
    """`rows` in the order of their numbers, each pair once. Numbers are places in the lists of keys."""

    def __init__(self, wishes: tuple[str, ...], offers: tuple[str, ...], rows: Rows, *, place_open: bool) -> None:
        self.wishes, self.offers, self.place_open = wishes, offers, place_open
        self.rows = _in_order(rows, len(offers))

    @cached_property
    def _numbers(self) -> Rows:
        return self.rows[:, WISH].astype(np.int64) * len(self.offers) + self.rows[:, OFFER]

    @cached_property
    def wish_numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.wishes)}

    @cached_property
    def offer_numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.offers)}

    @property
    def placeable(self) -> NDArray[np.bool_]:
        """For each row whether a plan may place it without a person having fixed it."""
        opening = self.rows[:, OPENING]
        found: NDArray[np.bool_] = opening == 0
        if self.place_open:
            found |= opening & compiled_barriers.ANSWER_FIRST == 0
        return found

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Pair]:
        for wish, offer in zip(self.rows[:, WISH].tolist(), self.rows[:, OFFER].tolist(), strict=True):
            yield self.wishes[wish], self.offers[offer]

    def __getitem__(self, pair: Pair) -> Seen:
        at = self._at(pair)
        if at is None:
            raise KeyError(pair)
        return seen_in(self.rows[at].tolist(), place_open=self.place_open)

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and self._at(pair) is not None

    def _at(self, pair: Pair) -> int | None:
        wish, offer = self.wish_numbers.get(pair[0]), self.offer_numbers.get(pair[1])
        if wish is None or offer is None:
            return None
        number = wish * len(self.offers) + offer
        at = int(np.searchsorted(self._numbers, number))
        return at if at < len(self.rows) and self._numbers[at] == number else None

    def of(self, key: str) -> dict[Pair, Seen]:
        """The pairs of one entry."""
        return self._some(self._of(key))

    def among(self, keys: Collection[str]) -> dict[Pair, Seen]:
        """The pairs of which both sides are among these."""
        wishes = np.isin(self.rows[:, WISH], [self.wish_numbers[key] for key in keys if key in self.wish_numbers])
        offers = np.isin(self.rows[:, OFFER], [self.offer_numbers[key] for key in keys if key in self.offer_numbers])
        return self._some(wishes & offers)

    def waiting(self) -> dict[Pair, Seen]:
        """The pairs that an answer keeps open."""
        return self._some(self.rows[:, OPENING] != 0)

    def possible(self) -> frozenset[Pair]:
        found = self.rows[self.rows[:, OPENING] == 0]
        return frozenset((self.wishes[wish], self.offers[offer]) for wish, offer in found[:, :2].tolist())

    def without(self, key: str) -> "Pairs":
        return self._with_rows(self.rows[~self._of(key)])

    def extended(self, pairs: Mapping[Pair, Seen]) -> "Pairs":
        """With these pairs beside the others."""
        added = [
            (self.wish_numbers[wish], self.offer_numbers[offer], _opening(seen.missing), *_points(seen.scores))
            for (wish, offer), seen in pairs.items()
        ]
        return self._with_rows(np.concatenate((self.rows, np.array(added, dtype=np.int32).reshape(-1, 6))))

    def _of(self, key: str) -> NDArray[np.bool_]:
        number = self.wish_numbers.get(key)
        column, number = (WISH, number) if number is not None else (OFFER, self.offer_numbers.get(key, -1))
        found: NDArray[np.bool_] = self.rows[:, column] == number
        return found

    def _some(self, which: NDArray[np.bool_]) -> dict[Pair, Seen]:
        return dict(pairs_in(self.rows[which], self.wishes, self.offers, place_open=self.place_open))

    def _with_rows(self, rows: Rows) -> "Pairs":
        return Pairs(self.wishes, self.offers, rows, place_open=self.place_open)


def pairs_in(
    rows: Rows, wishes: tuple[str, ...], offers: tuple[str, ...], *, place_open: bool
) -> Iterable[tuple[Pair, Seen]]:
    for row in rows.tolist():
        yield (wishes[row[WISH]], offers[row[OFFER]]), seen_in(row, place_open=place_open)


def seen_in(row: list[int], *, place_open: bool) -> Seen:
    opening = row[OPENING]
    placeable = not opening or (place_open and not opening & compiled_barriers.ANSWER_FIRST)
    return Seen("open" if opening else "possible", Scores(*row[WISH_POINTS:]), placeable, _missing(opening))


def _in_order(rows: Rows, offers: int) -> Rows:
    _, first = np.unique(rows[:, WISH].astype(np.int64) * offers + rows[:, OFFER], return_index=True)
    return rows[first]


def _missing(opening: int) -> Missing:
    known = _KNOWN.get(opening)
    if known is None:
        fields = (field for bit, field in enumerate(compiled_barriers.OPEN_FIELDS) if opening & 1 << bit)
        known = _KNOWN[opening] = tuple(sorted(fields))
    return known


# Few of the sets of fields that could be missing ever are.
_KNOWN: dict[int, Missing] = {0: ()}


def _points(scores: Scores) -> tuple[int, int, int]:
    return scores.wish, scores.offer, scores.pair


def _opening(missing: Missing) -> int:
    return sum(1 << compiled_barriers.OPEN_FIELDS.index(field) for field in missing)
