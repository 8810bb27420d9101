"""The form for an entry: one form, three kinds, the important questions first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language

from hospes.matchmaking.choices import EntryKind, Returns
from hospes.matchmaking.forms import entry_fields, entry_rows
from hospes.matchmaking.forms.answers import CodesField, RegionsField, YesNoField
from hospes.matchmaking.forms.entry_parts import PAIRS, PARTS, SECONDS, Part, Words
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_contradictions, refuse_wrong_values
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.reference.locales import reader

_PREFILLED = frozenset({"language", "contact", "returns"})
_PLACES = {"wants": ("wants_countries", "wants_regions"), "refuses": ("refuses_countries", "refuses_regions")}


@dataclass(frozen=True)
class Item:
    """What stands under one another in a section: one box, or several that belong together (`legend`)."""

    fields: Sequence[BoundField]
    legend: str = ""

    @property
    def is_answered(self) -> bool:
        """What the form fills in by itself is no answer."""
        return any(one.errors or (one.value() and one.name not in _PREFILLED) for one in self.fields)


@dataclass(frozen=True)
class Section:
    """A part of the form as the page shows it. `more` unfolds: a second period, a third language."""

    title: Words
    lead: Words
    is_folded: bool
    items: Sequence[Item]
    more: Sequence[Item]
    more_title: Words = ""

    @property
    def is_open(self) -> bool:
        """Folded parts open by themselves where something is wrong or already answered."""
        return any(item.is_answered for item in self.items)

    @property
    def is_more_open(self) -> bool:
        return any(item.is_answered for item in self.more)


class EntryForm(forms.Form):
    """Reads and writes an entry's values; saves nothing. Give `entry` to change one."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kind: EntryKind,
        organisation: Organisation,
        person: Person,
        colleagues: Iterable[Person] = (),
        entry: Entry | None = None,
    ) -> None:
        self.kind, self.organisation, self.entry = kind, organisation, entry
        self.colleagues = {colleague.pk: colleague for colleague in colleagues}
        initial = _initial(entry) if entry else {"language": reader(get_language()), "contact": person.pk}
        super().__init__(data, initial=initial)
        self.fields.update(entry_fields.fields_of(kind, organisation))
        if entry:
            self._offer_what_was_chosen(entry)
        if "contact" in self.fields:
            self.fields["contact"].choices = [("", "–"), *((pk, str(one)) for pk, one in self.colleagues.items())]  # type: ignore[attr-defined]

    def _offer_what_was_chosen(self, entry: Entry) -> None:
        """A code that came through the API or an import may stay, though the form does not offer it."""
        for name, field in self.fields.items():
            if isinstance(field, CodesField):
                field.add_missing(getattr(entry, name, None) or ())

    # What the page shows

    def sections(self) -> list[Section]:
        return [self._section(part) for part in PARTS if part.names(self.kind)]

    def _section(self, part: Part) -> Section:
        items: list[Item] = []
        more: list[Item] = []
        for name in part.names(self.kind):
            if name in entry_rows.ROWS:
                for legend, names, is_extra in entry_rows.layout(name):
                    (more if is_extra else items).append(Item([self[one] for one in names], legend))
            elif name in PAIRS:
                words, second = PAIRS[name]
                items.append(Item([self[name], self[second]], str(words)))
            elif name not in SECONDS:
                items.append(Item([self[name]]))
        return Section(part.title, part.lead.get(self.kind, ""), part.is_folded, items, more, part.more_title)

    # What was typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.values = self._values(cleaned)
        try:
            refuse_wrong_values(self.kind, self.values)
            refuse_contradictions(self.values)
        except ValidationError as error:
            self.refuse(error)
        return cleaned

    def refuse(self, error: ValidationError) -> None:
        """Put what an action refused beside the field it is about."""
        by_name = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, errors in by_name.items():
            place = self._place_of(name)
            if place is None or not self.errors.get(place):
                self.add_error(place, errors)

    def _place_of(self, name: str | None) -> str | None:
        if name is None:
            return None
        if name in entry_rows.ROWS:
            return entry_rows.first_field(name)
        if name in _PLACES:
            return _PLACES[name][0]
        return name if name in self.fields else None

    def _values(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What the form says about the entry, by the names of its fields."""
        values: dict[str, Any] = {}
        for name in FIELDS_OF[self.kind]:
            if name in entry_rows.ROWS:
                values[name] = entry_rows.read(name, self)
            elif name in _PLACES:
                values[name] = self._places(name, cleaned)
            elif name in cleaned:
                values[name] = cleaned[name]
        if "profiles" in cleaned and isinstance(cleaned["profiles"], str):
            values["profiles"] = [cleaned["profiles"]] if cleaned["profiles"] else None
        if "returns" in values:
            values["returns"] = values["returns"] or Returns.NO.value
        if "contact" in cleaned:
            values["contact"] = self.colleagues.get(int(cleaned["contact"])) if cleaned["contact"] else None
        return values

    def _places(self, name: str, cleaned: Mapping[str, Any]) -> dict[str, list[str]]:
        """Organisations are chosen elsewhere; what was chosen stays."""
        countries, regions = _PLACES[name]
        kept = getattr(self.entry, name).get("organisations", []) if self.entry else []
        return {
            "countries": cleaned.get(countries) or [],
            "regions": cleaned.get(regions) or [],
            "organisations": kept,
        }


def _initial(entry: Entry) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    fields = entry_fields.fields_of(EntryKind(entry.kind), entry.organisation)
    for name in FIELDS_OF[EntryKind(entry.kind)]:
        value = getattr(entry, name)
        if name in entry_rows.ROWS:
            initial |= entry_rows.write(name, value)
        elif name in _PLACES:
            countries, regions = _PLACES[name]
            initial[countries] = list(value.get("countries", ()))
            initial[regions] = RegionsField.as_initial(value.get("regions", ()))
        elif isinstance(fields.get(name), CodesField):
            initial[name] = CodesField.as_initial(value)
        elif isinstance(fields.get(name), YesNoField):
            initial[name] = YesNoField.as_initial(value)
        elif name == "profiles":
            initial[name] = value[0] if value else ""
        elif name == "contact":
            initial[name] = entry.contact_id
        else:
            initial[name] = value
    return initial
