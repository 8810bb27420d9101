"""Another answer to a question than the one proposed: the box of the entry form for that one field."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.forms import entry_rows
from hospes.matchmaking.forms.entries import EntryForm, Item
from hospes.matchmaking.models import Entry
from hospes.people.models import Person

# The entry's fields behind the engine's.
_FIELDS = {"profile": ("profiles",), "days": ("days_least", "days_most")}


def fields_asked(field: str) -> tuple[str, ...]:
    return _FIELDS.get(field, (field,))


class OneAnswerForm(EntryForm):
    """The entry form cut down to the field that the question is about."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, entry: Entry, field: str, person: Person) -> None:
        super().__init__(data, kind=EntryKind(entry.kind), organisation=entry.organisation, person=person, entry=entry)
        self.asked = fields_asked(field)
        wanted = {box for name in self.asked for box in self._boxes(name)}
        for name in list(self.fields):
            if name in wanted:
                self.fields[name].unknown_allowed = False  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def _boxes(self, name: str) -> list[str]:
        if name in entry_rows.ROWS:
            return [box for _legend, boxes in self._rows(name) for box in boxes]
        if name == "wants":
            return ["wants_countries", "wants_regions"]
        return [name]

    def _rows(self, name: str) -> list[tuple[str, list[str]]]:
        """A row for each part of the present answer, and one more; two at least."""
        filled = len(getattr(self.entry, name) or ())
        return [(legend, boxes) for legend, boxes, _is_extra in entry_rows.layout(name)][: max(2, filled + 1)]

    def rows(self) -> list[Item]:
        """Boxes that belong together, for the page."""
        names = [name for name in self.asked if name in entry_rows.ROWS]
        return [Item([self[box] for box in boxes], legend) for name in names for legend, boxes in self._rows(name)]

    def single(self) -> list[BoundField]:
        """Boxes that stand alone."""
        in_rows = {box.name for row in self.rows() for box in row.fields}
        return [self[name] for name in self.fields if name not in in_rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and all(self.values.get(name) is None for name in self.asked):
            raise ValidationError(_("Give an answer, or choose yes or no."), code="empty")
        return cleaned

    def _values(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Only what was asked: everything else in the entry stays as it is."""
        values: dict[str, Any] = {}
        for name in self.asked:
            if name in entry_rows.ROWS:
                values[name] = entry_rows.read(name, self)
            elif name == "wants":
                values[name] = self._places(name, cleaned)
            elif name == "profiles" and isinstance(cleaned.get(name), str):
                values[name] = [cleaned[name]] if cleaned[name] else None
            elif name in cleaned:
                values[name] = cleaned[name]
        return values
