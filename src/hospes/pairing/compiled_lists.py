"""The best pairs of an entry without touching most of the others: groups, then a few numbers, then a
ceiling of the score, and only then the pair itself.

`shortlists` gives what `kernels.best_pairs` gives without near misses.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.arranged import (
    ALL_PEOPLE,
    FIRST_DAY,
    GROUP_FORMATS,
    GROUP_MONTHS,
    GROUP_PROFILES,
    LAND,
    LAST_DAY,
    LESS_THE_PART,
    LONGEST,
    NEEDS,
    SHORTEST,
    TONGUES,
    Arranged,
)
from hospes.pairing.compiled_barriers import EQUAL, NOTHING, count_bits
from hospes.pairing.compiled_points import judge, points, tenths
from hospes.pairing.compiling import compiled, part
from hospes.pairing.encoded import (
    DAYS_LEAST,
    FIELDS,
    FIELDS_KNOWN,
    HAS_WANTS,
    LANGUAGES,
    LANGUAGES_KNOWN,
    MEASURED,
    MEASURED_KNOWN,
    NEW_LINKS,
    PLACE,
    TOPICS,
    TOPICS_KNOWN,
    UNKNOWN,
    WANTS,
    WANTS_ORGANISATIONS,
    WINDOWS,
    WINDOWS_KNOWN,
    Side,
    Tables,
)
from hospes.pairing.kernels import best_left_out, best_of, grown

HIGHEST = 1_000
# Where the codes of an entry begin and end, and whether they are known.
Codes = tuple[int, int, int]


class Known(NamedTuple):
    """What is the same for all pairs of one entry, by code: how near its nearest topic or field is, the level it has
    or asks in each language (NOTHING where none), and the quarters that it gives a place."""

    topics: NDArray[np.int8]
    fields: NDArray[np.int8]
    levels: NDArray[np.int8]
    places: NDArray[np.int8]


@compiled
def known_of(own: Side, tables: Tables, place: int, languages: int) -> Known:
    topics, fields = np.zeros(tables.topics.shape[0], dtype=np.int8), np.zeros(tables.fields.shape[0], dtype=np.int8)
    levels, places = np.full(languages, NOTHING, dtype=np.int8), np.zeros(tables.holds.shape[0], dtype=np.int8)
    for at in range(own.rows[place, TOPICS], own.rows[place, TOPICS + 1]):
        topics = np.maximum(topics, tables.topics[own.items[at]])
    for at in range(own.rows[place, FIELDS], own.rows[place, FIELDS + 1]):
        fields = np.maximum(fields, tables.fields[own.items[at]])
    for at in range(own.rows[place, LANGUAGES], own.rows[place, LANGUAGES + 1]):
        levels[own.items[at]] = own.seconds[at]
    for at in range(own.rows[place, WANTS], own.rows[place, WANTS + 1]):
        places = np.maximum(places, tables.near[own.items[at]])
    # Who wants nothing, wants one organisation, or would like new links: at most all of it.
    if (
        own.rows[place, HAS_WANTS] == 0
        or own.rows[place, NEW_LINKS] != 0
        or own.rows[place, WANTS_ORGANISATIONS] != own.rows[place, WANTS_ORGANISATIONS + 1]
    ):
        places[:] = EQUAL
    return Known(topics, fields, levels, places)


@part
def wanted_at_most(
    nearest: NDArray[np.int8],
    own: tuple[int, int, int],
    items: NDArray[np.int32],
    other: tuple[int, int, int],
    weight: int,
) -> tuple[int, int]:
    """No fewer points than `wanted` gives the entry that `nearest` is about, and the other."""
    own_first, own_last, own_known = own
    first, last, other_known = other
    own_any, other_any = own_known != 0 and own_first == own_last, other_known != 0 and first == last
    if own_known == 0 or other_known == 0:
        return (weight if own_any else 0), (weight if other_any else 0)
    best, total = 0, 0
    for at in range(first, last):
        quarters = nearest[items[at]]
        best, total = max(best, quarters), total + quarters
    for_own = weight if own_any else points(best, EQUAL, weight)
    count = last - first
    return for_own, weight if other_any else points(best * count + total, 2 * EQUAL * count, weight)


@compiled
def ranked_by_ceiling(  # noqa: PLR0912, PLR0915 - one pass with all that it reads at hand
    market: Arranged, place: int, by_offer: bool, having: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Places of all others that may meet the entry at this place, highest ceiling first, and in `having` how many have
    at least each ceiling."""
    own, others = (market.offers, market.wishes) if by_offer else (market.wishes, market.offers)
    side, other_side = market.encoded.offers, market.encoded.wishes
    if not by_offer:
        side, other_side = other_side, side
    tables, weights = market.encoded.tables, market.encoded.tables.weights
    topics, fields, levels, places = known_of(side, tables, place, market.languages)
    mine, near = side.rows[place], tables.near
    rows, items, seconds = other_side.rows, other_side.items, other_side.seconds
    my_topics = mine[TOPICS], mine[TOPICS + 1], mine[TOPICS_KNOWN]
    my_fields = mine[FIELDS], mine[FIELDS + 1], mine[FIELDS_KNOWN]
    windows = mine[WINDOWS + 1] - mine[WINDOWS]
    begins, ends = side.items[mine[WINDOWS] : mine[WINDOWS + 1]], side.seconds[mine[WINDOWS] : mine[WINDOWS + 1]]
    bits, numbers, starts, groups = others.bits, others.numbers, others.starts, others.groups
    tongues, needs = own.bits[place, TONGUES], own.bits[place, NEEDS]
    land, people, less = own.numbers[place, LAND], own.numbers[place, ALL_PEOPLE], own.numbers[place, LESS_THE_PART]
    first_day, last_day = own.numbers[place, FIRST_DAY], own.numbers[place, LAST_DAY]
    shortest, longest = own.numbers[place, SHORTEST], own.numbers[place, LONGEST]
    group = np.searchsorted(own.starts, place, side="right") - 1
    profiles, formats = own.groups[group, GROUP_PROFILES], own.groups[group, GROUP_FORMATS]
    months = own.groups[group, GROUP_MONTHS]
    side_of_wish = -1 if by_offer else 1
    found, count = np.empty((1024, 2), dtype=np.int32), 0
    having[:] = 0
    for there in range(groups.shape[0]):
        if (
            (months & groups[there, GROUP_MONTHS]) == 0
            or (profiles & groups[there, GROUP_PROFILES]) == 0
            or (formats & groups[there, GROUP_FORMATS]) == 0
        ):
            continue
        for at in range(starts[there], starts[there + 1]):
            if (tongues & bits[at, TONGUES]) == 0 or (needs & bits[at, NEEDS]) != 0 or land == numbers[at, LAND]:
                continue
            if (
                side_of_wish * (people - numbers[at, ALL_PEOPLE]) < 0
                or side_of_wish * (less - numbers[at, LESS_THE_PART]) < 0
            ):
                continue
            needed = max(shortest, numbers[at, SHORTEST])
            if min(longest, numbers[at, LONGEST]) < needed:
                continue
            if min(last_day, numbers[at, LAST_DAY]) - max(first_day, numbers[at, FIRST_DAY]) + 1 < needed:
                continue

            both = 0
            if mine[WINDOWS_KNOWN] != 0 and rows[at, WINDOWS_KNOWN] != 0:
                overlap = 0
                for one in range(windows):
                    for two in range(rows[at, WINDOWS], rows[at, WINDOWS + 1]):
                        overlap = max(overlap, min(ends[one], seconds[two]) - max(begins[one], items[two]) + 1)
                if overlap < needed:
                    continue
                if mine[DAYS_LEAST] != UNKNOWN and rows[at, DAYS_LEAST] != UNKNOWN:
                    both += points(min(overlap, 2 * needed), 2 * needed, weights[3])
            if mine[LANGUAGES_KNOWN] != 0 and rows[at, LANGUAGES_KNOWN] != 0:
                slack = NOTHING
                for one in range(rows[at, LANGUAGES], rows[at, LANGUAGES + 1]):
                    if levels[items[one]] != NOTHING:
                        slack = max(slack, side_of_wish * (levels[items[one]] - seconds[one]))
                if slack < 0:
                    continue
                both += points(2 + min(slack, 2), 4, weights[2])
            wishes_needs = rows[at, MEASURED] if by_offer else mine[MEASURED]
            if (rows[at, MEASURED_KNOWN] if by_offer else mine[MEASURED_KNOWN]) != 0:
                measures = mine[MEASURED] if by_offer else rows[at, MEASURED]
                if wishes_needs == 0:
                    both += weights[5]
                elif (mine[MEASURED_KNOWN] if by_offer else rows[at, MEASURED_KNOWN]) != 0:
                    both += points(2 + min(count_bits(measures & ~wishes_needs), 2), 4, weights[5])
            theirs = rows[at, TOPICS], rows[at, TOPICS + 1], rows[at, TOPICS_KNOWN]
            one, two = wanted_at_most(topics, my_topics, items, theirs, weights[0])
            theirs = rows[at, FIELDS], rows[at, FIELDS + 1], rows[at, FIELDS_KNOWN]
            three, four = wanted_at_most(fields, my_fields, items, theirs, weights[1])
            quarters = 0
            for wanted in range(rows[at, WANTS], rows[at, WANTS + 1]):
                quarters = max(quarters, near[items[wanted], mine[PLACE]])
            if (
                rows[at, HAS_WANTS] == 0
                or rows[at, NEW_LINKS] != 0
                or rows[at, WANTS_ORGANISATIONS] != rows[at, WANTS_ORGANISATIONS + 1]
            ):
                quarters = EQUAL
            own_points = both + one + three + points(places[rows[at, PLACE]], EQUAL, weights[4])
            other_points = both + two + four + points(quarters, EQUAL, weights[4])
            highest = max(1, tenths(own_points, other_points))
            found = grown(found, count)
            found[count, 0], found[count, 1] = at, highest
            having[highest] += 1
            count += 1
    for score in range(HIGHEST - 1, -1, -1):
        having[score] += having[score + 1]
    ranked, free = np.empty(count, dtype=np.int64), having.copy()
    for at in range(count):
        free[found[at, 1]] -= 1
        ranked[free[found[at, 1]]] = found[at, 0]
    return ranked


