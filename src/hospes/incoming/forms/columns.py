"""Which sheet, where its headings are, and what each column holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import DigitsField
from hospes.core.spreadsheets import SheetName
from hospes.incoming.choices import Outcome
from hospes.incoming.phrases.columns import FIELD_WORDS
from hospes.incoming.reading.sheets import TOGETHER, Heading, Table
from hospes.matchmaking.choices import EntryKind
from hospes.recognise import Sure
from hospes.reference.languages import languages

# Without these, a row says too little.
SAYS_SOMETHING = frozenset({"title", "topics"})


class SheetForm(forms.Form):
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    heading_line = DigitsField(
        label=gettext_lazy("In which line are the headings?"),
        help_text=gettext_lazy("0 when there are none."),
        min_value=0,
        max_value=1000,
    )

    def __init__(self, *given: Any, sheets: Sequence[SheetName], **options: Any) -> None:
        super().__init__(*given, **options)
        if len(sheets) < 2:
            del self.fields["sheet"]
        else:
            named = [
                (one.name, _("%(sheet)s (hidden)") % {"sheet": one.name} if one.is_hidden else one.name)
                for one in sheets
            ]
            self.fields["sheet"].choices = named  # type: ignore[attr-defined]


def _sheet_words(sheet: SheetName) -> str:
    return _("%(sheet)s (hidden)") % {"sheet": sheet.name} if sheet.is_hidden else sheet.name


@dataclass(frozen=True)
class ColumnAsked:
    """A column of the sheet, beside the box that says what it holds."""

    heading: Heading
    box: BoundField

    @property
    def is_sure(self) -> bool:
        return self.heading.sure >= Sure.LIKELY


class ColumnsForm(forms.Form):
    """A select for each column, named by its place: `column_4`."""

    language = forms.ChoiceField(
        label=gettext_lazy("In which language are titles and descriptions?"),
        help_text=gettext_lazy(
            "For screen readers and translations. Of a list in several languages: the most frequent one."
        ),
    )
    all_are = forms.ChoiceField(
        label=gettext_lazy("When a row does not say whether it is about hosting or sending"),
        choices=[
            ("", gettext_lazy("refuse the row")),
            (EntryKind.OFFER, gettext_lazy("it is about hosting")),
            (EntryKind.WISH, gettext_lazy("it is about sending")),
        ],
        required=False,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What shall the entries become?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    creates_organisations = forms.BooleanField(
        label=gettext_lazy("Take in organisations that we do not know yet"),
        help_text=gettext_lazy("As known, not as members. Otherwise their rows wait until you say which one is meant."),
        required=False,
    )

    def __init__(self, *given: Any, table: Table, may_add_organisations: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        self.table = table
        self.fields["language"].choices = languages()  # type: ignore[attr-defined]
        if not may_add_organisations:
            del self.fields["creates_organisations"]
        for heading in table.headings:
            self.fields[f"column_{heading.at}"] = forms.ChoiceField(
                label=heading.text or _("Column %(letters)s") % {"letters": heading.letters},
                choices=list(FIELD_WORDS.items()),
                required=False,
            )

    def columns_asked(self) -> Iterator[ColumnAsked]:
        for heading in self.table.headings:
            yield ColumnAsked(heading, self[f"column_{heading.at}"])

    def others(self) -> Iterator[BoundField]:
        """Every box that is not about a column."""
        return (self[name] for name in self.fields if not name.startswith("column_"))

    @property
    def columns(self) -> dict[int, str]:
        return {
            heading.at: self.cleaned_data.get(f"column_{heading.at}") or "ignore" for heading in self.table.headings
        }

    @property
    def chosen(self) -> dict[str, Any]:
        names = ("language", "all_are", "outcome", "creates_organisations")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: dict[str, Heading] = {}
        for heading in self.table.headings:
            holds = cleaned.get(f"column_{heading.at}") or "ignore"
            if holds in TOGETHER:
                continue
            if holds in seen:
                self.add_error(
                    f"column_{heading.at}",
                    _("Another column holds this already: %(column)s")
                    % {"column": seen[holds].text or seen[holds].letters},
                )
            seen.setdefault(holds, heading)
        if not set(self.columns.values()) & SAYS_SOMETHING:
            raise ValidationError(_("Say which column holds the topics or the titles."))
        return cleaned

    @staticmethod
    def initial_columns(columns: Mapping[int, str]) -> dict[str, str]:
        return {f"column_{at}": holds for at, holds in columns.items()}
