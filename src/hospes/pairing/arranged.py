"""What quickly tells that a pair cannot be: a few numbers of each entry, and entries alike grouped together.

A column or a group never hides a pair that could be: whatever is unknown meets everything. So lists made
with them are the same as lists made by looking at every pair, and most pairs are never touched.
"""

from typing import NamedTuple

import numpy as np

from hospes.pairing.encoded import (
    ABROAD,
    ALL_BITS,
    COUNTRY,
    DAYS_LEAST,
    DAYS_MOST,
    FORMATS,
    FORMATS_KNOWN,
    IS_CLOSED,
    LANGUAGES,
    LEAST,
    MEASURED,
    MEASURED_KNOWN,
    MONTHS_MET,
    MOST,
    PEOPLE,
    PROFILES,
    PROFILES_KNOWN,
    REFUSES_ORGANISATIONS,
    TONGUES_MET,
    TOPICS,
    UNKNOWN,
    WINDOWS,
    WINDOWS_KNOWN,
    Encoded,
    Ints,
    Side,
)

ENDLESS = 1 << 40
NOWHERE = -1
# The lists of an entry follow each other.
FIRST_LIST, LAST_LIST = TOPICS, REFUSES_ORGANISATIONS

# Columns of bits: needs of a wish, and the measures that an offer does not have.
(TONGUES, NEEDS) = range(2)
# Columns of numbers. The country: of a wish the one it does not stay in. People: all people of a wish and the least
# that an offer takes, then less the smallest part of a wish and less the most that an offer takes: in both, a wish must
# not be below an offer. Then days.
(LAND, ALL_PEOPLE, LESS_THE_PART, FIRST_DAY, LAST_DAY, SHORTEST, LONGEST) = range(7)
# Columns of a group.
(GROUP_PROFILES, GROUP_FORMATS, GROUP_MONTHS) = range(3)


class Hard(NamedTuple):
    """One side. Entries with the same profiles, formats and months stand together: those of group g are
    starts[g] to starts[g + 1]. `order`: the number of each in the order of their keys."""

    order: Ints
    starts: Ints
    groups: Ints
    bits: Ints
    numbers: Ints


class Arranged(NamedTuple):
    """A market whose entries stand group by group."""

    encoded: Encoded
    wishes: Hard
    offers: Hard
    # How many languages there are.
    languages: int


def arranged(encoded: Encoded) -> Arranged:
    """The same market, group by group: entries that are looked at together stand together."""
    wishes, wish_order = _in_groups(encoded.wishes)
    offers, offer_order = _in_groups(encoded.offers)
    tables = encoded.tables._replace(forbidden=_forbidden(encoded, wish_order, offer_order))
    return Arranged(
        Encoded(wishes, offers, tables),
        _hard(wishes, wish_order, of_wishes=True),
        _hard(offers, offer_order, of_wishes=False),
        1 + max(_most_language(wishes), _most_language(offers)),
    )


def alone(side: Side, *, of_wishes: bool) -> Hard:
    """One entry that is no part of the market."""
    return _hard(side, np.zeros(1, dtype=np.int64), of_wishes=of_wishes)


def _in_groups(side: Side) -> tuple[Side, Ints]:
    """The side sorted by group, and the former number of each entry."""
    order = np.lexsort((np.arange(len(side.rows)), *_told(side.rows).T[::-1])).astype(np.int64)
    rows = side.rows[order]
    begins, lengths = rows[:, FIRST_LIST], rows[:, LAST_LIST + 1] - rows[:, FIRST_LIST]
    ends = np.cumsum(lengths)
    shifts = begins - (ends - lengths)
    at = np.arange(int(lengths.sum())) + np.repeat(shifts, lengths)
    rows[:, FIRST_LIST : LAST_LIST + 2] -= shifts[:, None]
    return Side(rows, side.items[at], side.seconds[at]), order


def _most_language(side: Side) -> int:
    begins, ends = side.rows[:, LANGUAGES], side.rows[:, LANGUAGES + 1]
    # They stand in order: the last is the greatest.
    return int(side.items[ends[ends > begins] - 1].max(initial=-1))


def _told(rows: Ints) -> Ints:
    """What entries of a group have in common."""
    return np.stack(
        (
            np.where(rows[:, PROFILES_KNOWN] != 0, rows[:, PROFILES], ALL_BITS),
            np.where(rows[:, FORMATS_KNOWN] != 0, rows[:, FORMATS], ALL_BITS),
            rows[:, MONTHS_MET],
        ),
        axis=1,
    )


def _forbidden(encoded: Encoded, wish_order: Ints, offer_order: Ints) -> Ints:
    count = max(1, len(offer_order))
    wish, offer = np.divmod(encoded.tables.forbidden, count)
    return np.sort(np.argsort(wish_order)[wish] * count + np.argsort(offer_order)[offer])


def _hard(side: Side, order: Ints, *, of_wishes: bool) -> Hard:
    told = _told(side.rows)
    changes = np.flatnonzero(np.any(told[1:] != told[:-1], axis=1)) + 1
    firsts = np.concatenate(([0], changes)) if len(told) else np.zeros(0, dtype=np.int64)
    return Hard(
        order,
        np.append(firsts, len(told)).astype(np.int64),
        told[firsts.astype(np.int64)],
        _bits(side.rows, of_wishes=of_wishes),
        _numbers(side, of_wishes=of_wishes),
    )


def _bits(rows: Ints, *, of_wishes: bool) -> Ints:
    measured = rows[:, MEASURED] if of_wishes else ~rows[:, MEASURED]
    return np.stack((rows[:, TONGUES_MET], np.where(rows[:, MEASURED_KNOWN] != 0, measured, 0)), axis=1)


def _numbers(side: Side, *, of_wishes: bool) -> Ints:
    rows = side.rows
    first, last = _days(side)
    if of_wishes:
        land = np.where(rows[:, ABROAD] == 1, rows[:, COUNTRY], NOWHERE)
        people = np.where(rows[:, PEOPLE] == UNKNOWN, ENDLESS, rows[:, PEOPLE])
        less = np.where(rows[:, PEOPLE] == UNKNOWN, 0, -rows[:, LEAST])
    else:
        land, people = rows[:, COUNTRY], rows[:, LEAST]
        less = np.where(rows[:, MOST] == 0, -ENDLESS, -rows[:, MOST])
    longest = np.where(rows[:, DAYS_MOST] == UNKNOWN, ENDLESS, rows[:, DAYS_MOST])
    return np.stack((land, people, less, first, last, np.maximum(1, rows[:, DAYS_LEAST]), longest), axis=1)


def _days(side: Side) -> tuple[Ints, Ints]:
    """The first and the last day of all windows; a last before any first where there are none, or where it is over."""
    rows = side.rows
    begins, ends = rows[:, WINDOWS], rows[:, WINDOWS + 1]
    first, last = np.full(len(rows), ENDLESS), np.full(len(rows), -ENDLESS)
    for number in range(int((ends - begins).max(initial=0))):
        there = begins + number < ends
        at = (begins + number)[there]
        first[there] = np.minimum(first[there], side.items[at])
        last[there] = np.maximum(last[there], side.seconds[at])
    unknown, closed = rows[:, WINDOWS_KNOWN] == 0, rows[:, IS_CLOSED] != 0
    first[unknown], last[unknown] = -ENDLESS, ENDLESS
    first[closed], last[closed] = ENDLESS, -ENDLESS
    return first, last
