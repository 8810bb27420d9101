"""The catalogue in the reader's words: facets, what is chosen, the map and its table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.addresses import address as page
from hospes.core.shapes import Facet, Option, Symbol, Tab
from hospes.core.text import fold
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.matchmaking.queries.opportunities import ASKED_BY_THE_BOARD, is_of_board, to_board
from hospes.reference import topics
from hospes.reference.choices import Format, Measure, Profile, SupportKind
from hospes.reference.countries import country_name, iso
from hospes.reference.languages import language_name
from hospes.reference.regions import region_label, region_point

# The order in which the page asks.
FACETS = ("format", "profile", "topic", "country", "month", "language", "measure", "support", "flag")
_MOST_SPOTS = 60
_TITLES = {
    "kind": gettext_lazy("Kind"),
    "format": gettext_lazy("Format"),
    "profile": gettext_lazy("Participants"),
    "topic": gettext_lazy("Topic"),
    "country": gettext_lazy("Country"),
    "month": gettext_lazy("Month"),
    "language": gettext_lazy("Language"),
    "measure": gettext_lazy("Support for guests"),
    "support": gettext_lazy("Money and help"),
    "flag": gettext_lazy("Also"),
    "region": gettext_lazy("Region"),
}
_FLAGS = {
    "open_to_apprentices": gettext_lazy("Open to apprentices"),
    "open_to_anyone": gettext_lazy("Open to anybody"),
    "green_travel": gettext_lazy("Reachable by train or bus"),
}
Counts = Mapping[str, Mapping[str, int]]


def code_label(scheme: str, code: str) -> str:
    """A code in the reader's language."""
    if scheme == "kind":
        return str(EntryKind(code).label)
    if scheme in _LABELS_OF:
        choices = _LABELS_OF[scheme]
        return str(choices(code).label) if code in choices.values else code
    if scheme == "flag":
        return str(_FLAGS[code])
    if scheme == "month":
        return date_format(date.fromisoformat(f"{code}-01"), "YEAR_MONTH_FORMAT")
    words = {"topic": topics.topic_label, "country": country_name, "language": language_name, "region": region_label}
    return words[scheme](code)


_LABELS_OF = {"format": Format, "profile": Profile, "measure": Measure, "support": SupportKind}


def facets(wanted: Wanted, counts: Counts, kinds: Mapping[str, int], today: date) -> list[Facet]:
    """One question each; answers that would leave nothing are not offered, unless they are chosen."""
    kind_options = [
        Option(kind.value, kind.label, kinds.get(kind.value, 0), kind.value in wanted.kinds) for kind in EntryKind
    ]
    found = [Facet("kind", _TITLES["kind"], kind_options, is_open=True)]
    for scheme in FACETS:
        chosen = wanted.codes.get(scheme, ())
        options = [
            Option(code, _indented(scheme, code), counts[scheme].get(code, 0), code in chosen)
            for code in _order(scheme, {*counts[scheme], *chosen}, today)
        ]
        if options:
            found.append(Facet(scheme, _TITLES[scheme], options, is_open=scheme in ("format", "topic")))
    return found


def _order(scheme: str, codes: Iterable[str], today: date) -> list[str]:
    """Lists in their own order; countries and languages by name; months from this one on."""
    present = set(codes)
    if scheme == "topic":
        return [code for code in topics.TOPICS if code in present]
    if scheme == "month":
        return sorted(code for code in present if code >= f"{today:%Y-%m}")
    if scheme == "flag":
        return [code for code in _FLAGS if code in present]
    if scheme in _LABELS_OF:
        return [code for code in _LABELS_OF[scheme].values if code in present]
    return sorted(present, key=lambda code: fold(code_label(scheme, code)))


def _indented(scheme: str, code: str) -> str:
    """Topics stand under their group."""
    label = code_label(scheme, code)
    is_member = scheme == "topic" and code in topics.TOPICS and topics.TOPICS[code].parent is not None
    return f"– {label}" if is_member else label


# The address of the same search, a little different


