"""A market as columns of whole numbers, so that compiled kernels can judge millions of pairs.

Every set of codes becomes a row of bits or a slice of numbers; every look into a tree becomes a look
into a table. The kernels (kernels.py) say exactly what barriers.py and reasons.py say.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.context import Context
from hospes.pairing.distance import EQUAL, Tree
from hospes.pairing.parties import APPRENTICE, LEVELS, MEASURES, STAFF, Entry, Offer, Territories, Wish
from hospes.pairing.territory import lies_in, one_holds_the_other

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Tiny = NDArray[np.int8]
Truths = NDArray[np.bool_]

UNKNOWN = -1
# More different formats or profiles than this do not fit into one row of bits.
MOST_CODES = 64
MONTHS = 32
TONGUES = 64


class TooManyCodesError(ValueError):
    """The market uses more formats or profiles than the columns have room for."""


class Side(NamedTuple):
    """All wishes, or all offers, in the order of their keys: a row of numbers for each.

    A list of a row, its topics for example, is `items[row[TOPICS] : row[TOPICS + 1]]`. `seconds` stands
    beside `items`: the level of a language, the last day of a window.
    """

    rows: Ints
    items: Small
    seconds: Small


# Columns of a row. Sets of codes are bits; a column "known" is 1 where somebody gave the field.
(ORGANISATION, COUNTRY, PLACE, REGION, HAS_REGION) = range(5)
(FORMATS, FORMATS_KNOWN) = range(5, 7)
# Of a wish one bit at most, of an offer one for each profile that it takes.
(PROFILES, PROFILES_KNOWN) = range(7, 9)
(DAYS_LEAST, DAYS_MOST) = range(9, 11)
# Needs of a wish, measures of an offer.
(MEASURED, MEASURED_KNOWN) = range(11, 13)
(HAS_WANTS, HAS_REFUSALS, NEW_LINKS, IS_CLOSED, IS_APPRENTICE) = range(13, 18)
# People of a wish, places of an offer, UNKNOWN where nobody said; the smallest part or group; the largest.
(PEOPLE, LEAST, MOST) = range(18, 21)
# Of a wish: 1 another country, 0 another territory, UNKNOWN.
ABROAD = 21
# Bits that must meet for a pair to have a chance. All bits where unknown.
(MONTHS_MET, TONGUES_MET) = range(22, 24)
# Lists: where each begins, and in the next column where it ends.
TOPICS, FIELDS, LANGUAGES, WINDOWS, WANTS, WANTS_ORGANISATIONS, REFUSES, REFUSES_ORGANISATIONS = range(24, 40, 2)
(TOPICS_KNOWN, FIELDS_KNOWN, LANGUAGES_KNOWN, WINDOWS_KNOWN) = range(40, 44)
WIDTH = 44


class Tables(NamedTuple):
    """What codes have to do with each other, and the numbers of the settings."""

    topics: Tiny
    fields: Tiny
    # Quarters that a wanted territory gives a place; UNKNOWN where the place's region decides.
    near: Tiny
    # Whether one of two places holds the other, for places of one country; UNKNOWN as above.
    holds: Tiny
    blocked: Truths
    # Pairs as one number each, sorted.
    forbidden: Ints
    worked: Ints
    linked_regions: Ints
    organisations: int
    regions: int
    weights: Small
    # The least score in tenths.
    least_score: int


class Encoded(NamedTuple):
    wishes: Side
    offers: Side
    tables: Tables


def encode(wishes: Sequence[Wish], offers: Sequence[Offer], context: Context) -> Encoded:
    """Columns for two lists of entries. Raises `TooManyCodesError`."""
    return encode_with(Codes((*wishes, *offers), context), wishes, offers, context)


def encode_with(codes: "Codes", wishes: Sequence[Wish], offers: Sequence[Offer], context: Context) -> Encoded:
    """The same with codes that are numbered already, perhaps for more entries than these."""
    tables = _tables(codes, wishes, offers, context)
    return Encoded(side_of(wishes, codes, context), side_of(offers, codes, context), tables)


class Codes:
    """A number for each code that the entries use."""

    def __init__(self, entries: Collection[Entry], context: Context) -> None:
        self.organisations = _numbered(entry.organisation for entry in entries)
        self.countries = _numbered(entry.country for entry in entries)
        self.regions = _numbered(entry.region or "" for entry in entries)
        # A place stands for all entries that lie there: any of them answers for the others.
        self.places: dict[tuple[str, str | None], Entry] = {}
        for entry in entries:
            self.places.setdefault((entry.country, entry.region), entry)
        self.place_numbers = _numbered(self.places)
        self.formats = _few(code for entry in entries for code in entry.formats or ())
        self.profiles = _few(code for entry in entries for code in _profiles(entry) or ())
        self.topics = _numbered(sorted({code for entry in entries for code in entry.topics or ()}))
        self.fields = _numbered(sorted({code for entry in entries for code in entry.fields or ()}))
        self.languages = _numbered(sorted({code for entry in entries for code in entry.languages or ()}))
        named = {code for entry in entries for some in (entry.wants, entry.refuses) for code in _territories(some)}
        self.territories = _numbered(sorted(named))
        starts = [window[0].toordinal() for entry in entries for window in entry.windows or ()]
        self.first_day = min(starts, default=0)


def _few(codes: Iterable[str]) -> dict[str, int]:
    found = _numbered(sorted(set(codes)))
    if len(found) > MOST_CODES:
        raise TooManyCodesError
    return found


def _profiles(entry: Entry) -> Collection[str] | None:
    if isinstance(entry, Wish):
        return None if entry.profile is None else (entry.profile,)
    return entry.profiles if isinstance(entry, Offer) else None


def _territories(named: Territories) -> Iterable[tuple[str, str]]:
    """Countries and regions, kept apart because a country's code may also be a region's."""
    yield from (("country", code) for code in named.countries)
    yield from (("region", code) for code in named.regions)


def side_of(entries: Sequence[Wish] | Sequence[Offer], codes: Codes, context: Context) -> Side:
    """Raises KeyError where an entry uses a code that has no number."""
    rows = np.zeros((len(entries), WIDTH), dtype=np.int64)
    items: list[int] = []
    seconds: list[int] = []
    for row, entry in zip(rows, entries, strict=True):
        _fill(row, entry, codes, context)
        for column, given in _lists_of(entry, codes):
            row[column] = len(items)
            items.extend(first for first, _ in given)
            seconds.extend(second for _, second in given)
            row[column + 1] = len(items)
    return Side(rows, _small(items), _small(seconds))


def _fill(row: Ints, entry: Entry, codes: Codes, context: Context) -> None:
    profiles, measures = _profiles(entry), _measures(entry)
    numbers = {
        ORGANISATION: codes.organisations[entry.organisation],
        COUNTRY: codes.countries[entry.country],
        PLACE: codes.place_numbers[entry.country, entry.region],
        REGION: codes.regions[entry.region or ""],
        HAS_REGION: entry.region is not None,
        FORMATS: _row_of(entry.formats, codes.formats),
        FORMATS_KNOWN: entry.formats is not None,
        PROFILES: _row_of(profiles, codes.profiles),
        PROFILES_KNOWN: profiles is not None,
        DAYS_LEAST: UNKNOWN if entry.days is None else entry.days[0],
        DAYS_MOST: UNKNOWN if entry.days is None else entry.days[1],
        MEASURED: _row_of(measures, _MEASURES),
        MEASURED_KNOWN: measures is not None,
        HAS_WANTS: bool(entry.wants),
        HAS_REFUSALS: bool(entry.refuses),
        NEW_LINKS: entry.new_links,
        IS_CLOSED: entry.valid_until is not None and entry.valid_until < context.as_of,
        IS_APPRENTICE: isinstance(entry, Wish) and entry.profile == APPRENTICE,
        PEOPLE: _or_unknown(_count(entry)),
        LEAST: entry.part if isinstance(entry, Wish) else entry.smallest_group if isinstance(entry, Offer) else 0,
        MOST: (entry.people or 0) if isinstance(entry, Wish) else entry.most if isinstance(entry, Offer) else 0,
        ABROAD: _abroad(entry),
        MONTHS_MET: _months(entry, codes.first_day),
        TONGUES_MET: _tongues(entry, codes.languages),
        TOPICS_KNOWN: entry.topics is not None,
        FIELDS_KNOWN: entry.fields is not None,
        LANGUAGES_KNOWN: entry.languages is not None,
        WINDOWS_KNOWN: entry.windows is not None,
    }
    row[list(numbers)] = list(numbers.values())


def _lists_of(entry: Entry, codes: Codes) -> Iterable[tuple[int, list[tuple[int, int]]]]:
    """Each list with the column where it begins: numbers, each with what stands beside it."""
    yield TOPICS, _plain(_ranked(entry.topics, codes.topics))
    yield FIELDS, _plain(_ranked(entry.fields, codes.fields))
    held = entry.languages or {}
    yield LANGUAGES, sorted((codes.languages[code], LEVELS[level]) for code, level in held.items())
    yield WINDOWS, [(start.toordinal(), end.toordinal()) for start, end in entry.windows or ()]
    yield WANTS, _plain(_ranked(_territories(entry.wants), codes.territories))
    yield WANTS_ORGANISATIONS, _plain(_present(entry.wants.organisations, codes.organisations))
    yield REFUSES, _plain(_ranked(_territories(entry.refuses), codes.territories))
    yield REFUSES_ORGANISATIONS, _plain(_present(entry.refuses.organisations, codes.organisations))


def _plain(numbers: Iterable[int]) -> list[tuple[int, int]]:
    return [(number, 0) for number in numbers]


def _tables(codes: Codes, wishes: Sequence[Wish], offers: Sequence[Offer], context: Context) -> Tables:
    places, trees = list(codes.places.values()), context.trees
    near = np.array([[_nearness(kind, code, place, context) for place in places] for kind, code in codes.territories])
    wish_numbers = {wish.key: number for number, wish in enumerate(wishes)}
    offer_numbers = {offer.key: number for number, offer in enumerate(offers)}
    forbidden = (
        (wish_numbers[wish], offer_numbers[offer])
        for wish, offer in context.forbidden
        if wish in wish_numbers and offer in offer_numbers
    )
    worked = _named(context.worked, codes.organisations)
    linked = _named(context.linked_regions, codes.regions)
    return Tables(
        topics=_closeness(trees.topics, codes.topics),
        fields=_closeness(trees.fields, codes.fields),
        near=near.astype(np.int8).reshape(len(codes.territories), len(places)),
        holds=_table(places, lambda one, other: _holding(one, other, context)),
        blocked=_blocked(places, context),
        forbidden=_sorted_pairs(forbidden, len(offers)),
        worked=_sorted_pairs(worked, len(codes.organisations)),
        linked_regions=_sorted_pairs(linked, len(codes.regions)),
        organisations=len(codes.organisations),
        regions=len(codes.regions),
        weights=_small(getattr(context.settings.weights, name) for name in WEIGHTS),
        least_score=10 * context.settings.least_score,
    )


WEIGHTS = ("topics", "field", "language", "dates", "territory", "inclusion")
_MEASURES = {code: number for number, code in enumerate(MEASURES)}


def _nearness(kind: str, code: str, place: Entry, context: Context) -> int:
    """Quarters that one wanted country or region gives a place, as in `territory.nearest_wanted`."""
    if kind == "country":
        return EQUAL if place.country == code else 0
    lies = lies_in(place, code, context.trees)
    if lies:
        return EQUAL
    if place.region is None:
        return UNKNOWN if lies is None else 0
    return context.trees.regions.closeness(code, place.region)


def _holding(one: Entry, other: Entry, context: Context) -> int:
    if one.country != other.country:
        return 0
    holds = one_holds_the_other(one, other, context.trees)
    return UNKNOWN if holds is None else int(holds)


def _blocked(places: Sequence[Entry], context: Context) -> Truths:
    """Between which places a rule keeps apprentices from going."""
    blocked = np.zeros((len(places), len(places)), dtype=np.bool_)
    for rule in context.apprentice_rules:
        if rule.verdict == "blocked":
            sending = _truths(lies_in(place, rule.sending, context.trees) is True for place in places)
            hosting = _truths(lies_in(place, rule.hosting, context.trees) is True for place in places)
            blocked |= np.outer(sending, hosting)
    return blocked


def _closeness(tree: Tree, codes: Mapping[str, int]) -> Tiny:
    return _table(list(codes), tree.closeness)


def _abroad(entry: Entry) -> int:
    if not isinstance(entry, Wish):
        return UNKNOWN
    if entry.abroad is not None:
        return int(entry.abroad)
    return UNKNOWN if entry.profile is None else int(entry.profile not in STAFF)


def _count(entry: Entry) -> int | None:
    if isinstance(entry, Wish):
        return entry.people
    return entry.places if isinstance(entry, Offer) else None


def _measures(entry: Entry) -> Collection[str] | None:
    if isinstance(entry, Wish):
        return entry.needs
    return entry.measures if isinstance(entry, Offer) else None


def _months(entry: Entry, first_day: int) -> int:
    """A bit for every 30 days that a window touches, round and round: no common bit, no common day."""
    if entry.windows is None:
        return ALL_BITS
    row = 0
    for start, end in entry.windows:
        first, last = (start.toordinal() - first_day) // 30, (end.toordinal() - first_day) // 30
        for month in range(first, min(last, first + MONTHS - 1) + 1):
            row |= 1 << month % MONTHS
    return row


def _tongues(entry: Entry, numbers: Mapping[str, int]) -> int:
    if entry.languages is None:
        return ALL_BITS
    return _signed(sum({1 << numbers[code] % TONGUES for code in entry.languages}))


ALL_BITS = -1


def _signed(row: int) -> int:
    """Sixty-four bits, read as a number with a sign."""
    return row - (1 << 64) if row >> 63 else row


def _ranked(codes: Iterable[Any] | None, numbers: Mapping[Any, int]) -> list[int]:
    return sorted(numbers[code] for code in codes or ())


def _present(codes: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return sorted(numbers[code] for code in codes if code in numbers)


def _row_of(codes: Iterable[str] | None, numbers: Mapping[str, int]) -> int:
    return _signed(sum(1 << numbers[code] for code in codes or ()))


def _numbered(names: Iterable[Any]) -> dict[Any, int]:
    """Numbers for names, in the order in which they come."""
    found: dict[Any, int] = {}
    for name in names:
        found.setdefault(name, len(found))
    return found


def _table(items: Sequence[Any], of: Callable[[Any, Any], int]) -> Tiny:
    cells = [[of(one, other) for other in items] for one in items]
    return np.array(cells, dtype=np.int8).reshape(len(items), len(items))


def _named(pairs: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    return ((numbers[one], numbers[other]) for one, other in pairs if one in numbers and other in numbers)


def _sorted_pairs(pairs: Iterable[tuple[int, int]], count: int) -> Ints:
    return np.array(sorted(one * count + other for one, other in pairs), dtype=np.int64)


def _or_unknown(number: int | None) -> int:
    return UNKNOWN if number is None else number


def _small(numbers: Iterable[int]) -> Small:
    return np.fromiter(numbers, dtype=np.int32)


def _truths(truths: Iterable[bool]) -> Truths:
    return np.fromiter(truths, dtype=np.bool_)
