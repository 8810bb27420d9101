"""Barriers of one pair of rows, compiled: the same as barriers.py, as bits."""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import part
from hospes.pairing.encoded import (
    ABROAD,
    COUNTRY,
    DAYS_LEAST,
    DAYS_MOST,
    FORMATS,
    FORMATS_KNOWN,
    HAS_REFUSALS,
    HAS_REGION,
    IS_APPRENTICE,
    IS_CLOSED,
    LANGUAGES,
    LANGUAGES_KNOWN,
    LEAST,
    MEASURED,
    MEASURED_KNOWN,
    MONTHS_MET,
    MOST,
    ORGANISATION,
    PEOPLE,
    PLACE,
    PROFILES,
    PROFILES_KNOWN,
    REFUSES,
    REFUSES_ORGANISATIONS,
    TONGUES_MET,
    UNKNOWN,
    WINDOWS,
    WINDOWS_KNOWN,
    Side,
    Tables,
)
from hospes.pairing.findings import Missing

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
def sure_barriers(wishes: Side, offers: Side, w: int, o: int) -> int:
    """A look at whole rows of bits: no more barriers than stand, where a firm one counts twice."""
    count = 2 if wishes.rows[w, ABROAD] == 1 and wishes.rows[w, COUNTRY] == offers.rows[o, COUNTRY] else 0
    if (wishes.rows[w, MONTHS_MET] & offers.rows[o, MONTHS_MET]) == 0:
        count += 1
    if (wishes.rows[w, TONGUES_MET] & offers.rows[o, TONGUES_MET]) == 0:
        count += 1
    if (
        wishes.rows[w, PROFILES_KNOWN]
        and offers.rows[o, PROFILES_KNOWN]
        and (wishes.rows[w, PROFILES] & offers.rows[o, PROFILES]) == 0
    ):
        count += 1
    if (
        wishes.rows[w, FORMATS_KNOWN]
        and offers.rows[o, FORMATS_KNOWN]
        and (wishes.rows[w, FORMATS] & offers.rows[o, FORMATS]) == 0
    ):
        count += 1
    return count


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
