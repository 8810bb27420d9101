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
Bits = NDArray[np.uint64]
Truths = NDArray[np.bool_]

UNKNOWN = -1
# More different formats or profiles than this do not fit into one row of bits.
MOST_CODES = 64
MONTHS = 32
LANGUAGES = 64


class TooManyCodesError(ValueError):
    """The market uses more formats or profiles than the columns have room for."""


class Lists(NamedTuple):
    """One list of numbers for each entry: `items[first[n] : first[n + 1]]`; `known[n]` when it was given."""

    first: Ints
    items: Small
    known: Truths


class Side(NamedTuple):
    """All wishes, or all offers, in the order of their keys."""

    organisation: Small
    country: Small
    place: Small
    region: Small
    has_region: Truths
    formats: Bits
    formats_known: Truths
    # Of a wish one bit at most, of an offer one for each profile that it takes.
    profiles: Bits
    profiles_known: Truths
    topics: Lists
    fields: Lists
    languages: Lists
    levels: Small
    windows: Lists
    window_ends: Small
    days_least: Small
    days_most: Small
    # Needs of a wish, measures of an offer.
    measures: Small
    measures_known: Truths
    wants: Lists
    wants_organisations: Lists
    has_wants: Truths
    refuses: Lists
    refuses_organisations: Lists
    has_refusals: Truths
    new_links: Truths
    closed: Truths
    # People of a wish, places of an offer; UNKNOWN where nobody said.
    people: Small
    # The smallest part of a wish, the smallest group of an offer.
    least: Small
    # The largest group an offer could ever have; of a wish its people.
    most: Small
    # For wishes: 1 abroad, 0 another territory, UNKNOWN. For offers unused.
    abroad: Tiny
    is_apprentice: Truths
    # Bits that must meet for a pair to have a chance: months, languages. All bits where unknown.
    months: Bits
    tongues: Bits


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
    codes = Codes((*wishes, *offers), context)
    return Encoded(
        _side(wishes, codes, context), _side(offers, codes, context), _tables(codes, wishes, offers, context)
    )


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


def _side(entries: Sequence[Wish] | Sequence[Offer], codes: Codes, context: Context) -> Side:
    languages = _lists([_ranked(entry.languages, codes.languages) for entry in entries])
    windows = _lists([None if entry.windows is None else range(len(entry.windows)) for entry in entries])
    return Side(
        organisation=_small(codes.organisations[entry.organisation] for entry in entries),
        country=_small(codes.countries[entry.country] for entry in entries),
        place=_small(codes.place_numbers[entry.country, entry.region] for entry in entries),
        region=_small(codes.regions[entry.region or ""] for entry in entries),
        has_region=_truths(entry.region is not None for entry in entries),
        formats=_bits(_row_of(entry.formats, codes.formats) for entry in entries),
        formats_known=_truths(entry.formats is not None for entry in entries),
        profiles=_bits(_row_of(_profiles(entry), codes.profiles) for entry in entries),
        profiles_known=_truths(_profiles(entry) is not None for entry in entries),
        topics=_lists([_ranked(entry.topics, codes.topics) for entry in entries]),
        fields=_lists([_ranked(entry.fields, codes.fields) for entry in entries]),
        languages=languages,
        levels=_small(level for entry in entries for level in _levels(entry.languages, codes.languages)),
        windows=windows._replace(
            items=_small(window[0].toordinal() for entry in entries for window in entry.windows or ())
        ),
        window_ends=_small(window[1].toordinal() for entry in entries for window in entry.windows or ()),
        days_least=_small(UNKNOWN if entry.days is None else entry.days[0] for entry in entries),
        days_most=_small(UNKNOWN if entry.days is None else entry.days[1] for entry in entries),
        measures=_small(_row_of(_measures(entry), _MEASURES) for entry in entries),
        measures_known=_truths(_measures(entry) is not None for entry in entries),
        wants=_lists([_ranked(_territories(entry.wants), codes.territories) for entry in entries]),
        wants_organisations=_lists([_present(entry.wants.organisations, codes.organisations) for entry in entries]),
        has_wants=_truths(bool(entry.wants) for entry in entries),
        refuses=_lists([_ranked(_territories(entry.refuses), codes.territories) for entry in entries]),
        refuses_organisations=_lists([_present(entry.refuses.organisations, codes.organisations) for entry in entries]),
        has_refusals=_truths(bool(entry.refuses) for entry in entries),
        new_links=_truths(entry.new_links for entry in entries),
        closed=_truths(entry.valid_until is not None and entry.valid_until < context.as_of for entry in entries),
        people=_small(_or_unknown(_count(entry)) for entry in entries),
        least=_small(entry.part if isinstance(entry, Wish) else entry.smallest_group for entry in entries),
        most=_small((entry.people or 0) if isinstance(entry, Wish) else entry.most for entry in entries),
        abroad=np.array([_abroad(entry) for entry in entries], dtype=np.int8),
        is_apprentice=_truths(isinstance(entry, Wish) and entry.profile == APPRENTICE for entry in entries),
        months=_bits(_months(entry, codes.first_day) for entry in entries),
        tongues=_bits(_tongues(entry, codes.languages) for entry in entries),
    )


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
        return _ALL
    row = 0
    for start, end in entry.windows:
        first, last = (start.toordinal() - first_day) // 30, (end.toordinal() - first_day) // 30
        for month in range(first, min(last, first + MONTHS - 1) + 1):
            row |= 1 << month % MONTHS
    return row


def _tongues(entry: Entry, numbers: Mapping[str, int]) -> int:
    if entry.languages is None:
        return _ALL
    return sum({1 << numbers[code] % LANGUAGES for code in entry.languages})


_ALL = (1 << 64) - 1


def _ranked(codes: Iterable[Any] | None, numbers: Mapping[Any, int]) -> list[int] | None:
    """Numbers in the order of the codes, which `numbers` has been given in."""
    return None if codes is None else sorted(numbers[code] for code in codes)


def _present(codes: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return sorted(numbers[code] for code in codes if code in numbers)


def _levels(languages: Mapping[str, str] | None, numbers: Mapping[str, int]) -> list[int]:
    return [LEVELS[(languages or {})[code]] for code in sorted(languages or {}, key=lambda code: numbers[code])]


def _row_of(codes: Iterable[str] | None, numbers: Mapping[str, int]) -> int:
    return sum(1 << numbers[code] for code in codes or ())


def _lists(given: Sequence[Collection[int] | None]) -> Lists:
    first = np.zeros(len(given) + 1, dtype=np.int64)
    np.cumsum([len(one or ()) for one in given], out=first[1:])
    return Lists(first, _small(item for one in given for item in one or ()), _truths(one is not None for one in given))


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


def _bits(rows: Iterable[int]) -> Bits:
    return np.fromiter(rows, dtype=np.uint64)
