"""From what people wrote to a code: regions and towns in all their spellings.

Only exact normal forms count (capitals, accents and punctuation forgiven, words like "Prov." or "län"
set aside) and the written lists of other names. Nothing is ever guessed from similar letters. What
could mean several places is not recognised; it is returned with the candidates for a person to choose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from babel import Locale

from hospes.core.text import words
from hospes.reference.countries import COUNTRIES, eurostat, iso
from hospes.reference.locales import locale_of
from hospes.reference.regions import children, contains, official_names, region, translated_names
from hospes.reference.tables import rows
from hospes.reference.towns import Town, gazetteer

# Words that say what kind of territory it is, in normal form. They are set aside at either end of a name.
_KINDS = frozenset(
    "apskritis arr arrondissement autonoma autonome autonomous bundesland canton city ciudad comunidad "
    "comunitat county departamento departement distrito foral freistaat fylke gewest grad judet judetul "
    "kanton kraj kreis kreisfreie lan land landkreis maakond maakunta makroregion megye miasto oblast "
    "okres periferia principado prov province provincia provincie provinz regiao regija regio region "
    "regione regiunea stadt stadtkreis varmegye ville wojewodztwo zupanija".split()
)
# Small words left over between a kind and the name: "Région DE Bretagne".
_LINKS = frozenset("d da de del della den der des di do du el l la le of the".split())
_BRACKETS = re.compile(r"\([^()]*\)")


class Recognised(NamedTuple):
    """What a text says. `code` is empty unless it can mean one thing only; then `candidates` has that one."""

    text: str
    code: str
    candidates: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        return bool(self.code)


class RecognisedTown(NamedTuple):
    text: str
    town: Town | None
    candidates: tuple[Town, ...]


Doubt = Literal["", "region_unknown", "region_ambiguous", "town_elsewhere"]


class Place(NamedTuple):
    """A row's region and town read together.

    `region` is a code or empty; `read_from` says which column it came from. `doubt` is empty or the
    reason why a person has to look, and `candidates` are the codes to choose from.
    """

    region: str
    read_from: Literal["", "region", "town"]
    town: Town | None
    doubt: Doubt
    candidates: tuple[str, ...]


# Normal forms


def _bare(name: str) -> str:
    """The name without the words for its kind: `prov antwerpen` → `antwerpen`, `hallands lan` → `halland`."""
    parts = name.split()
    first, last = 0, len(parts)
    while first < last and (parts[first] in _KINDS or (first and parts[first] in _LINKS)):
        first += 1
    while last > first and parts[last - 1] in _KINDS:
        last -= 1
    kept = parts[first:last]
    if last < len(parts) and parts[last] == "lan" and kept and kept[-1].endswith("s"):
        kept[-1] = kept[-1][:-1]
    return " ".join(kept) or name


def _forms(name: str) -> Iterator[str]:
    """The whole name, each of its languages (`Bern / Berne`), and each without brackets."""
    for part in dict.fromkeys([name, *name.split("/")]):
        yield words(part)
        yield words(_BRACKETS.sub(" ", part))


def _country_names(code: str) -> Iterator[str]:
    """A country's name in English and in the languages of the country itself."""
    country = iso(code)
    yield from (name for name in (Locale("en").territories.get(country),) if name)
    for language in _SPOKEN.get(country, country.lower()).split():
        name = locale_of(language).territories.get(country)
        if name:
            yield name


_SPOKEN = {
    "AL": "sq", "AT": "de", "BA": "bs hr sr", "BE": "fr nl de", "CH": "de fr it rm", "CY": "el tr", "CZ": "cs",
    "DK": "da", "EE": "et", "ES": "es ca eu gl", "FI": "fi sv", "GB": "en", "GR": "el", "IE": "en ga", "LI": "de",
    "LU": "fr de lb", "ME": "sr", "NO": "no", "RS": "sr", "SE": "sv", "SI": "sl", "UA": "uk", "XK": "sq sr",
}  # fmt: skip


# Regions


class _Index(NamedTuple):
    whole: Mapping[str, frozenset[str]]
    bare: Mapping[str, frozenset[str]]
    aliases: Mapping[str, frozenset[str]]


@cache
def _index(country: str) -> _Index:
    prefix = eurostat(country)
    named: list[tuple[str, str]] = [(code, name) for code, name in official_names().items() if code[:2] == prefix]
    named += [(code, name) for (code, _language), name in translated_names().items() if code[:2] == prefix]
    named += [(prefix, name) for name in _country_names(prefix)]
    whole: dict[str, set[str]] = {}
    bare: dict[str, set[str]] = {}
    for code, name in named:
        for form in _forms(name):
            whole.setdefault(form, set()).add(code)
            bare.setdefault(_bare(form), set()).add(code)
    aliases = {words(name): codes.split() for land, name, codes in rows("region_aliases.tsv") if land == iso(country)}
    return _Index(_frozen(whole), _frozen(bare), _frozen(aliases))


