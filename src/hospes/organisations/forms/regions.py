"""What a member says about its region."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField, PlainTextField
from hospes.organisations.choices import ChallengeKind
from hospes.organisations.forms.fields import NOT_CHOSEN, YearField, language_choices
from hospes.reference.fields import fields
from hospes.reference.queries import field_labels


def _field_choices() -> list[tuple[str, Any]]:
    """Fields of education, indented by level, in the reader's language."""
    labels = field_labels()
    rows = [(code, f"{code} {labels.get(code, one.english)}") for code, one in fields().items()]
    return [NOT_CHOSEN, *rows]


class SourcedForm(forms.Form):
    """Texts about a region have a language, and a source where there is one."""

    language = forms.ChoiceField(label=_("Language of this text"), choices=language_choices)
    source = PlainTextField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("A study, a statistic, a strategy, if there is one."),
    )
    year = YearField(label=_("Year of the source"))


class ChallengeForm(SourcedForm):
    kind = forms.ChoiceField(label=_("Kind of challenge"), choices=[NOT_CHOSEN, *ChallengeKind.choices])
    text = LongTextField(label=_("In your words"), max_length=1500)

    field_order = ["kind", "text", "language", "source", "year"]


class SkillNeedForm(SourcedForm):
    field = forms.ChoiceField(label=_("Field of education"), choices=_field_choices)
    text = PlainTextField(label=_("In your words"), max_length=300, required=False)

    field_order = ["field", "text", "language", "source", "year"]
