"""What a mail says and whom it is for. Apps write theirs in `letters.py`, in code."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation


@dataclass(frozen=True)
class Line:
    """One thing in a list: what it is, where it leads (an absolute address), and a short note on it."""

    text: str
    address: str = ""
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with a list under it, and where the rest of the list is."""

    heading: str
    lines: Sequence[Line]
    more: str = ""
    more_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The parts of a mail, in the order they are read. All of it is plain text.

    Build it inside the function given to `post`: there, `gettext` speaks the reader's language
    and dates are in the reader's time zone.
    """

    subject: str
    greeting: str = ""
    paragraphs: Sequence[str] = ()
    # Short facts as label and value: who, what, when.
    facts: Sequence[tuple[str, str]] = ()
    # Somebody's own words, and the language they are written in.
    quote: str = ""
    quote_language: str = ""
    # Lists under headings, as a digest has them.
    sections: Sequence[Section] = ()
    # What can be done now: label and absolute address (see `absolute`). The first is the main one.
    buttons: Sequence[tuple[str, str]] = ()
    closing: str = ""
    # Why the reader gets this mail.
    reason: str = ""


@dataclass(frozen=True)
class Recipient:
    """An address, and how its reader reads."""

    address: str
    name: str = ""
    language: str = "en"
    time_zone: str = "Europe/Brussels"


def absolute(path: str, language: str | None = None) -> str:
    """The whole address of a page in a language, by default the one being spoken.

    Built from HOSPES_BASE_URL, never from a request. A language in the path is replaced.
    """
    codes = {code for code, _name in settings.LANGUAGES}
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    first, _slash, rest = path.lstrip("/").partition("/")
    page = rest if first in codes else path.lstrip("/")
    prefix = f"/{language}" if language in codes and language != settings.LANGUAGE_CODE else ""
    return f"{settings.BASE_URL}{prefix}/{page}"
