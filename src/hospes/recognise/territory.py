"""Where: "DE – Baden-Württemberg", "IT Trento (ITH2)", "SE / Borås", "Catalonia (ES51)", "Eesti".

Names of regions and towns are asked of the vocabulary, which never guesses. A code and a name that
disagree are both doubted: then only the country is proposed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

from hospes.recognise.answers import nothing_in
from hospes.recognise.found import Found, Note, Sure, Territory, at_most, nothing
from hospes.recognise.lexicon import Lexicon
from hospes.recognise.reading import Reading, folded, read, tidy
from hospes.recognise.vocabulary import EMPTY, Vocabulary
from hospes.recognise.words import territories as words
from hospes.recognise.words.calendar import LANGUAGES as KNOWN_IN

_EUROSTAT = {"GR": "EL", "GB": "UK"}
_CODE = re.compile(r"(?<![\w@.-])([A-Za-z]{2}[0-9A-Z]{1,3})(?![\w@])")
# What parts a text into places. A hyphen inside a name does not; one with spaces does.
_PARTS = re.compile(r"[,;:/|()\[\]\n•·>]+|(?<=\s)-+(?=\s)|(?<=^[A-Z]{2})-(?=[A-Z])|\s-(?=\w)|(?<=\w)-\s")
# More than this is no cell but a text; what comes after is left.
_MOST_PARTS = 12
_LONGEST_PART = 90


@dataclass
class _Seen:
    countries: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    # For each part that names regions: the candidates, and whether a town gave them.
    regions: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    by_code_only: bool = False


def iso(code: str) -> str:
    """The ISO code of the country that a code of a region begins with."""
    return {"EL": "GR", "UK": "GB"}.get(code[:2], code[:2])


@cache
def _countries() -> Lexicon[str]:
    listed: list[tuple[str, str]] = []
    for known_in in KNOWN_IN:
        named = Locale.parse(known_in).territories
        listed += [(code, named[code].replace(";", " ").replace("*", "")) for code in words.CODES if code in named]
    return Lexicon(
        [*words.NAMES.items(), *((code, name) for code, name in listed if len(folded(name)) > 3)], keep_small=True
    )


@cache
def _country_codes() -> Mapping[str, str]:
    return {code: code for code in words.CODES} | words.OTHER_CODES


def territory(*texts: object, vocabulary: Vocabulary = EMPTY) -> Found[Territory]:
    """Country and region, from one cell or from several (country, region, town)."""
    whole = [tidy(read(text).original) for text in texts if text is not None]
    reading = read(" | ".join(one for one in whole if one))
    parts = [tidy(part) for part in _PARTS.split(_shown(reading))]
    parts = [part for part in parts if part and any(one.isalnum() for one in part)]
    seen = _Seen()
    waiting: list[str] = []
    for number, part in enumerate(parts):
        if number < _MOST_PARTS and len(part) <= _LONGEST_PART:
            waiting += _country_and_code(part, seen, vocabulary)
        else:
            seen.left.append(part)
    for part in waiting:
        _region_or_town(part, seen, vocabulary)
    if not (seen.countries or seen.codes or seen.regions):
        return nothing_in(reading)
    return _answer(seen)


def _shown(reading: Reading) -> str:
    """With plain digits, spaces and dashes, so that the marks between parts are few."""
    return reading.plain.replace("\x00", " ")


def _country_and_code(part: str, seen: _Seen, vocabulary: Vocabulary) -> list[str]:
    """Take codes and a country's name out of a part; give back what may name a region."""
    for match in _CODE.finditer(part):
        written = match.group(1).upper()
        found = vocabulary.regions(written, None) if any(one.isdigit() for one in written) or len(written) > 2 else ()
        if found == (written,):
            seen.codes.append(written)
            seen.read.append(match.group(1))
            part = part.replace(match.group(1), " ", 1)
    rest = tidy(part)
    if not any(one.isalnum() for one in rest):
        return []
    reading = read(rest)
    pieces = reading.pieces
    # A region of the same name as a country ("Luxembourg") is a country first.
    hits = _countries().find(pieces)
    hit = hits[0] if hits else None
    seen.countries += [other.value for other in hits[1:] if hit is not None and other.value != hit.value]
    if hit is not None and not _is_region_name(rest, hit.end - hit.start < len(pieces), vocabulary):
        seen.countries.append(hit.value)
        seen.read.append(reading.original[pieces[hit.start].start : pieces[hit.end - 1].end])
        remains = [reading.original[: pieces[hit.start].start], reading.original[pieces[hit.end - 1].end :]]
        return _worth(remains)
    for at in (0, len(pieces) - 1):
        code = _country_codes().get(pieces[at].typed)
        is_alone = len(pieces) == 1
        code = code or (_country_codes().get(pieces[at].typed.upper()) if is_alone else None)
        if code is not None:
            seen.countries.append(code)
            seen.read.append(pieces[at].typed)
            seen.by_code_only = True
            return _worth([reading.original[: pieces[at].start], reading.original[pieces[at].end :]])
    return _worth([rest])


