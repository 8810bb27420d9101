"""How many offers each barrier keeps from a wish: all barriers of all pairs, where lists stop at the first."""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiled_barriers import (
    ALL,
    APPRENTICES,
    BARRIER_CODES,
    CLOSED,
    DATES,
    FORMAT,
    LANGUAGE,
    LARGE,
    NEED,
    NOTHING,
    OWN,
    PROFILE,
    REFUSED,
    SMALL,
    TERRITORY,
    WEAK,
    common_days,
    days_most,
    days_needed,
    holds_pair,
    language_slack,
    refuses,
)
from hospes.pairing.compiled_points import judge, tenths
from hospes.pairing.compiling import compiled
from hospes.pairing.encoded import (
    ABROAD,
    COUNTRY,
    DAYS_LEAST,
    DAYS_MOST,
    FORMATS,
    FORMATS_KNOWN,
    HAS_REFUSALS,
    IS_APPRENTICE,
    IS_CLOSED,
    LANGUAGES,
    LANGUAGES_KNOWN,
    LEAST,
    MEASURED,
    MEASURED_KNOWN,
    MOST,
    ORGANISATION,
    PEOPLE,
    PLACE,
    PROFILES,
    PROFILES_KNOWN,
    UNKNOWN,
    WINDOWS,
    WINDOWS_KNOWN,
    Encoded,
)


@compiled
def count_barriers(  # noqa: PLR0912, PLR0915 - one pass with all that it reads at hand
    encoded: Encoded, chosen: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Of each of these wishes how many offers each barrier keeps from it: wishes by barriers."""
    wishes, offers, tables = encoded
    rows, items, seconds = offers.rows, offers.items, offers.seconds
    holds, blocked, forbidden = tables.holds, tables.blocked, tables.forbidden
    counted = np.zeros((chosen.size, len(BARRIER_CODES)), dtype=np.int64)
    by_bits, languages = np.zeros(1 << len(BARRIER_CODES), dtype=np.int64), 1
    for at in range(rows.shape[0]):
        for one in range(rows[at, LANGUAGES], rows[at, LANGUAGES + 1]):
            languages = max(languages, items[one] + 1)
    levels = np.empty(languages, dtype=np.int8)
    for n in range(chosen.size):
        w = chosen[n]
        mine = wishes.rows[w]
        windows = mine[WINDOWS + 1] - mine[WINDOWS]
        firsts, lasts = (
            wishes.items[mine[WINDOWS] : mine[WINDOWS + 1]],
            wishes.seconds[mine[WINDOWS] : mine[WINDOWS + 1]],
        )
        levels[:] = NOTHING
        for one in range(mine[LANGUAGES], mine[LANGUAGES + 1]):
            if wishes.items[one] < languages:
                levels[wishes.items[one]] = wishes.seconds[one]
        by_bits[:] = 0
        for o in range(rows.shape[0]):
            standing = OWN if mine[ORGANISATION] == rows[o, ORGANISATION] else 0
            if rows[o, PROFILES_KNOWN] and (
                rows[o, PROFILES] == 0 if not mine[PROFILES_KNOWN] else (mine[PROFILES] & rows[o, PROFILES]) == 0
            ):
                standing |= PROFILE
            none_there = rows[o, FORMATS_KNOWN] != 0 and rows[o, FORMATS] == 0
            if none_there or (
                mine[FORMATS_KNOWN]
                and (mine[FORMATS] == 0 or (rows[o, FORMATS_KNOWN] and (mine[FORMATS] & rows[o, FORMATS]) == 0))
            ):
                standing |= FORMAT
            if mine[COUNTRY] == rows[o, COUNTRY] and (mine[ABROAD] == 1 or holds[mine[PLACE], rows[o, PLACE]] == 1):
                standing |= TERRITORY
            if mine[PEOPLE] != UNKNOWN:
                standing |= SMALL if mine[PEOPLE] < rows[o, LEAST] else 0
                standing |= LARGE if rows[o, MOST] != 0 and mine[LEAST] > rows[o, MOST] else 0

            if mine[LANGUAGES_KNOWN] and rows[o, LANGUAGES_KNOWN]:
                shares = False
                for one in range(rows[o, LANGUAGES], rows[o, LANGUAGES + 1]):
                    shares = shares or levels[items[one]] >= seconds[one]
                standing |= 0 if shares else LANGUAGE
            elif language_slack(wishes, offers, w, o) == NOTHING:
                standing |= LANGUAGE

            if mine[WINDOWS_KNOWN] and rows[o, WINDOWS_KNOWN] and mine[DAYS_MOST] != UNKNOWN:
                needed, overlap = max(1, mine[DAYS_LEAST], rows[o, DAYS_LEAST]), 0
                longest = mine[DAYS_MOST] if rows[o, DAYS_MOST] == UNKNOWN else min(mine[DAYS_MOST], rows[o, DAYS_MOST])
                for one in range(windows):
                    for two in range(rows[o, WINDOWS], rows[o, WINDOWS + 1]):
                        overlap = max(overlap, min(lasts[one], seconds[two]) - max(firsts[one], items[two]) + 1)
            else:
                needed, overlap = days_needed(wishes, offers, w, o), common_days(wishes, offers, w, o)
                longest = days_most(wishes, offers, w, o)
            if (longest != UNKNOWN and longest < needed) or (overlap != UNKNOWN and overlap < needed):
                standing |= DATES

            needs = mine[MEASURED] if mine[MEASURED_KNOWN] else 0
            if needs != 0 and rows[o, MEASURED_KNOWN] and (needs & ~rows[o, MEASURED]) != 0:
                standing |= NEED
            if mine[IS_CLOSED] or rows[o, IS_CLOSED]:
                standing |= CLOSED
            if (
                (forbidden.size and holds_pair(forbidden, w * rows.shape[0] + o))
                or (mine[HAS_REFUSALS] and refuses(tables, wishes, w, offers, o))
                or (rows[o, HAS_REFUSALS] and refuses(tables, offers, o, wishes, w))
            ):
                standing |= REFUSED
            if mine[IS_APPRENTICE] and blocked[mine[PLACE], rows[o, PLACE]]:
                standing |= APPRENTICES
            if standing == 0:
                _, _, wish, offer, wish_more, offer_more = judge(wishes, offers, tables, w, o, ALL)
                standing = WEAK if tenths(wish + wish_more, offer + offer_more) < tables.least_score else 0
            by_bits[standing] += 1
        for standing in range(by_bits.size):
            if by_bits[standing]:
                for code in range(len(BARRIER_CODES)):
                    if standing & (1 << code):
                        counted[n, code] += by_bits[standing]
    return counted
