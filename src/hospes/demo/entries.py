"""How an invented entry is written down. Months and days stand for the year after the demo is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hospes.matchmaking.choices import EntryKind


@dataclass(frozen=True, slots=True)
class InventedEntry:
    code: str
    kind: EntryKind
    organisation: str
    title: str
    language: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    windows: Sequence[tuple[str, str]] | None = None
    deadline: str | None = None

    def fields(self, year: int) -> dict[str, Any]:
        """The values of the entry's form, with this year put in front of months and days."""
        values = {"title": self.title, "language": self.language, "text": self.text, **self.values}
        if self.windows is not None:
            values["windows"] = [[f"{year}-{first}", f"{year}-{last}"] for first, last in self.windows]
        if self.deadline:
            values["deadline"] = date.fromisoformat(f"{year}-{self.deadline}")
        return values


def offer(code: str, organisation: str, title: str, language: str, text: str, **rest: Any) -> InventedEntry:
    return _entry(code, EntryKind.OFFER, organisation, title, language, text, rest)


def wish(code: str, organisation: str, title: str, language: str, text: str, **rest: Any) -> InventedEntry:
    return _entry(code, EntryKind.WISH, organisation, title, language, text, rest)


def idea(code: str, organisation: str, title: str, language: str, text: str, **rest: Any) -> InventedEntry:
    return _entry(code, EntryKind.IDEA, organisation, title, language, text, rest)


def _entry(
    code: str, kind: EntryKind, organisation: str, title: str, language: str, text: str, rest: dict[str, Any]
) -> InventedEntry:
    windows, deadline = rest.pop("windows", None), rest.pop("deadline", None)
    return InventedEntry(code, kind, organisation, title, language, text, rest, windows, deadline)
