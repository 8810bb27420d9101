"""Barriers and scores of millions of pairs, compiled: the same numbers as barriers.py and reasons.py.

One function, `judge`, looks at one pair of columns; the others go over rows of pairs with it. A test
compares them with the plain functions, to the last point, on markets made at random.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from hospes.pairing.encoded import (
    ABROAD,
    COUNTRY,
    DAYS_LEAST,
    DAYS_MOST,
    FIELDS,
    FIELDS_KNOWN,
    FORMATS,
    FORMATS_KNOWN,
    HAS_REFUSALS,
    HAS_REGION,
    HAS_WANTS,
    IS_APPRENTICE,
    IS_CLOSED,
    LANGUAGES,
    LANGUAGES_KNOWN,
    LEAST,
    MEASURED,
    MEASURED_KNOWN,
    MONTHS_MET,
    MOST,
    NEW_LINKS,
    ORGANISATION,
    PEOPLE,
    PLACE,
    PROFILES,
    PROFILES_KNOWN,
    REFUSES,
    REFUSES_ORGANISATIONS,
    REGION,
    TONGUES_MET,
    TOPICS,
    TOPICS_KNOWN,
    UNKNOWN,
    WANTS,
    WANTS_ORGANISATIONS,
    WINDOWS,
    WINDOWS_KNOWN,
    Encoded,
    Side,
    Tables,
)
from hospes.pairing.findings import Missing

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

# Barriers, one bit each, in the order in which they are tried.
BARRIER_CODES = (
    "own_organisation",
    "profile_not_taken",
    "no_common_format",
    "same_territory",
    "too_small",
    "too_large",
    "no_common_language",
    "no_common_dates",
    "need_not_met",
    "closed",
    "refused",
    "apprentice_rule",
    "weak",
)
OWN, PROFILE, FORMAT, TERRITORY, SMALL, LARGE, LANGUAGE, DATES, NEED, CLOSED, REFUSED, APPRENTICES, WEAK = (
    1 << bit for bit in range(len(BARRIER_CODES))
)
FIRM = OWN | REFUSED | TERRITORY | APPRENTICES | CLOSED
# Unanswered fields that keep a pair open, one bit each: those of the wish, then those of the offer.
OPEN_FIELDS: Missing = (
    ("wish", "profile"),
    ("wish", "formats"),
    ("wish", "region"),
    ("wish", "languages"),
    ("wish", "windows"),
    ("wish", "days"),
    ("wish", "needs"),
    ("offer", "profiles"),
    ("offer", "formats"),
    ("offer", "region"),
    ("offer", "languages"),
    ("offer", "windows"),
    ("offer", "days"),
    ("offer", "measures"),
)
W_PROFILE, W_FORMAT, W_REGION, W_LANGUAGE, W_WINDOWS, W_DAYS, W_NEEDS = (1 << bit for bit in range(7))
O_PROFILE, O_FORMAT, O_REGION, O_LANGUAGE, O_WINDOWS, O_DAYS, O_MEASURES = (1 << bit for bit in range(7, 14))
# With one of these missing nobody is placed before the answer is there.
ANSWER_FIRST = W_PROFILE | W_FORMAT | W_NEEDS | O_PROFILE | O_FORMAT | O_MEASURES
NOTHING, EQUAL = -2, 4
# More barriers than there are: all of them are looked at, where otherwise a firm one ends the look.
ALL = 99


def compiled(kernel: Kernel) -> Kernel:
    """Compiled once and kept beside the package, or in the user's cache folder where that may be written to."""
    return _compiled(kernel, inlined=False)


def part(kernel: Kernel) -> Kernel:
    """A part of a kernel, built into whoever calls it: handing over all columns would take longer than its work."""
    return _compiled(kernel, inlined=True)


def _compiled(kernel: Kernel, *, inlined: bool) -> Kernel:
    try:
        return cast("Kernel", numba.njit(cache=True, nogil=True, forceinline=inlined)(kernel))
    except RuntimeError:
        # No folder for the cache: compiled anew in each process.
        return cast("Kernel", numba.njit(nogil=True, forceinline=inlined)(kernel))


@part
def count_bits(row: int) -> int:
    found = 0
    while row:
        row &= row - 1
        found += 1
    return found


@part
def holds_pair(pairs: NDArray[np.int64], pair: int) -> bool:
    """Whether a sorted list of pairs has this one."""
    if pairs.size == 0:
        return False
    at = np.searchsorted(pairs, pair)
    return bool(at < pairs.size and pairs[at] == pair)


