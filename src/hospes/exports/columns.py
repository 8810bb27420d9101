"""Columns of the tables that are taken along: a code for programs, a heading and a value for people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.core.shapes import Words
from hospes.core.sheets import Cell
from hospes.mail.letter import absolute

Value = Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `code` never changes; `heading` is in the reader's language."""

    code: str
    heading: Words
    value: Value
    # A column of codes stands beside one of words and carries the same heading.
    is_codes: bool = False

    @property
    def shown_heading(self) -> str:
        return _("%(heading)s (code)") % {"heading": self.heading} if self.is_codes else str(self.heading)


def text(code: str, heading: Words, value: Value | None = None) -> Column:
    return Column(code, heading, value or _attribute(code))


def moment(code: str, heading: Words, value: Value | None = None) -> Column:
    """A moment, in the reader's time zone."""
    found = value or _attribute(code)

    def local(row: Any) -> Cell:
        when = found(row)
        return timezone.localtime(when) if isinstance(when, datetime) else None

    return Column(code, heading, local)


def coded(code: str, heading: Words, label: Callable[[str], str], value: Value | None = None) -> list[Column]:
    """One code: as programs read it, and in words."""
    found = value or _attribute(code)

    def words(row: Any) -> str:
        one = found(row)
        return label(str(one)) if one else ""

    return [Column(code, heading, found, is_codes=True), Column(f"{code}_label", heading, words)]


def several(
    code: str, heading: Words, label: Callable[[str], str], value: Callable[[Any], Iterable[str] | None] | None = None
) -> list[Column]:
    """Several codes, with spaces between them, and the words with semicolons."""
    found: Callable[[Any], Any] = value or _attribute(code)
    return [
        Column(code, heading, lambda row: " ".join(found(row) or ()), is_codes=True),
        Column(f"{code}_label", heading, lambda row: "; ".join(label(one) for one in found(row) or ())),
    ]


def address(heading: Words, path: Callable[[Any], str]) -> Column:
    """Where the row has its page."""
    return Column("address", heading, lambda row: absolute(path(row)))


def label_of(choices: Any) -> Callable[[str], str]:
    """The word for a code; a code of another release stays a code."""
    return lambda code: str(choices(code).label) if code in choices.values else code


def flat(*parts: Column | Sequence[Column]) -> list[Column]:
    """Columns one after the other, whether given alone or in pairs."""
    return [column for part in parts for column in ([part] if isinstance(part, Column) else part)]


def _attribute(name: str) -> Value:
    def value(row: Any) -> Cell:
        found: Cell = getattr(row, name)
        return found

    return value
