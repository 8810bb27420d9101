"""Barriers and scores of millions of pairs, compiled: the same numbers as barriers.py and reasons.py.

One function, `judge`, looks at one pair of columns; the others go over rows of pairs with it. A test
compares them with the plain functions, to the last point, on markets made at random.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from hospes.pairing.encoded import Encoded, Side, Tables

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
OPEN_FIELDS = (
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
UNKNOWN, NOTHING, EQUAL = -1, -2, 4
# More barriers than there are: all of them are looked at, where otherwise a firm one ends the look.
ALL = 99


def compiled(kernel: Kernel) -> Kernel:
    """Compiled once and kept beside the package, or in the user's cache folder."""
    return cast("Kernel", numba.njit(cache=True, nogil=True)(kernel))


@compiled
def count_bits(row: int) -> int:
    found = 0
    while row:
        row &= row - 1
        found += 1
    return found


@compiled
def holds_pair(pairs: NDArray[np.int64], pair: int) -> bool:
    """Whether a sorted list of pairs has this one."""
    if pairs.size == 0:
        return False
    at = np.searchsorted(pairs, pair)
    return bool(at < pairs.size and pairs[at] == pair)


@compiled
def has_chance(wishes: Side, offers: Side, w: int, o: int) -> bool:
    """A look at whole rows of bits: false only when a barrier surely stands."""
    if (wishes.months[w] & offers.months[o]) == 0 or (wishes.tongues[w] & offers.tongues[o]) == 0:
        return False
    if wishes.profiles_known[w] and offers.profiles_known[o] and (wishes.profiles[w] & offers.profiles[o]) == 0:
        return False
    if wishes.formats_known[w] and offers.formats_known[o] and (wishes.formats[w] & offers.formats[o]) == 0:
        return False
    return not (wishes.abroad[w] == 1 and wishes.country[w] == offers.country[o])


@compiled
def barriers(  # noqa: PLR0911, PLR0912, PLR0915 - one pass, in the order of barriers.py
    wishes: Side, offers: Side, tables: Tables, w: int, o: int, most: int
) -> tuple[int, int]:
    """Bits of the barriers that stand, all but `weak`, and of the fields that may hide one more."""
    standing, opening, count = 0, 0, 0
    if wishes.organisation[w] == offers.organisation[o]:
        standing = OWN
        if most < ALL:
            return standing, opening

    if wishes.profiles_known[w] and offers.profiles_known[o]:
        if (wishes.profiles[w] & offers.profiles[o]) == 0:
            standing, count = standing | PROFILE, count + 1
    elif offers.profiles_known[o] and offers.profiles[o] == 0:
        standing, count = standing | PROFILE, count + 1
    else:
        opening |= (0 if wishes.profiles_known[w] else W_PROFILE) | (0 if offers.profiles_known[o] else O_PROFILE)
    if count >= most:
        return standing, opening

    if (wishes.formats_known[w] and wishes.formats[w] == 0) or (offers.formats_known[o] and offers.formats[o] == 0):
        standing, count = standing | FORMAT, count + 1
    elif wishes.formats_known[w] and offers.formats_known[o]:
        if (wishes.formats[w] & offers.formats[o]) == 0:
            standing, count = standing | FORMAT, count + 1
    else:
        opening |= (0 if wishes.formats_known[w] else W_FORMAT) | (0 if offers.formats_known[o] else O_FORMAT)
    if count >= most:
        return standing, opening

    if wishes.country[w] == offers.country[o]:
        abroad = wishes.abroad[w]
        holds = tables.holds[wishes.place[w], offers.place[o]]
        if abroad == 1 or holds == 1:
            standing |= TERRITORY
            if most < ALL:
                return standing, opening
        elif UNKNOWN in (abroad, holds):
            opening |= W_PROFILE if abroad == UNKNOWN else 0
            opening |= (0 if wishes.has_region[w] else W_REGION) | (0 if offers.has_region[o] else O_REGION)

    people = wishes.people[w]
    if people != UNKNOWN:
        if people < offers.least[o]:
            standing, count = standing | SMALL, count + 1
        if offers.most[o] != 0 and wishes.least[w] > offers.most[o]:
            standing, count = standing | LARGE, count + 1
        if count >= most:
            return standing, opening

    found = language_slack(wishes, offers, w, o)
    if found == UNKNOWN:
        opening |= (0 if wishes.languages.known[w] else W_LANGUAGE) | (0 if offers.languages.known[o] else O_LANGUAGE)
    elif found == NOTHING:
        standing, count = standing | LANGUAGE, count + 1
        if count >= most:
            return standing, opening

    needed, longest = days_needed(wishes, offers, w, o), days_most(wishes, offers, w, o)
    overlap = common_days(wishes, offers, w, o)
    if (longest != UNKNOWN and longest < needed) or (overlap != UNKNOWN and overlap < needed):
        standing, count = standing | DATES, count + 1
    else:
        opening |= (0 if wishes.windows.known[w] else W_WINDOWS) | (0 if offers.windows.known[o] else O_WINDOWS)
        opening |= (W_DAYS if wishes.days_least[w] == UNKNOWN else 0) | (
            O_DAYS if offers.days_least[o] == UNKNOWN else 0
        )
    if count >= most:
        return standing, opening

    needs = wishes.measures[w]
    if wishes.measures_known[w] and (needs == 0 or offers.measures_known[o]):
        if needs & ~offers.measures[o]:
            standing, count = standing | NEED, count + 1
    else:
        opening |= (0 if wishes.measures_known[w] else W_NEEDS) | (0 if offers.measures_known[o] else O_MEASURES)

    if wishes.closed[w] or offers.closed[o]:
        standing |= CLOSED
    if holds_pair(tables.forbidden, w * offers.organisation.size + o):
        standing |= REFUSED
    elif wishes.has_refusals[w] and refuses(tables, wishes, w, offers, o):
        standing |= REFUSED
    elif offers.has_refusals[o] and refuses(tables, offers, o, wishes, w):
        standing |= REFUSED
    if wishes.is_apprentice[w] and tables.blocked[wishes.place[w], offers.place[o]]:
        standing |= APPRENTICES
    return standing, opening