@part
def has_chance(wishes: Side, offers: Side, w: int, o: int) -> bool:
    """A look at whole rows of bits: false only when a barrier surely stands."""
    if (wishes.rows[w, MONTHS_MET] & offers.rows[o, MONTHS_MET]) == 0 or (
        wishes.rows[w, TONGUES_MET] & offers.rows[o, TONGUES_MET]
    ) == 0:
        return False
    if (
        wishes.rows[w, PROFILES_KNOWN]
        and offers.rows[o, PROFILES_KNOWN]
        and (wishes.rows[w, PROFILES] & offers.rows[o, PROFILES]) == 0
    ):
        return False
    if (
        wishes.rows[w, FORMATS_KNOWN]
        and offers.rows[o, FORMATS_KNOWN]
        and (wishes.rows[w, FORMATS] & offers.rows[o, FORMATS]) == 0
    ):
        return False
    return not (wishes.rows[w, ABROAD] == 1 and wishes.rows[w, COUNTRY] == offers.rows[o, COUNTRY])


@part
def barriers(  # noqa: PLR0911, PLR0912, PLR0915 - one pass, in the order of barriers.py
    wishes: Side, offers: Side, tables: Tables, w: int, o: int, most: int
) -> tuple[int, int]:
    """Bits of the barriers that stand, all but `weak`, and of the fields that may hide one more."""
    standing, opening, count = 0, 0, 0
    if wishes.rows[w, ORGANISATION] == offers.rows[o, ORGANISATION]:
        standing = OWN
        if most < ALL:
            return standing, opening

    if wishes.rows[w, PROFILES_KNOWN] and offers.rows[o, PROFILES_KNOWN]:
        if (wishes.rows[w, PROFILES] & offers.rows[o, PROFILES]) == 0:
            standing, count = standing | PROFILE, count + 1
    elif offers.rows[o, PROFILES_KNOWN] and offers.rows[o, PROFILES] == 0:
        standing, count = standing | PROFILE, count + 1
    else:
        opening |= (0 if wishes.rows[w, PROFILES_KNOWN] else W_PROFILE) | (
            0 if offers.rows[o, PROFILES_KNOWN] else O_PROFILE
        )
    if count >= most:
        return standing, opening

    if (wishes.rows[w, FORMATS_KNOWN] and wishes.rows[w, FORMATS] == 0) or (
        offers.rows[o, FORMATS_KNOWN] and offers.rows[o, FORMATS] == 0
    ):
        standing, count = standing | FORMAT, count + 1
    elif wishes.rows[w, FORMATS_KNOWN] and offers.rows[o, FORMATS_KNOWN]:
        if (wishes.rows[w, FORMATS] & offers.rows[o, FORMATS]) == 0:
            standing, count = standing | FORMAT, count + 1
    else:
        opening |= (0 if wishes.rows[w, FORMATS_KNOWN] else W_FORMAT) | (
            0 if offers.rows[o, FORMATS_KNOWN] else O_FORMAT
        )
    if count >= most:
        return standing, opening

    if wishes.rows[w, COUNTRY] == offers.rows[o, COUNTRY]:
        abroad = wishes.rows[w, ABROAD]
        holds = tables.holds[wishes.rows[w, PLACE], offers.rows[o, PLACE]]
        if abroad == 1 or holds == 1:
            standing |= TERRITORY
            if most < ALL:
                return standing, opening
        elif min(abroad, holds) == UNKNOWN:
            opening |= W_PROFILE if abroad == UNKNOWN else 0
            opening |= (0 if wishes.rows[w, HAS_REGION] else W_REGION) | (0 if offers.rows[o, HAS_REGION] else O_REGION)

    people = wishes.rows[w, PEOPLE]
    if people != UNKNOWN:
        if people < offers.rows[o, LEAST]:
            standing, count = standing | SMALL, count + 1
        if offers.rows[o, MOST] != 0 and wishes.rows[w, LEAST] > offers.rows[o, MOST]:
            standing, count = standing | LARGE, count + 1
        if count >= most:
            return standing, opening

    found = language_slack(wishes, offers, w, o)
    if found == UNKNOWN:
        opening |= (0 if wishes.rows[w, LANGUAGES_KNOWN] else W_LANGUAGE) | (
            0 if offers.rows[o, LANGUAGES_KNOWN] else O_LANGUAGE
        )
    elif found == NOTHING:
        standing, count = standing | LANGUAGE, count + 1
        if count >= most:
            return standing, opening

    needed, longest = days_needed(wishes, offers, w, o), days_most(wishes, offers, w, o)
    overlap = common_days(wishes, offers, w, o)
    if (longest != UNKNOWN and longest < needed) or (overlap != UNKNOWN and overlap < needed):
        standing, count = standing | DATES, count + 1
    else:
        opening |= (0 if wishes.rows[w, WINDOWS_KNOWN] else W_WINDOWS) | (
            0 if offers.rows[o, WINDOWS_KNOWN] else O_WINDOWS
        )
        opening |= (W_DAYS if wishes.rows[w, DAYS_LEAST] == UNKNOWN else 0) | (
            O_DAYS if offers.rows[o, DAYS_LEAST] == UNKNOWN else 0
        )
    if count >= most:
        return standing, opening

    needs = wishes.rows[w, MEASURED]
    if wishes.rows[w, MEASURED_KNOWN] and (needs == 0 or offers.rows[o, MEASURED_KNOWN]):
        if needs & ~offers.rows[o, MEASURED]:
            standing, count = standing | NEED, count + 1
    else:
        opening |= (0 if wishes.rows[w, MEASURED_KNOWN] else W_NEEDS) | (
            0 if offers.rows[o, MEASURED_KNOWN] else O_MEASURES
        )

    if wishes.rows[w, IS_CLOSED] or offers.rows[o, IS_CLOSED]:
        standing |= CLOSED
    if (
        holds_pair(tables.forbidden, w * len(offers.rows) + o)
        or (wishes.rows[w, HAS_REFUSALS] and refuses(tables, wishes, w, offers, o))
        or (offers.rows[o, HAS_REFUSALS] and refuses(tables, offers, o, wishes, w))
    ):
        standing |= REFUSED
    if wishes.rows[w, IS_APPRENTICE] and tables.blocked[wishes.rows[w, PLACE], offers.rows[o, PLACE]]:
        standing |= APPRENTICES
    return standing, opening


