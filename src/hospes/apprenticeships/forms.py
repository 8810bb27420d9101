"""Two territories, what a rule between them says, and why it is changed or withdrawn."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.apprenticeships.actions import FIELDS, Territories
from hospes.apprenticeships.choices import Matter, Verdict
from hospes.apprenticeships.models import ApprenticeRule
from hospes.core.fields import DayField, DigitsField, LongTextField, PlainTextField
from hospes.organisations.forms.fields import (
    RegionField,
    WebsiteField,
    country_choices,
    language_choices,
    read_region,
    written_region,
)
from hospes.reference.countries import is_country
from hospes.reference.regions import contains, is_region, region

_EARLIEST = date(1950, 1, 1)
_REGION_HELP = gettext_lazy("Leave it empty for the whole country. The name or the NUTS code.")


class TerritoriesForm(forms.Form):
    """From where, and to where: a country, or a region of it."""

    sending_country = forms.ChoiceField(label=gettext_lazy("Apprentices from"), choices=country_choices)
    sending_region = RegionField(label=gettext_lazy("Their region"), help_text=_REGION_HELP)
    hosting_country = forms.ChoiceField(label=gettext_lazy("Working in"), choices=country_choices)
    hosting_region = RegionField(label=gettext_lazy("The region there"), help_text=_REGION_HELP)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        codes = [self._territory(side, values) for side in ("sending", "hosting")]
        if codes[0] and codes[1] and (contains(codes[0], codes[1]) or contains(codes[1], codes[0])):
            raise ValidationError(_("The two territories must not hold each other. Choose another one."))
        return values

    def _territory(self, side: str, values: dict[str, Any]) -> str:
        country = values.get(f"{side}_country", "")
        if not country or f"{side}_region" not in values:
            return ""
        try:
            code = read_region(values[f"{side}_region"], country)
        except ValidationError as error:
            self.add_error(f"{side}_region", error)
            return ""
        values[side] = code if len(code) > 2 else country
        return str(values[side])

    @property
    def territories(self) -> Territories:
        return Territories(self.cleaned_data["sending"], self.cleaned_data["hosting"])


def written(side: str, code: str) -> dict[str, str]:
    """How a territory stands in the form."""
    if is_country(code):
        return {f"{side}_country": code}
    found = region(code) if is_region(code) else None
    return {f"{side}_country": found.country, f"{side}_region": written_region(code)} if found else {}


class _WordsForm(forms.Form):
    """What a rule says, and who says so."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("May apprentices go?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    matters = forms.MultipleChoiceField(
        label=gettext_lazy("What it is about"),
        choices=Matter.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What has to be settled first, or stands in the way."),
    )
    text = LongTextField(
        label=gettext_lazy("In a few words"),
        max_length=600,
        rows=4,
        help_text=gettext_lazy("What an apprentice needs to know. For example: The stay may last four weeks at most."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of these words"), choices=language_choices)
    source = PlainTextField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy(
            "The law, the office or the agreement that says so. A rule without a source helps nobody."
        ),
    )
    source_url = WebsiteField(label=gettext_lazy("Address of the source"))
    source_on = DayField(
        label=gettext_lazy("Day of the source"),
        first=1950,
        required=True,
        help_text=gettext_lazy("When it was published, or when you asked."),
    )

    def clean_source_on(self) -> date:
        day: date = self.cleaned_data["source_on"]
        if not _EARLIEST <= day <= timezone.localdate():
            raise ValidationError(_("Give a day that has been: today at the latest."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in FIELDS}


class RuleForm(TerritoriesForm, _WordsForm):
    """A new rule."""

    field_order = ["sending_country", "sending_region", "hosting_country", "hosting_region"]


class RuleChangeForm(_WordsForm):
    """A rule that stands. Its territories stay: another pair is another rule."""

    reason = PlainTextField(
        label=gettext_lazy("Why do you change it?"),
        max_length=500,
        help_text=gettext_lazy("It stands beside the older version. For example: New law since September."),
    )
    version = DigitsField(min_value=1, widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, rule: ApprenticeRule) -> dict[str, Any]:
        return {name: getattr(rule, name) for name in (*FIELDS, "version") if name in cls.base_fields}


class WithdrawForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("Why does it hold no longer?"),
        max_length=500,
        help_text=gettext_lazy("Readers of the old rule see it. For example: The agreement ended."),
    )
