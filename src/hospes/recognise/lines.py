"""The lines of a mail: labelled ones with their values, headers, greetings, quotation marks set aside."""

import re
from dataclasses import dataclass

from hospes.recognise.found import Sure
from hospes.recognise.labels import announced
from hospes.recognise.lexicon import Lexicon
from hospes.recognise.reading import read, tidy
from hospes.recognise.words import mails

_SUBJECT: Lexicon[bool] = Lexicon({True: mails.SUBJECT}, keep_small=True)
_SENDER: Lexicon[bool] = Lexicon({True: mails.SENDER}, keep_small=True)
_HEADER: Lexicon[bool] = Lexicon({True: mails.OTHER_HEADERS}, keep_small=True)
_CLOSING: Lexicon[bool] = Lexicon({True: mails.CLOSING}, keep_small=True)
_QUOTED = re.compile(r"^[\s>|*•·▪–-]{1,12}")
# A label is short and ends in a colon, a question mark, a tab or a dash with spaces.
_LABEL = re.compile(r"^(.{1,80}?)(?:\s?[:：=]\s*|\?\s*[:–-]?\s*|\t+|\s[-–—]\s)(.*)$")
_SEVERAL = re.compile(r"\s*[;|]\s*(?=[^;|:]{2,40}:)")
_MOST_LINES = 2000
_LONGEST_LABEL = 9


@dataclass(frozen=True)
class Line:
    text: str
    # The field that its label announces, how surely, and what stands after the label.
    field: str = ""
    sure: Sure = Sure.NOTHING
    value: str = ""
    # Headers, greetings and closings: nothing is missed when nothing is recognised there.
    is_quiet: bool = False
    # Below the closing words: who writes.
    is_signature: bool = False
    # Lines without an empty one between them are one paragraph: a sentence may go on in the next.
    paragraph: int = 0


def lines_of(text: str) -> list[Line]:
    written = [part for line in text.splitlines()[:_MOST_LINES] for part in _SEVERAL.split(_QUOTED.sub("", line))]
    found: list[Line] = []
    headers = _headers(written)
    waiting: tuple[str, Sure, str] | None = None
    is_signature = False
    paragraph = 0
    for number, line in enumerate(written):
        one = _header(line) if number < headers else _line(line)
        if not one.text:
            paragraph += 1
            continue
        if waiting is not None and not one.field:
            # "When?" on a line of its own: the answer is the next one.
            found.append(Line(one.text, waiting[0], waiting[1], one.text))
            waiting = None
            continue
        waiting = (one.field, one.sure, one.text) if one.field and not one.value else None
        is_signature = is_signature or (not one.field and _is_closing(one.text))
        if waiting is None:
            found.append(
                Line(one.text, one.field, one.sure, one.value, one.is_quiet or _is_closing(one.text), is_signature)
            )
    return found


def _headers(written: list[str]) -> int:
    """How many lines at the top are headers of a mail: at least two labels, no other lines between."""
    count = 0
    for line in written[:12]:
        match = _LABEL.match(line)
        if match is None or not _is_header(match.group(1)):
            break
        count += 1
    return count if count >= 2 else 0


def _is_header(label: str) -> bool:
    pieces = read(label).pieces
    return bool(pieces) and any(lexicon.is_all_of(pieces) for lexicon in (_SUBJECT, _SENDER, _HEADER))


def _header(line: str) -> Line:
    match = _LABEL.match(line)
    label, value = (match.group(1), tidy(match.group(2))) if match else ("", line)
    pieces = read(label).pieces
    if _SUBJECT.is_all_of(pieces):
        return Line(tidy(line), "title", Sure.LIKELY, value)
    if _SENDER.is_all_of(pieces) and "@" in value:
        return Line(tidy(line), "contact_email", Sure.LIKELY, value)
    return Line(tidy(line), is_quiet=True)


def _line(line: str) -> Line:
    text = tidy(line)
    match = _LABEL.match(line.strip())
    if match is None:
        return Line(text, is_quiet=not text)
    label, value = match.group(1), tidy(match.group(2))
    pieces = read(label).pieces
    if not pieces or sum(piece.is_word for piece in pieces) > _LONGEST_LABEL:
        return Line(text)
    ends_with_colon = line.strip()[len(label) :].lstrip()[:1] in {":", "：", "=", "?"} or "\t" in line
    if ends_with_colon and _SUBJECT_ONLY.is_all_of(pieces):
        return Line(text, "title", Sure.LIKELY, value)
    found = announced(label)
    # Without a colon only a heading word for word is a label: "Languages - English".
    needed = Sure.GUESS if ends_with_colon else Sure.LIKELY
    if not found.fields or found.sure < needed or (not ends_with_colon and len(pieces) > 3):
        return Line(text)
    if found.sure == Sure.GUESS and not value:
        return Line(text)
    return Line(text, found.fields[0], found.sure, value)


# Only the words that mean nothing else: "tema" and "emne" are topics.
_SUBJECT_ONLY: Lexicon[bool] = Lexicon(
    {True: "subject line; betreff; betr; objet; oggetto; asunto; assumpte; assunto; tárgy; относно"}, keep_small=True
)


def _is_closing(text: str) -> bool:
    pieces = read(text).pieces
    return bool(pieces) and len(pieces) <= 8 and (_CLOSING.at(pieces, 0) is not None or _CLOSING.is_all_of(pieces))