@compiled
def shortlists(
    market: Arranged, places: NDArray[np.int64], best: int, by_offer: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The best pairs of the entries at these places, as `kernels.best_pairs`, and the best that each leaves out."""
    encoded, tables = market.encoded, market.encoded.tables
    alive, left_out = np.empty((1024, 6), dtype=np.int32), np.zeros(places.size, dtype=np.int32)
    having, reached = np.empty(HIGHEST + 1, dtype=np.int64), np.empty(HIGHEST + 1, dtype=np.int64)
    found = 0
    for number in range(places.size):
        place, first, at, above = places[number], found, 0, 0
        ranked = ranked_by_ceiling(market, place, by_offer, having)
        reached[:] = 0
        for score in range(HIGHEST, -1, -1):
            if above > best:
                # Neither the list nor what it leaves out can change any more.
                break
            while at < having[score]:
                w, o = (ranked[at], place) if by_offer else (place, ranked[at])
                at += 1
                standing, opening, wish, offer, wish_more, offer_more = judge(
                    encoded.wishes, encoded.offers, tables, w, o, 1
                )
                if standing != 0 or tenths(wish + wish_more, offer + offer_more) < tables.least_score:
                    continue
                alive = grown(alive, found)
                alive[found, 0], alive[found, 1] = market.wishes.order[w], market.offers.order[o]
                alive[found, 2], alive[found, 3], alive[found, 4] = opening, wish, offer
                alive[found, 5] = max(tenths(wish, offer), 1 if opening == 0 else 0)
                reached[alive[found, 5]] += 1
                found += 1
            above += reached[score]
        order = np.argsort(alive[first:found, 0 if by_offer else 1], kind="mergesort")
        alive[first:found] = alive[first:found][order]
        left_out[number] = best_left_out(alive, first, found, best)
        found = best_of(alive, first, found, 5, best)
    return alive[:found], left_out
