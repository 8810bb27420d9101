"""Languages with levels: "SV, EN (good)", "català, castellà, anglès A2", "EE, EN B2, RU", "un peu d'anglais"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from babel import Locale

from hospes.recognise.answers import is_denied, nothing_in
from hospes.recognise.found import Found, Note, Sure, nothing
from hospes.recognise.lexicon import SMALL, Lexicon
from hospes.recognise.reading import Piece, Reading, folded, read
from hospes.recognise.words import languages as words
from hospes.recognise.words.calendar import LANGUAGES as KNOWN_IN
from hospes.recognise.words.mails import SPEAKING

_SAME = {"nb": "no", "nn": "no"}
_LEVEL_WORDS = Lexicon(words.LEVELS, keep_small=True)
_SPEAKING: Lexicon[bool] = Lexicon({True: SPEAKING}, keep_small=True)
_BESIDE = Lexicon({True: words.BESIDE}, keep_small=True)
_AND = frozenset("and und et e y i en och og ja oraz ir si a es kai и та й eta ve agus & +".split())
# The shortest name of a language that is looked for inside a text.
_SHORTEST = 4
# Nobody lists more; a longer text is about something else.
_MOST = 30
_SHORTEST_OWN = 3


@cache
def _names() -> Lexicon[str]:
    """Names from the library of names in every language it is asked in, then our own forms of them."""
    listed: list[tuple[str, str]] = []
    for known_in in KNOWN_IN:
        named = Locale.parse(known_in).languages
        for code in words.CODES:
            name = named.get(code, "")
            if len(folded(name)) >= _SHORTEST and ";" not in name:
                listed.append((_SAME.get(code, code), name.replace("*", "")))
    return Lexicon([*listed, *words.NAMES.items()], keep_small=True)


@cache
def _codes() -> Mapping[str, str]:
    """Two and three letters, in capitals."""
    found = {code.upper(): _SAME.get(code, code) for code in words.CODES}
    found |= {long.upper(): code for code, several in words.LONG_CODES.items() for long in several.split()}
    return found


@dataclass
class _Language:
    code: str
    start: int
    end: int
    level: str | None = None
    notes: list[Note] = field(default_factory=list)


def languages(text: object) -> Found[Mapping[str, str | None]]:
    """ISO codes with the level of the European framework, None where none is written. Levels in words
    ("good") are not made up: a note proposes about which level is meant."""
    return _languages(read(_FLAG.sub(_letters_of, text) if isinstance(text, str) else text))


# Two signs of a flag are two letters of a country.
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_CARS = {"D": "de", "E": "en", "F": "fr", "I": "it"}


def _letters_of(flag: re.Match[str]) -> str:
    return "".join(chr(ord(sign) - 0x1F1E6 + ord("A")) for sign in flag.group()) + " "


def _by_letters(reading: Reading) -> list[_Language]:
    """ "D, E, F": first letters, as German lists write them. Of a single one nobody can tell."""
    typed = [(at, piece.typed) for at, piece in enumerate(reading.pieces) if piece.kind != "mark"]
    if len(typed) < 2 or any(letter not in _CARS for _at, letter in typed):
        return []
    return [
        _Language(
            _CARS[letter], at, at + 1,
            notes=[Note("code_doubtful", {"written": letter, "language": _CARS[letter]})],
        )
        for at, letter in typed
    ]  # fmt: skip


def languages_in_prose(reading: Reading) -> Found[Mapping[str, str | None]]:
    """In running text "Spanish" may be a country's: it counts beside a level or a word for speaking."""
    spoken = (one for one in _found(reading, with_codes=False) if _is_spoken(reading, one))
    found = list(islice(spoken, _MOST))
    return _answer(reading, found) if found else nothing(reading.original)


def _is_spoken(reading: Reading, one: _Language) -> bool:
    pieces = reading.pieces
    near = range(max(one.start - 4, 0), one.start)
    if any(pieces[at].is_word and _SPEAKING.at(pieces, at) for at in near):
        return True
    after = range(one.end, min(one.end + 4, len(pieces)))
    return any(_is_level(reading, at) or (len(pieces[at].text) > 3 and _SPEAKING.at(pieces, at)) for at in after)


def _languages(reading: Reading) -> Found[Mapping[str, str | None]]:
    found = list(islice(_found(reading), _MOST)) or _by_letters(reading)
    return _answer(reading, found) if found else nothing_in(reading)


def _answer(reading: Reading, found: list[_Language]) -> Found[Mapping[str, str | None]]:
    used = {at for one in found for at in range(one.start, one.end)}
    level_notes = _give_levels(reading, found, used)
    notes = [note for one in found for note in one.notes] + level_notes
    values: dict[str, str | None] = {}
    for one in found:
        values[one.code] = values.get(one.code) or one.level
    read_part, _left = reading.said(used)
    left = _left_over(reading, used)
    sure = Sure.LIKELY if left or notes else Sure.CERTAIN
    if any(note.code in {"code_doubtful", "level_shared"} for note in notes):
        sure = Sure.GUESS
    return Found(values, sure, read_part, left, tuple(notes))


def _found(reading: Reading, *, with_codes: bool = True) -> Iterator[_Language]:
    pieces = reading.pieces
    style = _style_of_codes(reading) if with_codes else ""
    at = 0
    while at < len(pieces):
        one = _by_name(reading, at) or _by_code(reading, at, style)
        if one is None:
            at += 1
            continue
        if not is_denied(pieces, at):
            yield one
        at = one.end


def _by_name(reading: Reading, at: int) -> _Language | None:
    if not reading.pieces[at].is_word or len(reading.pieces[at].text) < _SHORTEST_OWN:
        return None
    hit = _names().at(reading.pieces, at)
    return _Language(hit.value, hit.start, hit.end) if hit else None


