"""Reads what people typed by hand, in old spreadsheets and mails, and proposes values for an entry.

Plain Python without Django or a database, like the pairing engine. Each recogniser takes any text and
answers with a `Found`: a value, how sure it is, the part of the text it came from, what was left over,
and why, as codes with facts. It never raises and never invents. See docs/explanation/recognisers.md.
"""

from collections.abc import Mapping
from datetime import date

from hospes.recognise.found import Found, Note, People, Sure, Territory
from hospes.recognise.tables import COLUMNS, Column, Layout, Record, headings
from hospes.recognise.vocabulary import EMPTY, Term, Vocabulary

__all__ = [
    "COLUMNS", "EMPTY", "Column", "Found", "Layout", "Note", "People", "Record", "Sure", "Term", "Territory",
    "Vocabulary", "days", "direction", "email", "fewer_opportunities", "fields", "formats", "funding", "headings",
    "languages", "measures", "needs", "people", "phone", "profiles", "record", "territory", "topics", "weblink",
    "windows",
]  # fmt: skip

Codes = tuple[str, ...]
Days = tuple[int | None, int | None]
Windows = tuple[tuple[date, date], ...]


def _text(text: object) -> str:
    return "" if text is None else str(text)


def direction(text: object) -> Found[frozenset[str]]:
    """`{"offer"}`, `{"wish"}` or both."""
    return Found(None, Sure.NOTHING, "", _text(text))


def people(text: object) -> Found[People]:
    return Found(None, Sure.NOTHING, "", _text(text))


def windows(text: object, *, as_of: date) -> Found[Windows]:
    return Found(None, Sure.NOTHING, "", _text(text))


def days(text: object) -> Found[Days]:
    """Shortest and longest stay; None where it is open ("min 14 d" → (14, None))."""
    return Found(None, Sure.NOTHING, "", _text(text))


def languages(text: object) -> Found[Mapping[str, str | None]]:
    return Found(None, Sure.NOTHING, "", _text(text))


def territory(*texts: object, vocabulary: Vocabulary = EMPTY) -> Found[Territory]:
    """Several cells (country, region, town) may be given."""
    return Found(None, Sure.NOTHING, "", " ".join(map(_text, texts)))


def topics(text: object, *, vocabulary: Vocabulary = EMPTY) -> Found[Codes]:
    return Found(None, Sure.NOTHING, "", _text(text))


def fields(text: object, *, vocabulary: Vocabulary = EMPTY) -> Found[Codes]:
    return Found(None, Sure.NOTHING, "", _text(text))


def formats(text: object) -> Found[Codes]:
    return Found(None, Sure.NOTHING, "", _text(text))


def profiles(text: object) -> Found[Codes]:
    return Found(None, Sure.NOTHING, "", _text(text))


def needs(text: object) -> Found[Codes]:
    """What a group needs: "1 wheelchair" → STEP_FREE. An empty tuple: nothing is needed."""
    return Found(None, Sure.NOTHING, "", _text(text))


def measures(text: object) -> Found[Codes]:
    """What a host offers. An empty tuple: nothing is offered."""
    return Found(None, Sure.NOTHING, "", _text(text))


def funding(text: object) -> Found[str]:
    return Found(None, Sure.NOTHING, "", _text(text))


def fewer_opportunities(text: object) -> Found[int]:
    return Found(None, Sure.NOTHING, "", _text(text))


def email(text: object) -> Found[str]:
    return Found(None, Sure.NOTHING, "", _text(text))


def phone(text: object) -> Found[str]:
    return Found(None, Sure.NOTHING, "", _text(text))


def weblink(text: object) -> Found[str]:
    return Found(None, Sure.NOTHING, "", _text(text))


def record(text: object, *, as_of: date, vocabulary: Vocabulary = EMPTY) -> Record:
    """A whole pasted mail: labelled lines ("Wann: …") and running prose."""
    return Record({}, _text(text))
