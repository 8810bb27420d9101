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
    return InventedEntry(code, EntryKind.OFFER, organisation, title, language, text, **_apart(rest))


def wish(code: str, organisation: str, title: str, language: str, text: str, **rest: Any) -> InventedEntry:
    return InventedEntry(code, EntryKind.WISH, organisation, title, language, text, **_apart(rest))


def idea(code: str, organisation: str, title: str, language: str, text: str, **rest: Any) -> InventedEntry:
    return InventedEntry(code, EntryKind.IDEA, organisation, title, language, text, **_apart(rest))


def _apart(rest: dict[str, Any]) -> dict[str, Any]:
    """Dates stand apart from the values that do not depend on the year."""
    return {"windows": rest.pop("windows", None), "deadline": rest.pop("deadline", None), "values": rest}
