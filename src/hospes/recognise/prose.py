"""Running text: what sentences say, as far as they say it without a label. Nothing here is certain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from hospes.recognise import codes
from hospes.recognise.contacts import email, phone, weblink
from hospes.recognise.days import read_days
from hospes.recognise.direction import direction
from hospes.recognise.fewer import fewer_opportunities
from hospes.recognise.found import Found, Sure, at_most
from hospes.recognise.languages import languages_in_prose
from hospes.recognise.lexicon import Lexicon
from hospes.recognise.lines import Line
from hospes.recognise.people import people_in_prose
from hospes.recognise.reading import Reading, read, tidy
from hospes.recognise.territory import territory_in_prose
from hospes.recognise.topics import topics_in_prose
from hospes.recognise.vocabulary import Vocabulary
from hospes.recognise.windows import read_windows
from hospes.recognise.words import mails

_END = re.compile(r"(?<=[.!?;])\s+(?=[^\d\s])")
_NOT_A_STAY: Lexicon[bool] = Lexicon({True: mails.NOT_A_STAY}, keep_small=True)
_MOST_SENTENCES = 400
_ORGANISATION: Lexicon[bool] = Lexicon({True: mails.ORGANISATION}, keep_small=True)


@dataclass(frozen=True)
class _Sentence:
    lines: tuple[int, ...]
    reading: Reading
    is_signature: bool = False
    # From a labelled line: only who travels and how is looked for.
    is_labelled: bool = False


def read_sentences(
    lines: list[Line], *, as_of: date, vocabulary: Vocabulary
) -> tuple[dict[str, Found[object]], set[int]]:
    """What is found by field, and the lines in which something was."""
    sentences = _sentences(lines)
    found: dict[str, Found[object]] = {}
    used: set[int] = set()
    for sentence in sentences:
        for field, value in _read(sentence, as_of, vocabulary).items():
            used.update(sentence.lines)
            _keep(found, field, value)
    _organisation(sentences, found, used)
    return found, used


def _sentences(lines: list[Line]) -> list[_Sentence]:
    found: list[_Sentence] = []
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        goes_on = paragraph and lines[paragraph[-1][0]].paragraph == line.paragraph
        if not goes_on or line.field or line.is_quiet or line.is_signature:
            found += _parted(paragraph)
            paragraph = []
        if line.is_quiet:
            continue
        if line.field in _PROSE_FIELDS:
            found += _parted([(number, line.value)])
        elif line.field:
            found.append(_Sentence((number,), read(line.value), is_labelled=True))
        elif line.is_signature:
            found.append(_Sentence((number,), read(line.text), is_signature=True))
        else:
            paragraph.append((number, line.text))
    return [*found, *_parted(paragraph)][:_MOST_SENTENCES]


# Labelled lines in which people write sentences.
_PROSE_FIELDS = frozenset({"text", "remarks", "title"})


def _parted(paragraph: list[tuple[int, str]]) -> list[_Sentence]:
    """The sentences of a paragraph, each with the lines it stands on."""
    whole = " ".join(text for _number, text in paragraph)
    ends: list[tuple[int, int]] = []
    at = 0
    for number, text in paragraph:
        at += len(text) + 1
        ends.append((at, number))
    found, start = [], 0
    for part in _END.split(whole):
        end = start + len(part)
        numbers = tuple(
            number
            for place, (last, number) in enumerate(ends)
            if last > start and (ends[place - 1][0] if place else 0) <= end
        )
        if part.strip():
            found.append(_Sentence(numbers, read(part)))
        start = end + 1
    return found


def _read(sentence: _Sentence, as_of: date, vocabulary: Vocabulary) -> dict[str, Found[object]]:
    reading = sentence.reading
    found: dict[str, Found[object]] = {
        "profiles": codes.in_prose("profiles", reading),
        "formats": codes.in_prose("formats", reading),
        "fewer_opportunities": _fewer(reading),
    }
    found |= {"contact_email": email(reading.original), "contact_phone": phone(reading.original)}
    if not sentence.is_labelled:
        found |= _anywhere(sentence, vocabulary)
    if sentence.is_signature:
        found = {field: value for field, value in found.items() if field in _OF_SENDERS}
    elif not sentence.is_labelled:
        found |= _stay(reading, as_of)
        found |= {
            "topics": topics_in_prose(reading, vocabulary, codes.named(reading)),
            "funding": codes.in_prose("funding", reading),
            "accessible": codes.in_prose("accessible", reading),
            "languages": languages_in_prose(reading),
        }
    return {
        field: replace(value, sure=at_most(value.sure, _limit(field)))
        for field, value in found.items()
        if _is_said(value)
    }


_OF_SENDERS = frozenset({"contact_email", "contact_phone", "website", "territory"})


def _anywhere(sentence: _Sentence, vocabulary: Vocabulary) -> dict[str, Found[object]]:
    text = sentence.reading.original
    kind = direction(text)
    place = territory_in_prose(sentence.reading, vocabulary, is_signature=sentence.is_signature)
    # "We look for a host in Finland": the country after it is the one sought.
    is_sought = kind.value == frozenset({"wish"}) and kind.read and text.find(place.read) > text.find(kind.read[:12])
    return {
        "website": weblink(text),
        "kind": kind,
        ("wants" if is_sought and not sentence.is_signature else "territory"): place,
    }


def _is_said(value: Found[object]) -> bool:
    return value.value is not None and value.sure > Sure.NOTHING and value.value != ()


def _limit(field: str) -> Sure:
    return Sure.CERTAIN if field in {"contact_email", "contact_phone", "website"} else Sure.LIKELY


def _stay(reading: Reading, as_of: date) -> dict[str, Found[object]]:
    found: dict[str, Found[object]] = {"people": people_in_prose(reading), "days": read_days(reading, bare=False)}
    if not _NOT_A_STAY.find(reading.pieces):
        found["windows"] = read_windows(reading, as_of=as_of, is_prose=True)
    return found


def _fewer(reading: Reading) -> Found[object]:
    found = fewer_opportunities(reading.original)
    # A bare number or "no" is an answer in a cell only.
    is_bare = (
        found.value is not None
        and found.read == tidy(reading.original)
        and not found.because
        and len(reading.pieces) < 3
    )
    return Found(None, Sure.NOTHING, "", reading.original) if is_bare else found


def _keep(found: dict[str, Found[object]], field: str, value: Found[object]) -> None:
    """The first sentence that says something counts; codes of later ones join it; two that differ make a guess."""
    before = found.get(field)
    if before is None:
        found[field] = value
    elif isinstance(before.value, tuple) and field in {"topics", "formats", "profiles", "accessible"}:
        joined = tuple(dict.fromkeys((*before.value, *value.value)))[:5]  # type: ignore[misc]
        found[field] = replace(
            before, value=joined, sure=min(before.sure, value.sure), read=f"{before.read} … {value.read}"
        )
    elif field == "kind" and before.value != value.value:
        # "We offer …" and "we look for …": the surer one; as sure as each other, both.
        if value.sure > before.sure:
            found[field] = value
        elif value.sure == before.sure:
            found[field] = replace(before, value=before.value | value.value, sure=Sure.GUESS)  # type: ignore[operator]
    elif field in {"windows", "days", "people"} and before.value != value.value:
        better = value if value.sure > before.sure else before
        found[field] = replace(better, sure=at_most(better.sure, Sure.GUESS))
    elif field == "languages":
        merged: dict[str, str | None] = {**cast("Mapping[str, str | None]", value.value)}
        merged |= cast("Mapping[str, str | None]", before.value)
        found[field] = replace(before, value=merged)
    elif field == "territory" and value.sure > before.sure:
        found[field] = value


def _organisation(sentences: list[_Sentence], found: dict[str, Found[object]], used: set[int]) -> None:
    """A line of the signature that names an organisation."""
    for sentence in sentences:
        text = tidy(sentence.reading.original)
        if (
            sentence.is_signature
            and len(text) <= 90
            and "@" not in text
            and _ORGANISATION.find(sentence.reading.pieces)
        ):
            found.setdefault("organisation", Found(text, Sure.GUESS, text, ""))
            used.update(sentence.lines)
            return