@compiled
def refuses(tables: Tables, own: Side, n: int, other: Side, m: int) -> bool:
    named = own.refuses_organisations
    for at in range(named.first[n], named.first[n + 1]):
        if named.items[at] == other.organisation[m]:
            return True
    for at in range(own.refuses.first[n], own.refuses.first[n + 1]):
        if tables.near[own.refuses.items[at], other.place[m]] == EQUAL:
            return True
    return False


@compiled
def language_slack(wishes: Side, offers: Side, w: int, o: int) -> int:
    """Levels above what is asked in the best shared language; NOTHING when none is shared."""
    held, asked = wishes.languages, offers.languages
    held_first, held_last = held.first[w], held.first[w + 1]
    asked_first, asked_last = asked.first[o], asked.first[o + 1]
    if not held.known[w] or not asked.known[o]:
        one_is_empty = (held.known[w] and held_first == held_last) or (asked.known[o] and asked_first == asked_last)
        return NOTHING if one_is_empty else UNKNOWN
    best = NOTHING
    for at in range(asked_first, asked_last):
        for there in range(held_first, held_last):
            if held.items[there] == asked.items[at]:
                slack = wishes.levels[there] - offers.levels[at]
                if slack >= 0 and (best == NOTHING or slack > best):
                    best = slack
    return best


@compiled
def days_needed(wishes: Side, offers: Side, w: int, o: int) -> int:
    needed: int = max(1, wishes.days_least[w], offers.days_least[o])
    return needed


@compiled
def days_most(wishes: Side, offers: Side, w: int, o: int) -> int:
    one, other = wishes.days_most[w], offers.days_most[o]
    most: int = max(one, other) if UNKNOWN in (one, other) else min(one, other)
    return most


@compiled
def common_days(wishes: Side, offers: Side, w: int, o: int) -> int:
    """Days of the longest common window; of the known side's longest one; UNKNOWN when neither is known."""
    own, other = wishes.windows, offers.windows
    if not own.known[w] and not other.known[o]:
        return UNKNOWN
    longest = 0
    if not own.known[w]:
        for at in range(other.first[o], other.first[o + 1]):
            longest = max(longest, offers.window_ends[at] - other.items[at] + 1)
        return longest
    for at in range(own.first[w], own.first[w + 1]):
        if not other.known[o]:
            longest = max(longest, wishes.window_ends[at] - own.items[at] + 1)
            continue
        for there in range(other.first[o], other.first[o + 1]):
            last = min(wishes.window_ends[at], offers.window_ends[there])
            longest = max(longest, last - max(own.items[at], other.items[there]) + 1)
    return longest


@compiled
def points(parts: int, of: int, weight: int) -> int:
    """`parts` of `of` parts of a weight in whole points, halves rounded up."""
    return (2 * weight * parts + of) // (2 * of)


@compiled
def wanted(table: NDArray[np.int8], own: Any, n: int, other: Any, m: int, weight: int) -> int:
    """Points for topics or fields: half the best match, half the mean. UNKNOWN where somebody must answer."""
    first, last = own.first[n], own.first[n + 1]
    if own.known[n] and first == last:
        return weight
    if not own.known[n] or not other.known[m]:
        return UNKNOWN
    best, total = 0, 0
    for at in range(first, last):
        quarters = 0
        for there in range(other.first[m], other.first[m + 1]):
            quarters = max(quarters, table[own.items[at], other.items[there]])
        best, total = max(best, quarters), total + quarters
    count = last - first
    return points(best * count + total, 2 * EQUAL * count, weight)


@compiled
def territory(tables: Tables, own: Side, n: int, other: Side, m: int, weight: int) -> int:
    quarters = EQUAL
    if own.has_wants[n]:
        quarters = wanted_place(tables, own, n, other, m)
        if quarters == UNKNOWN:
            return UNKNOWN
    if not own.new_links[n]:
        return points(quarters, EQUAL, weight)
    pair = own.organisation[n] * tables.organisations + other.organisation[m]
    regions = own.region[n] * tables.regions + other.region[m]
    is_new = not holds_pair(tables.worked, pair) and not (
        own.has_region[n] and other.has_region[m] and holds_pair(tables.linked_regions, regions)
    )
    return points(quarters + (EQUAL if is_new else 0), 2 * EQUAL, weight)


