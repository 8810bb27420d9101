"""Correcting one row: its cells, and the organisation that it means."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import LongTextField, PlainTextField
from hospes.incoming.phrases.cells import Shown
from hospes.incoming.reading.rows import LONGEST_CELL
from hospes.organisations.models import Organisation

AS_READ = ""


class RowForm(forms.Form):
    """`cells`: as shown, by place. `candidates`: organisations that may be meant; empty for one's own import."""

    def __init__(
        self, *given: Any, cells: Sequence[Shown], candidates: Sequence[Organisation], for_all: bool, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.cells, self.candidates = cells, {str(one.pk): one for one in candidates}
        if for_all:
            self.fields["picked"] = forms.ChoiceField(
                label=_("Which organisation is it?"),
                choices=[
                    (AS_READ, _("As the row says")),
                    *((pk, f"{one.name} ({one.country})") for pk, one in self.candidates.items()),
                ],
                widget=forms.RadioSelect if candidates else forms.HiddenInput,
                required=False,
            )
            self.fields["other"] = PlainTextField(
                label=_("Another one that is here") if candidates else _("The organisation, if it is here"),
                help_text=gettext_lazy("Its full name, as in the list of organisations."),
                max_length=200,
                required=False,
            )
        for cell in cells:
            self.fields[f"cell_{cell.at}"] = LongTextField(
                label=cell.column, max_length=LONGEST_CELL, rows=1, required=False, initial=cell.written
            )
        # Everything here may stay as it is: no box need say so.
        for field in self.fields.values():
            field.is_quiet = True  # type: ignore[attr-defined]

    def cells_asked(self) -> Iterator[tuple[Shown, BoundField]]:
        return ((cell, self[f"cell_{cell.at}"]) for cell in self.cells)

    def clean_other(self) -> Organisation | None:
        name = self.cleaned_data["other"]
        if not name:
            return None
        found = list(Organisation.objects.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise ValidationError(
                _("We know no organisation of this name.")
                if not found
                else _("Several organisations have this name. Choose one above, or correct the country of the row.")
            )
        return found[0]

    @property
    def organisation(self) -> Organisation | None:
        other: Organisation | None = self.cleaned_data.get("other")
        return other or self.candidates.get(self.cleaned_data.get("picked", ""))

    @property
    def typed(self) -> dict[str, str]:
        return {str(cell.at): self.cleaned_data[f"cell_{cell.at}"] for cell in self.cells}