def _worth(parts: list[str]) -> list[str]:
    stripped = (part.strip(" -.,'\"") for part in parts)
    return [part for part in stripped if any(one.isalpha() for one in part)]


def _is_region_name(text: str, is_longer: bool, vocabulary: Vocabulary) -> bool:
    """ "Northern Ireland" and "Lõuna-Eesti" hold the name of a country, and name a region of it."""
    return is_longer and len(text.split()) <= 5 and any(len(code) > 2 for code in vocabulary.regions(text, None))


def _region_or_town(part: str, seen: _Seen, vocabulary: Vocabulary) -> None:
    lands = list(dict.fromkeys([*seen.countries, *(iso(code) for code in seen.codes)]))
    anywhere: list[str | None] = [*lands] or [None]
    for land in anywhere:
        for text in _spellings(part):
            found = tuple(code for code in vocabulary.regions(text, land) if len(code) > 2)
            if found:
                seen.regions.append((found, False))
                seen.read.append(part)
                return
    for land in lands:
        found = tuple(code for code in vocabulary.towns(part, land) if code)
        if found or vocabulary.towns(part, land):
            seen.regions.append((found, True))
            seen.read.append(part)
            return
    if lands:
        elsewhere = tuple(code for code in vocabulary.regions(part, None) if len(code) > 2)
        if elsewhere:
            seen.regions.append((elsewhere, False))
            seen.read.append(part)
            return
    seen.left.append(part)


_KIND_BEFORE = re.compile(
    r"^(?:(?:the\s+)?(?:region|county|province|state|land|comarca|district)\s+(?:of|de|di|von|do|da)\s+"
    r"|(?:woj|prov|reg|obl|dist|distr|dep|dept|dpto|depto|ldkr|lkr|okr|jud|žup|župa)\.?\s+)",
    re.IGNORECASE,
)


def _spellings(part: str) -> list[str]:
    """As written, and without "region of" or an abbreviation of it ("woj. pomorskie")."""
    return list(dict.fromkeys([part, _KIND_BEFORE.sub("", part)]))


def _answer(seen: _Seen) -> Found[Territory]:
    notes: list[Note] = []
    left = " ".join(seen.left)
    countries = list(dict.fromkeys(seen.countries))
    read_part = ", ".join(seen.read)
    if len(countries) > 1 or len({iso(code) for code in seen.codes}) > 1:
        return Found(
            None, Sure.NOTHING, "", f"{read_part} {left}".strip(), (Note("several_countries", {"codes": countries}),)
        )
    country = countries[0] if countries else iso(seen.codes[0]) if seen.codes else None
    region, sure = _region(seen, country, notes)
    if country is None and region is not None:
        country = iso(region)
    if not countries and any(note.code == "country_disagrees" for note in notes):
        # A code and a name, each of another country: neither is believed.
        country = None
    if country is None:
        return nothing(read_part, *notes)
    if left:
        sure = at_most(sure, Sure.LIKELY)
        notes.append(Note("place_unknown", {"text": left[:80]}))
    return Found(Territory(country, region), sure, read_part, left, tuple(notes))