@compiled
def wanted_place(tables: Tables, own: Side, n: int, other: Side, m: int) -> int:
    named = own.wants_organisations
    for at in range(named.first[n], named.first[n + 1]):
        if named.items[at] == other.organisation[m]:
            return EQUAL
    best, unknown = 0, False
    for at in range(own.wants.first[n], own.wants.first[n + 1]):
        quarters = tables.near[own.wants.items[at], other.place[m]]
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

    found = wanted(tables.topics, wishes.topics, w, offers.topics, o, weights[0])
    wish, wish_more = (wish, wish_more + weights[0]) if found == UNKNOWN else (wish + found, wish_more)
    found = wanted(tables.topics, offers.topics, o, wishes.topics, w, weights[0])
    offer, offer_more = (offer, offer_more + weights[0]) if found == UNKNOWN else (offer + found, offer_more)
    found = wanted(tables.fields, wishes.fields, w, offers.fields, o, weights[1])
    wish, wish_more = (wish, wish_more + weights[1]) if found == UNKNOWN else (wish + found, wish_more)
    found = wanted(tables.fields, offers.fields, o, wishes.fields, w, weights[1])
    offer, offer_more = (offer, offer_more + weights[1]) if found == UNKNOWN else (offer + found, offer_more)

    both, both_more = shared_points(wishes, offers, weights, w, o)

    found = territory(tables, wishes, w, offers, o, weights[4])
    wish, wish_more = (wish, wish_more + weights[4]) if found == UNKNOWN else (wish + found, wish_more)
    found = territory(tables, offers, o, wishes, w, weights[4])
    offer, offer_more = (offer, offer_more + weights[4]) if found == UNKNOWN else (offer + found, offer_more)
    return standing, opening, wish + both, offer + both, wish_more + both_more, offer_more + both_more


@compiled
def shared_points(wishes: Side, offers: Side, weights: NDArray[np.int32], w: int, o: int) -> tuple[int, int]:
    """Points that both sides get for language, dates and inclusion, and those that answers may add."""
    found, more = 0, 0
    if not wishes.languages.known[w] or not offers.languages.known[o]:
        more += weights[2]
    else:
        slack = language_slack(wishes, offers, w, o)
        found += 0 if slack == NOTHING else points(2 + min(slack, 2), 4, weights[2])

    windows = wishes.windows.known[w] and offers.windows.known[o]
    if not windows or wishes.days_least[w] == UNKNOWN or offers.days_least[o] == UNKNOWN:
        more += weights[3]
    else:
        needed, longest = days_needed(wishes, offers, w, o), days_most(wishes, offers, w, o)
        overlap = common_days(wishes, offers, w, o)
        if overlap >= needed and longest >= needed:
            found += points(min(overlap, 2 * needed), 2 * needed, weights[3])

    needs = wishes.measures[w]
    if not wishes.measures_known[w] or (needs != 0 and not offers.measures_known[o]):
        more += weights[5]
    elif needs == 0:
        found += weights[5]
    elif (needs & ~offers.measures[o]) == 0:
        found += points(2 + min(count_bits(offers.measures[o] & ~needs), 2), 4, weights[5])
    return found, more


@compiled
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
def best_pairs(
    encoded: Encoded, rows: NDArray[np.int64], best: int, near: int, by_offer: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The best pairs of each of these wishes (or offers), and their best near misses.

    Pairs without a barrier: wish, offer, opening fields, the sides' points, the pair's tenths. Near misses,
    where one barrier stands that could be lifted and nothing is unknown: wish, offer, number of the
    barrier, the pair's tenths. Of equals the first by number is kept.
    """
    wishes, offers, tables = encoded
    alive, missed = np.empty((1024, 6), dtype=np.int32), np.empty((1024, 4), dtype=np.int32)
    found, nearly = 0, 0
    most = 2 if near else 1
    others = wishes.organisation.size if by_offer else offers.organisation.size
    for row in rows:
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
        found = best_of(alive, first_found, found, 5, best)
        nearly = best_of(missed, first_nearly, nearly, 3, near)
    return alive[:found], missed[:nearly]


@compiled
def count_barriers(encoded: Encoded, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many offers each barrier keeps from each of these wishes: rows × barriers."""
    wishes, offers, tables = encoded
    counted = np.zeros((rows.size, len(BARRIER_CODES)), dtype=np.int64)
    for n in range(rows.size):
        w = rows[n]
        for o in range(offers.organisation.size):
            standing, _, wish, offer, wish_more, offer_more = judge(wishes, offers, tables, w, o, ALL)
            if standing == 0 and tenths(wish + wish_more, offer + offer_more) < tables.least_score:
                standing = WEAK
            for code in range(len(BARRIER_CODES)):
                if standing & (1 << code):
                    counted[n, code] += 1
    return counted