def _style_of_codes(reading: Reading) -> str:
    """Whether codes are written in capitals or small; small ones only where nothing but codes stands."""
    short = [piece.typed for piece in reading.pieces if piece.is_word and len(piece.typed) <= 3]
    if any(typed.isupper() and len(typed) > 1 for typed in short):
        return "upper"
    is_all_short = all(len(piece.typed) <= 3 for piece in reading.pieces if piece.is_word)
    has_words = any(piece.is_word for piece in reading.pieces)
    return "lower" if is_all_short and has_words else ""


def _by_code(reading: Reading, at: int, style: str) -> _Language | None:
    piece = reading.pieces[at]
    if not piece.is_word or not 2 <= len(piece.typed) <= 3 or not style or _is_level(reading, at):
        return None
    typed = piece.typed if style == "upper" else piece.typed.upper()
    if typed != typed.upper():
        return None
    if typed in words.DOUBTFUL_CODES:
        return _doubtful(reading, at, typed)
    if typed in words.COUNTRY_CODES:
        code = words.COUNTRY_CODES[typed]
        return _Language(code, at, at + 1, notes=[Note("country_code", {"written": typed, "language": code})])
    found = _codes().get(typed)
    return _Language(found, at, at + 1) if found else None


def _doubtful(reading: Reading, at: int, typed: str) -> _Language | None:
    code = words.DOUBTFUL_CODES[typed]
    if typed == "UK" and any(piece.typed.upper() in {"EN", "ENG"} for piece in reading.pieces):
        code = "uk"
    if not code:
        return None
    return _Language(code, at, at + 1, notes=[Note("code_doubtful", {"written": typed, "language": code})])


# Levels


def _is_level(reading: Reading, at: int) -> bool:
    pieces = reading.pieces
    return (
        pieces[at].is_word
        and pieces[at].text in {"a", "b", "c"}
        and at + 1 < len(pieces)
        and pieces[at + 1].text in {"1", "2"}
        and pieces[at + 1].start - pieces[at].end <= 1
        and not (at and reading.glued(at) and pieces[at - 1].kind != "mark")
    )


def _give_levels(reading: Reading, found: list[_Language], used: set[int]) -> list[Note]:
    """Each level belongs to the language before it, unless a comma stands between; then to the one after."""
    notes: list[Note] = []
    at = 0
    while at < len(reading.pieces):
        if at in used:
            at += 1
        elif _is_level(reading, at):
            at = _give(reading, found, used, at, notes)
        elif hit := _LEVEL_WORDS.at(reading.pieces, at):
            owner, _is_before = _owner(reading, found, hit.start, hit.end)
            if owner is not None:
                notes.append(Note("level_in_words", {"language": owner.code, "word": hit.phrase, "about": hit.value}))
                used |= set(range(hit.start, hit.end))
            at = hit.end
        else:
            at += 1
    return notes


def _give(reading: Reading, found: list[_Language], used: set[int], at: int, notes: list[Note]) -> int:
    pieces = reading.pieces
    level = pieces[at].text.upper() + pieces[at + 1].text
    end = at + 2
    # "B1/B2", "A2-B1", "B1+": the lower one is what everyone reaches.
    if end < len(pieces) and pieces[end].text == "+":
        end += 1
    if end + 1 < len(pieces) and pieces[end].text in "/-" and _is_level(reading, end + 1):
        notes.append(Note("level_range", {"level": level}))
        end += 3
    owner, is_before = _owner(reading, found, at, end)
    if owner is not None and owner.level is None:
        owner.level = level
        used |= set(range(at, end))
        partner = _partner(reading, found, owner, at) if is_before else None
        if partner is not None:
            partner.level = level
            notes.append(Note("level_shared", {"level": level}))
    return end


def _owner(reading: Reading, found: list[_Language], start: int, end: int) -> tuple[_Language | None, bool]:
    before = next((one for one in reversed(found) if one.end <= start), None)
    after = next((one for one in found if one.start >= end), None)
    # "some English" after a comma is about English, not about what stands before the comma.
    is_beside = before is not None and not _is_parted(reading.pieces[before.end : start])
    if before is not None and is_beside and (before.level is None or after is None):
        return before, True
    if after is not None and not _is_parted(reading.pieces[end : after.start], by=",;/|"):
        return after, False
    # "English, at least B1": a level at the end belongs to the last language.
    if before is not None and after is None and before.level is None:
        return before, False
    return None, False


def _is_parted(pieces: tuple[Piece, ...], by: str = ",;/|+&") -> bool:
    return any((piece.kind == "mark" and piece.text in by) or piece.text in _AND for piece in pieces)


def _partner(reading: Reading, found: list[_Language], owner: _Language, at: int) -> _Language | None:
    """ "italien et anglais niveau B1": a level after the word "level" is that of both."""
    place = found.index(owner)
    has_word = any(_BESIDE.at(reading.pieces, between) for between in range(owner.end, at))
    if not has_word or not place or found[place - 1].level is not None:
        return None
    between = reading.pieces[found[place - 1].end : owner.start]
    return found[place - 1] if [piece.text for piece in between] and all(p.text in _AND for p in between) else None


def _left_over(reading: Reading, used: set[int]) -> str:
    understood = set(used)
    for at, piece in enumerate(reading.pieces):
        hit = _BESIDE.at(reading.pieces, at) if piece.is_word else None
        if hit:
            understood |= set(range(hit.start, hit.end))
        elif piece.is_word and (piece.text in SMALL or piece.text in _AND):
            understood.add(at)
    return " ".join(reading.runs_without(understood))