def _region(seen: _Seen, country: str | None, notes: list[Note]) -> tuple[str | None, Sure]:
    """The one region that all parts agree on: the narrowest of regions within each other."""
    named = [candidates for candidates, _is_town in seen.regions]
    from_town = [candidates for candidates, is_town in seen.regions if is_town]
    groups = [(code,) for code in dict.fromkeys(seen.codes)] + named
    home = _EUROSTAT.get(country or "", country or "")
    if country is not None and any(group and all(code[:2] != home for code in group) for group in groups):
        notes.append(
            Note("country_disagrees", {"country": country, "codes": [code for group in groups for code in group]})
        )
        return None, Sure.GUESS
    possible = [group for group in groups if group]
    if not possible:
        return None, Sure.CERTAIN if country and not seen.regions else Sure.LIKELY
    chosen = _agreed(possible)
    if chosen is None:
        is_one = len(possible) == 1
        note = "region_ambiguous" if is_one else "region_disagrees"
        notes.append(Note(note, {"codes": [code for group in possible for code in group]}))
        if country is None:
            return None, Sure.NOTHING
        return None, Sure.LIKELY if is_one else Sure.GUESS
    sure = Sure.CERTAIN
    if from_town and all(chosen in group for group in from_town):
        notes.append(Note("region_of_town", {"code": chosen}))
        sure = Sure.LIKELY if len(groups) == len(from_town) else Sure.CERTAIN
    return chosen, sure


def _agreed(groups: list[tuple[str, ...]]) -> str | None:
    """A code of each group, all in one line, the narrowest of them; None when there are none or several."""
    lines: set[str] = set(groups[0])
    for group in groups[1:]:
        lines = {
            max(one, other, key=len)
            for one in lines
            for other in group
            if one.startswith(other) or other.startswith(one)
        }
    return next(iter(lines)) if len(lines) == 1 else None


def territory_in_prose(reading: Reading, vocabulary: Vocabulary, *, is_signature: bool) -> Found[Territory]:
    """In running text only a line that is a place, or the name of a country, counts; and only as a guess,
    as it may be the country one would like to go to."""
    text = reading.original
    if is_signature and len(reading.pieces) <= 12:
        found = territory(text, vocabulary=vocabulary)
        if found.value is not None and len(found.read) * 2 >= len(text.strip()):
            return found
    hits = [hit for hit in _countries().find(reading.pieces) if reading.pieces[hit.start].typed[0].isupper()]
    named = list(dict.fromkeys(hit.value for hit in hits))
    if not named:
        return _region_in_prose(reading, vocabulary)
    if len(named) != 1:
        return nothing(text)
    read_part, left = reading.said(at for hit in hits for at in range(hit.start, hit.end))
    sure = Sure.LIKELY if is_signature else Sure.GUESS
    return Found(Territory(named[0]), sure, read_part, left, (Note("country_named"),))


# In a long sentence no more names than this are looked up.
_MOST_NAMES = 12


def _region_in_prose(reading: Reading, vocabulary: Vocabulary) -> Found[Territory]:
    """A region named by words with capitals ("en Bretagne"), where only one is called like that."""
    pieces = reading.pieces
    capitals = [
        at for at, piece in enumerate(pieces) if piece.is_word and piece.typed[0].isupper() and len(piece.typed) > 3
    ]
    for at in capitals[:_MOST_NAMES]:
        for end in (at + 3, at + 1):
            name = reading.original[pieces[at].start : pieces[min(end, len(pieces)) - 1].end]
            codes = tuple(code for code in vocabulary.regions(name, None) if len(code) > 2)
            if len(codes) == 1:
                return Found(Territory(iso(codes[0]), codes[0]), Sure.GUESS, name, "", (Note("region_named"),))
    return nothing(reading.original)
