"""Forms around an exchange."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import DayField, LongTextField
from hospes.matchmaking.choices import Side
from hospes.matchmaking.forms.introductions import LONGEST_ANSWER, TIME_TO_ANSWER, DeclineForm
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.exchanges import Part
from hospes.matchmaking.rules.introductions import organisation_of

_SENDING = _("Sending to %(organisation)s")
_HOSTING = _("Hosting %(organisation)s")


class DeclinePartForm(DeclineForm):
    """Why not, and which part: so that the ring can be closed without it."""

    part = forms.ChoiceField(label=_("Which part does not suit you?"), widget=forms.RadioSelect)
    field_order = ("part", "reason", "comment")

    def __init__(self, data: Mapping[str, Any] | None = None, *, own: Sequence[Part]) -> None:
        super().__init__(data, prefix="decline")
        self.parts = {str(part.pk): part for part, _side in own}
        self.fields["part"].choices = [(str(part.pk), _named(part, side)) for part, side in own]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)
        if len(own) == 1:
            self.fields["part"].initial = str(own[0].introduction.pk)

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        cleaned = dict(self.cleaned_data)
        part: Introduction = self.parts[cleaned.pop("part")]
        return {**cleaned, "part": part}


def _named(part: Introduction, side: Side) -> str:
    other = organisation_of(part, Side.OFFER if side == Side.WISH else Side.WISH)
    sentence = _SENDING if side == Side.WISH else _HOSTING
    return str(sentence) % {"organisation": other.name}


class ProposeExchangeForm(forms.Form):
    """Until when everybody answers, and a word to all of them."""

    answer_by = DayField(label=_("Answer by"), required=True)
    note = LongTextField(
        label=_("Note to everybody who takes part"),
        help_text=_("They read it in their mail, in your words. Write nothing about a single person."),
        max_length=1500,
        rows=3,
        required=False,
    )

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("The answer date has passed. Choose a day from today on."))
        if day > today + LONGEST_ANSWER:
            raise forms.ValidationError(_("Choose a day within the next four months."))
        return day

    @classmethod
    def first(cls) -> dict[str, Any]:
        return {"answer_by": timezone.localdate() + TIME_TO_ANSWER}
