"""Forms around an exchange."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField
from hospes.exchanges.phrases.possible import LegLine
from hospes.exchanges.queries.possibilities import Leg
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.choices import Side
from hospes.matchmaking.forms.introductions import (
    TIME_TO_ANSWER,
    AnswerByField,
    DeclineForm,
    check_days,
    terms_fields,
)
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.rules.exchanges import Part
from hospes.matchmaking.rules.introductions import RefusedError, organisation_of

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


class LegFields(NamedTuple):
    """What can be changed of a leg, as its part of the page shows it."""

    line: LegLine
    people: BoundField
    starts_on: BoundField
    ends_on: BoundField


class ProposeExchangeForm(forms.Form):
    """People and days of each leg as they were suggested, until when everybody answers, and a word to all of them."""

    answer_by = AnswerByField()
    note = LongTextField(
        label=_("Note to everybody who takes part"),
        help_text=_("They read it in their mail, in your words. Write nothing about a single person."),
        max_length=1500,
        rows=3,
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, legs: Sequence[Leg]) -> None:
        super().__init__(data, initial={"answer_by": timezone.localdate() + TIME_TO_ANSWER})
        self.legs = legs
        for number, leg in enumerate(legs):
            for name, field in terms_fields().items():
                self.fields[_of(number, name)] = field
                self.initial[_of(number, name)] = getattr(leg, name)
        self.order_fields([_of(number, name) for number in range(len(legs)) for name in _TERMS])

    def clean(self) -> dict[str, Any]:
        super().clean()
        for number in range(len(self.legs)):
            check_days(self, _of(number, "starts_on"), _of(number, "ends_on"))
        return self.cleaned_data

    def beside(self, lines: Sequence[LegLine]) -> list[LegFields]:
        """The fields of each leg, with what the page says of it."""
        return [LegFields(line, *(self[_of(number, name)] for name in _TERMS)) for number, line in enumerate(lines)]

    @property
    def given(self) -> list[actions.Leg]:
        """The legs, as the action takes them."""
        return [
            actions.Leg(leg.wish, leg.offer, *(self.cleaned_data[_of(number, name)] for name in _TERMS))
            for number, leg in enumerate(self.legs)
        ]

    def refuse(self, error: RefusedError) -> None:
        """Beside the field that can mend it, if there is one."""
        name = _MENDED_IN.get(error.code)
        leg = error.facts.get("leg")
        self.add_error(_of(leg, name) if name and isinstance(leg, int) else None, refusal(error))


_TERMS = ("people", "starts_on", "ends_on")
_MENDED_IN = {
    "no_room": "people",
    "no_people": "people",
    "ends_before_it_starts": "ends_on",
    "half_a_period": "ends_on",
}


def _of(number: int, name: str) -> str:
    return f"leg_{number}_{name}"