def address(wanted: Wanted, *, without: tuple[str, str] | None = None, change: tuple[str, str] | None = None) -> str:
    """The address with one choice less, or with one question answered differently."""
    name, value = change or ("", "")
    pairs = [pair for pair in _pairs(wanted) if pair != without and pair[0] != name]
    pairs += [(name, value)] if value else []
    plain = page("matchmaking:opportunities" if wanted.on_board else "matchmaking:catalogue")
    return f"{plain}?{urlencode(pairs)}" if pairs else plain


def _pairs(wanted: Wanted) -> list[tuple[str, str]]:
    pairs = [("search", wanted.text)] if wanted.text else []
    pairs += [("kind", kind) for kind in wanted.kinds]
    pairs += [(scheme, code) for scheme, codes in wanted.codes.items() for code in codes]
    if wanted.on_board:
        pairs = [pair for pair in pairs if pair not in ASKED_BY_THE_BOARD]
    return [*pairs, ("sort", "end")] if wanted.by_end else pairs


def page_of(wanted: Wanted) -> str:
    """Where a reader finds this search: on the board when it asks for opportunities, else in the catalogue."""
    return address(to_board(wanted) if is_of_board(wanted) else wanted)


def whole_query(wanted: Wanted) -> str:
    """The search as feeds, frames and saved searches ask it, with what the board leaves out."""
    return address(replace(wanted, on_board=False)).partition("?")[2]


def kept(wanted: Wanted) -> list[tuple[str, str]]:
    """What the form of the facets has to carry along, because it has no box for it."""
    return [pair for pair in _pairs(wanted) if pair[0] in ("search", "region", "sort")]


def kept_by_search(wanted: Wanted) -> list[tuple[str, str]]:
    """A new search keeps every other choice."""
    return [pair for pair in _pairs(wanted) if pair[0] != "search"]


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that narrows the list, and the address without it."""

    label: str
    url: str


def chosen(wanted: Wanted) -> list[Chip]:
    chips = []
    for name, value in _pairs(wanted):
        if name == "search":
            chips.append(Chip(_("“%(words)s”") % {"words": value}, address(wanted, without=(name, value))))
        elif name != "sort":
            chips.append(Chip(code_label(name, value), address(wanted, without=(name, value))))
    return chips


def sorts(wanted: Wanted) -> list[Tab]:
    return [
        Tab(_("Newest first"), address(wanted, change=("sort", "")), is_current=not wanted.by_end),
        Tab(_("Those that end first"), address(wanted, change=("sort", "end")), is_current=wanted.by_end),
    ]


# The map and the table beside it


@dataclass(frozen=True, slots=True)
class Spot:
    """A region with how many entries it has."""

    code: str
    label: str
    country: str
    url: str
    offers: int
    wishes: int
    ideas: int

    @property
    def count(self) -> int:
        return self.offers + self.wishes + self.ideas


def spots(rows: Iterable[tuple[str, str, str, int]], wanted: Wanted) -> list[Spot]:
    """Regions of NUTS level 2, or wider ones where the map would be crowded."""
    rows = list(rows)
    for length in (4, 3, 2):
        grouped: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for country, territory, kind, number in rows:
            grouped[country, territory[:length] or country][kind] += number
        if len(grouped) <= _MOST_SPOTS:
            break
    found = [_spot(country, code, numbers, wanted) for (country, code), numbers in grouped.items()]
    return sorted(found, key=lambda spot: (-spot.count, fold(spot.label)))


def _spot(country: str, code: str, numbers: Mapping[str, int], wanted: Wanted) -> Spot:
    is_country = len(code) == 2
    change = ("country", iso(code)) if is_country else ("region", code)
    return Spot(
        code=code,
        label=country_name(country) if is_country else region_label(code),
        country=country_name(country),
        url=address(wanted, change=change),
        offers=numbers.get(EntryKind.OFFER, 0),
        wishes=numbers.get(EntryKind.WISH, 0),
        ideas=numbers.get(EntryKind.IDEA, 0),
    )


def symbols(listed: Iterable[Spot]) -> list[Symbol]:
    """Places whose point nobody knows are in the table only."""
    return [
        Symbol(point, spot.label, spot.url, spot.count, is_soft=not spot.offers)
        for spot in listed
        if (point := region_point(spot.code))
    ]