@part
def refuses(tables: Tables, own: Side, n: int, other: Side, m: int) -> bool:
    for at in range(own.rows[n, REFUSES_ORGANISATIONS], own.rows[n, REFUSES_ORGANISATIONS + 1]):
        if own.items[at] == other.rows[m, ORGANISATION]:
            return True
    for at in range(own.rows[n, REFUSES], own.rows[n, REFUSES + 1]):
        if tables.near[own.items[at], other.rows[m, PLACE]] == EQUAL:
            return True
    return False


@part
def language_slack(wishes: Side, offers: Side, w: int, o: int) -> int:
    """Levels above what is asked in the best shared language; NOTHING when none is shared."""
    held_first, held_last = wishes.rows[w, LANGUAGES], wishes.rows[w, LANGUAGES + 1]
    asked_first, asked_last = offers.rows[o, LANGUAGES], offers.rows[o, LANGUAGES + 1]
    held_known, asked_known = wishes.rows[w, LANGUAGES_KNOWN] != 0, offers.rows[o, LANGUAGES_KNOWN] != 0
    if not held_known or not asked_known:
        one_is_empty = (held_known and held_first == held_last) or (asked_known and asked_first == asked_last)
        return NOTHING if one_is_empty else UNKNOWN
    best = NOTHING
    for at in range(asked_first, asked_last):
        for there in range(held_first, held_last):
            if wishes.items[there] == offers.items[at]:
                slack = wishes.seconds[there] - offers.seconds[at]
                if slack >= 0 and (best == NOTHING or slack > best):
                    best = slack
    return best


@part
def days_needed(wishes: Side, offers: Side, w: int, o: int) -> int:
    needed: int = max(1, wishes.rows[w, DAYS_LEAST], offers.rows[o, DAYS_LEAST])
    return needed


@part
def days_most(wishes: Side, offers: Side, w: int, o: int) -> int:
    one, other = wishes.rows[w, DAYS_MOST], offers.rows[o, DAYS_MOST]
    most: int = max(one, other) if min(one, other) == UNKNOWN else min(one, other)
    return most


@part
def common_days(wishes: Side, offers: Side, w: int, o: int) -> int:
    """Days of the longest common window; of the known side's longest one; UNKNOWN when neither is known."""
    own_known, other_known = wishes.rows[w, WINDOWS_KNOWN] != 0, offers.rows[o, WINDOWS_KNOWN] != 0
    if not own_known and not other_known:
        return UNKNOWN
    if not own_known:
        return longest_window(offers, o)
    if not other_known:
        return longest_window(wishes, w)
    longest = 0
    for at in range(wishes.rows[w, WINDOWS], wishes.rows[w, WINDOWS + 1]):
        for there in range(offers.rows[o, WINDOWS], offers.rows[o, WINDOWS + 1]):
            last = min(wishes.seconds[at], offers.seconds[there])
            longest = max(longest, last - max(wishes.items[at], offers.items[there]) + 1)
    return longest