def _frozen(found: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {form: frozenset(codes) for form, codes in found.items() if form}


@lru_cache(maxsize=4096)
def _asked(text: str) -> tuple[tuple[str, str], ...]:
    """The forms of a text, with and without their kind. Every country is asked for the same."""
    return tuple((form, _bare(form)) for form in dict.fromkeys(_forms(text)))


def _meant(text: str, country: str) -> frozenset[str]:
    """Every region that a text may mean. A name with its kind ("Landkreis Leipzig") is taken as written;
    a name alone ("Leipzig") may be any region of that name, whatever its kind."""
    index = _index(country)
    for form, plain in _asked(text):
        if form in index.aliases:
            return index.aliases[form]
        found = index.whole.get(form, frozenset()) if plain != form else index.bare.get(plain, frozenset())
        if found or plain in index.aliases or plain in index.bare:
            return found or index.aliases.get(plain) or index.bare[plain]
    return frozenset()


def _widest(codes: Iterable[str]) -> str:
    """The one region that holds all the others: true whichever of them was meant. Else nothing.

    Of several codes for the same territory (`DE6`, `DE60`, `DE600`: Hamburg) it is always the widest,
    so that an organisation in Hamburg has the same code however its source wrote it.
    """
    widest = next((code for code in codes if all(contains(code, other) for other in codes)), "")
    while len(widest) > 3 and len(children(widest[:-1])) == 1:
        widest = widest[:-1]
    return widest


def recognise_region(text: str, country: str | None = None) -> Recognised | None:
    """The region that a text names, within a country (ISO code) when it is known.

    `None` when no region is called like that. A text that could mean regions side by side comes back
    without a code, with the candidates. `BAYERN` → `DE2`, `Prov. Antwerpen` → `BE21`, `ITI1` → `ITI1`.
    """
    text = text.strip()
    written = text.upper().replace(" ", "")
    # Two letters are a country only where that is the country asked for: "LA" or "Le" are no codes.
    if len(written) > 2 and (exact := region(written)) and country in (None, exact.country):
        return Recognised(text, exact.code, (exact.code,))
    lands = COUNTRIES if country is None else (iso(country),)
    found = sorted(code for land in lands for code in _meant(text, land))
    if not found:
        return None
    code = _widest(found)
    return Recognised(text, code, (code,) if code else tuple(found))


# Towns


def _town_forms(text: str) -> Iterator[str]:
    """The name as written, then without brackets: `Montefredane (Av)` → `montefredane`."""
    yield words(text)
    yield words(_BRACKETS.sub(" ", text))


def _same_place(towns: Iterable[Town]) -> Town | None:
    """Of entries with one name within a tenth of a degree, the largest: a town and its own quarter."""
    largest = max(towns, key=lambda town: town.people)
    near = all(
        abs(town.latitude - largest.latitude) <= 0.1 and abs(town.longitude - largest.longitude) <= 0.1
        for town in towns
    )
    return largest if near else None


def recognise_town(text: str, country: str) -> RecognisedTown | None:
    """The town that a text names in a country (ISO code). `None` when no town is called like that.

    A town's own name goes before names it has in other languages. Several towns of one name are not
    told apart by size: they come back as candidates.
    """
    known = gazetteer(iso(country))
    for form in dict.fromkeys(_town_forms(text)):
        found = known.by_name.get(form) or known.by_other_name.get(form)
        if found:
            town = _same_place(found)
            return RecognisedTown(text.strip(), town, (town,) if town else found)
    return None


# Both columns of a row


def recognise_place(region_text: str, town_text: str, country: str) -> Place:
    """Read a row's region and town together.

    The region column decides. Where it is empty, a town that is certain gives its region. Where the
    town is known to lie in another region, neither is believed: the region stays empty and the doubt
    is `town_elsewhere`, with the region as written and the town's region as candidates.
    """
    named = recognise_region(region_text, country)
    seen = recognise_town(town_text, country)
    towns = seen.candidates if seen else ()
    town = seen.town if seen else None
    lies_in = town.region if town else None
    if named is None and words(region_text):
        return Place("", "", town, "region_unknown", (lies_in,) if lies_in else ())
    if named is None:
        return Place(lies_in or "", "town" if lies_in else "", town, "", ())
    if not named.is_certain:
        return Place("", "", town, "region_ambiguous", named.candidates)
    possible = tuple(town for town in towns if town.region is None or _meet(named.code, town.region))
    if towns and not possible:
        elsewhere = sorted({town.region for town in towns if town.region})
        return Place("", "", town, "town_elsewhere", (named.code, *elsewhere))
    return Place(named.code, "region", _same_place(possible) if possible else None, "", (named.code,))


def _meet(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)
