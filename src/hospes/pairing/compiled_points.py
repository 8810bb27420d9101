"""Points of one pair of rows, compiled: the same numbers as reasons.py and assess.py.

`judge` looks at one pair; kernels.py goes over all pairs of a market with it. A test compares it with
the plain functions, to the last point, on markets made at random.
"""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiled_barriers import (
    EQUAL,
    FIRM,
    NOTHING,
    barriers,
    common_days,
    count_bits,
    days_most,
    days_needed,
    holds_pair,
    language_slack,
)
from hospes.pairing.compiling import compiled, part
from hospes.pairing.encoded import (
    DAYS_LEAST,
    FIELDS,
    FIELDS_KNOWN,
    HAS_REGION,
    HAS_WANTS,
    LANGUAGES_KNOWN,
    MEASURED,
    MEASURED_KNOWN,
    NEW_LINKS,
    ORGANISATION,
    PLACE,
    REGION,
    TOPICS,
    TOPICS_KNOWN,
    UNKNOWN,
    WANTS,
    WANTS_ORGANISATIONS,
    WINDOWS_KNOWN,
    Side,
    Tables,
)


@part
def points(parts: int, of: int, weight: int) -> int:
    """`parts` of `of` parts of a weight in whole points, halves rounded up."""
    return (2 * weight * parts + of) // (2 * of)


@part
def wanted(table: NDArray[np.int8], own: Side, n: int, other: Side, m: int, subject: tuple[int, int, int]) -> int:
    """Points for topics or fields: half the best match, half the mean. UNKNOWN where somebody must answer.

    The subject: the column of its list, the column that says whether it is known, its weight.
    """
    column, known, weight = subject
    first, last = own.rows[n, column], own.rows[n, column + 1]
    if own.rows[n, known] != 0 and first == last:
        return weight
    if own.rows[n, known] == 0 or other.rows[m, known] == 0:
        return UNKNOWN
    best, total = 0, 0
    for at in range(first, last):
        quarters = 0
        for there in range(other.rows[m, column], other.rows[m, column + 1]):
            quarters = max(quarters, table[own.items[at], other.items[there]])
        best, total = max(best, quarters), total + quarters
    count = last - first
    return points(best * count + total, 2 * EQUAL * count, weight)


@part
def territory(tables: Tables, own: Side, n: int, other: Side, m: int, weight: int) -> int:
    quarters = EQUAL
    if own.rows[n, HAS_WANTS]:
        quarters = wanted_place(tables, own, n, other, m)
        if quarters == UNKNOWN:
            return UNKNOWN
    if not own.rows[n, NEW_LINKS]:
        return points(quarters, EQUAL, weight)
    pair = own.rows[n, ORGANISATION] * tables.organisations + other.rows[m, ORGANISATION]
    regions = own.rows[n, REGION] * tables.regions + other.rows[m, REGION]
    is_new = not holds_pair(tables.worked, pair) and not (
        own.rows[n, HAS_REGION] and other.rows[m, HAS_REGION] and holds_pair(tables.linked_regions, regions)
    )
    return points(quarters + (EQUAL if is_new else 0), 2 * EQUAL, weight)


@part
def wanted_place(tables: Tables, own: Side, n: int, other: Side, m: int) -> int:
    for at in range(own.rows[n, WANTS_ORGANISATIONS], own.rows[n, WANTS_ORGANISATIONS + 1]):
        if own.items[at] == other.rows[m, ORGANISATION]:
            return EQUAL
    best, unknown = 0, False
    for at in range(own.rows[n, WANTS], own.rows[n, WANTS + 1]):
        quarters = tables.near[own.items[at], other.rows[m, PLACE]]
        best = max(best, quarters)
        unknown = unknown or quarters == UNKNOWN
    return UNKNOWN if unknown and best < EQUAL else best


@compiled
def judge(wishes: Side, offers: Side, tables: Tables, w: int, o: int, most: int) -> tuple[int, int, int, int, int, int]:
    """Standing barriers, fields that keep the pair open, points of both sides, points that answers may add.

    Ends at a firm barrier, or as soon as `most` barriers stand: then points are not counted.
    """
    standing, opening = barriers(wishes, offers, tables, w, o, most)
    if (standing & FIRM) != 0 or count_bits(standing) >= most:
        return standing, opening, 0, 0, 0, 0
    weights = tables.weights
    wish, offer, wish_more, offer_more = 0, 0, 0, 0

    subject = (TOPICS, TOPICS_KNOWN, weights[0])
    found = wanted(tables.topics, wishes, w, offers, o, subject)
    wish, wish_more = (wish, wish_more + weights[0]) if found == UNKNOWN else (wish + found, wish_more)
    found = wanted(tables.topics, offers, o, wishes, w, subject)
    offer, offer_more = (offer, offer_more + weights[0]) if found == UNKNOWN else (offer + found, offer_more)
    subject = (FIELDS, FIELDS_KNOWN, weights[1])
    found = wanted(tables.fields, wishes, w, offers, o, subject)
    wish, wish_more = (wish, wish_more + weights[1]) if found == UNKNOWN else (wish + found, wish_more)
    found = wanted(tables.fields, offers, o, wishes, w, subject)
    offer, offer_more = (offer, offer_more + weights[1]) if found == UNKNOWN else (offer + found, offer_more)

    both, both_more = shared_points(wishes, offers, weights, w, o)

    found = territory(tables, wishes, w, offers, o, weights[4])
    wish, wish_more = (wish, wish_more + weights[4]) if found == UNKNOWN else (wish + found, wish_more)
    found = territory(tables, offers, o, wishes, w, weights[4])
    offer, offer_more = (offer, offer_more + weights[4]) if found == UNKNOWN else (offer + found, offer_more)
    return standing, opening, wish + both, offer + both, wish_more + both_more, offer_more + both_more


@part
def shared_points(wishes: Side, offers: Side, weights: NDArray[np.int32], w: int, o: int) -> tuple[int, int]:
    """Points that both sides get for language, dates and inclusion, and those that answers may add."""
    found, more = 0, 0
    if not wishes.rows[w, LANGUAGES_KNOWN] or not offers.rows[o, LANGUAGES_KNOWN]:
        more += weights[2]
    else:
        slack = language_slack(wishes, offers, w, o)
        found += 0 if slack == NOTHING else points(2 + min(slack, 2), 4, weights[2])

    windows = wishes.rows[w, WINDOWS_KNOWN] and offers.rows[o, WINDOWS_KNOWN]
    if not windows or wishes.rows[w, DAYS_LEAST] == UNKNOWN or offers.rows[o, DAYS_LEAST] == UNKNOWN:
        more += weights[3]
    else:
        needed, longest = days_needed(wishes, offers, w, o), days_most(wishes, offers, w, o)
        overlap = common_days(wishes, offers, w, o)
        if overlap >= needed and longest >= needed:
            found += points(min(overlap, 2 * needed), 2 * needed, weights[3])

    needs = wishes.rows[w, MEASURED]
    if not wishes.rows[w, MEASURED_KNOWN] or (needs != 0 and not offers.rows[o, MEASURED_KNOWN]):
        more += weights[5]
    elif needs == 0:
        found += weights[5]
    elif (needs & ~offers.rows[o, MEASURED]) == 0:
        found += points(2 + min(count_bits(offers.rows[o, MEASURED] & ~needs), 2), 4, weights[5])
    return found, more


@part
def tenths(wish: int, offer: int) -> int:
    """The harmonic mean of both sides in whole tenths."""
    total = wish + offer
    return (40 * wish * offer + total) // (2 * total) if total else 0