@part
def longest_window(own: Side, n: int) -> int:
    longest = 0
    for at in range(own.rows[n, WINDOWS], own.rows[n, WINDOWS + 1]):
        longest = max(longest, own.seconds[at] - own.items[at] + 1)
    return longest


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


@compiled
def grown(rows: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """The same rows, with room for twice as many when they are full."""
    if count < rows.shape[0]:
        return rows
    return np.concatenate((rows, np.empty_like(rows)))


@compiled
def best_of(rows: NDArray[np.int32], first: int, last: int, score: int, keep: int) -> int:
    """Brings the best of rows[first:last] by a column to the front, equal ones as they come. Returns its end."""
    if last - first <= keep:
        return last
    order = np.argsort(-rows[first:last, score], kind="mergesort")[:keep]
    rows[first : first + keep] = rows[first:last][np.sort(order)]
    return first + keep


@compiled
def best_left_out(rows: NDArray[np.int32], first: int, last: int, keep: int) -> int:
    """The tenths of the best of rows[first:last] that `best_of` does not keep."""
    if last - first <= keep:
        return 0
    left: int = np.sort(rows[first:last, 5])[last - first - keep - 1]
    return left


@compiled
def best_pairs(
    encoded: Encoded, rows: NDArray[np.int64], best: int, near: int, by_offer: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """The best pairs of each of these wishes (or offers), their best near misses, and what was left out.

    Pairs without a barrier: wish, offer, opening fields, the sides' points, the pair's tenths. Near misses,
    where one barrier stands that could be lifted and nothing is unknown: wish, offer, number of the
    barrier, the pair's tenths. Of equals the first by number is kept. Left out: for each row the
    tenths of the best pair that was not kept, or 0.
    """
    wishes, offers, tables = encoded
    alive, missed = np.empty((1024, 6), dtype=np.int32), np.empty((1024, 4), dtype=np.int32)
    left_out = np.zeros(rows.size, dtype=np.int32)
    found, nearly = 0, 0
    most = 2 if near else 1
    others = len(wishes.rows) if by_offer else len(offers.rows)
    for number in range(rows.size):
        row = rows[number]
        first_found, first_nearly = found, nearly
        for other in range(others):
            w, o = (other, row) if by_offer else (row, other)
            if near == 0 and not has_chance(wishes, offers, w, o):
                continue
            standing, opening, wish, offer, wish_more, offer_more = judge(wishes, offers, tables, w, o, most)
            if (standing & FIRM) != 0 or count_bits(standing) >= most:
                continue
            if tenths(wish + wish_more, offer + offer_more) < tables.least_score:
                standing |= WEAK
            score = tenths(wish, offer)
            if standing == 0:
                alive = grown(alive, found)
                alive[found, 0], alive[found, 1], alive[found, 2] = w, o, opening
                alive[found, 3], alive[found, 4] = wish, offer
                alive[found, 5] = max(score, 1) if opening == 0 else score
                found += 1
            elif near != 0 and opening == 0:
                missed = grown(missed, nearly)
                code = 0
                while (standing & (1 << code)) == 0:
                    code += 1
                missed[nearly, 0], missed[nearly, 1], missed[nearly, 2], missed[nearly, 3] = w, o, code, score
                nearly += 1
        left_out[number] = best_left_out(alive, first_found, found, best)
        found = best_of(alive, first_found, found, 5, best)
        nearly = best_of(missed, first_nearly, nearly, 3, near)
    return alive[:found], missed[:nearly], left_out


@compiled
def count_barriers(encoded: Encoded, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many offers each barrier keeps from each of these wishes: rows × barriers."""
    wishes, offers, tables = encoded
    counted = np.zeros((rows.size, len(BARRIER_CODES)), dtype=np.int64)
    for n in range(rows.size):
        w = rows[n]
        for o in range(len(offers.rows)):
            standing, _, wish, offer, wish_more, offer_more = judge(wishes, offers, tables, w, o, ALL)
            if standing == 0 and tenths(wish + wish_more, offer + offer_more) < tables.least_score:
                standing = WEAK
            for code in range(len(BARRIER_CODES)):
                if standing & (1 << code):
                    counted[n, code] += 1
    return counted
