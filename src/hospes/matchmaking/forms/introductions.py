"""Forms around an introduction: proposing it, answering it, saying what became of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import DayField, LongTextField
from hospes.core.personal import ABOUT_GROUPS
from hospes.matchmaking.choices import DeclineReason, IntroductionState, NotRealisedReason
from hospes.matchmaking.forms.answers import WholeNumberField
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.values import MOST_PEOPLE

TIME_TO_ANSWER = timedelta(days=14)
LONGEST_ANSWER = timedelta(days=120)


class AnswerByField(DayField):
    """Until when a proposal waits: from today on, and not for ever."""

    def __init__(self) -> None:
        super().__init__(label=_("Answer by"), required=True)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and value < today:
            raise forms.ValidationError(_("The answer date has passed. Choose a day from today on."))
        if value and value > today + LONGEST_ANSWER:
            raise forms.ValidationError(_("Choose a day within the next four months."))


def terms_fields() -> dict[str, forms.Field]:
    """People, first day, last day. Terms are proposed, not unknown."""
    fields: dict[str, forms.Field] = {
        "people": WholeNumberField(label=_("People"), least=1, most=MOST_PEOPLE, required=True),
        "starts_on": DayField(label=_("First day")),
        "ends_on": DayField(label=_("Last day")),
    }
    for field in fields.values():
        field.unknown_allowed = False  # type: ignore[attr-defined]
    return fields


def check_days(form: forms.Form, starts_on: str = "starts_on", ends_on: str = "ends_on") -> None:
    """Both days, or neither; the last is not before the first. The fault stands beside the field to mend."""
    cleaned = form.cleaned_data
    if starts_on not in cleaned or ends_on not in cleaned:
        return
    starts, ends = cleaned[starts_on], cleaned[ends_on]
    if starts and ends and ends < starts:
        form.add_error(ends_on, _("The stay ends before it starts. Please check the dates."))
    elif bool(starts) != bool(ends):
        form.add_error(ends_on if starts else starts_on, _("Give both days, or leave both empty."))


class TermsForm(forms.Form):
    """How many people, and from when to when. Both days, or neither."""

    people, starts_on, ends_on = terms_fields().values()

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_days(self)
        return self.cleaned_data

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("people", "starts_on", "ends_on")}


class ProposeForm(TermsForm):
    answer_by = AnswerByField()
    note = LongTextField(
        label=_("Note to both sides"),
        help_text=_("Both sides read it in their mail, in your words. Write nothing about a single person."),
        max_length=1500,
        rows=3,
        required=False,
    )

    @classmethod
    def first(cls, *, people: int | None, starts_on: date | None, ends_on: date | None) -> dict[str, Any]:
        """What the form suggests: as many as fit, when both can, and two weeks to answer."""
        answer_by = timezone.localdate() + TIME_TO_ANSWER
        return {"people": people, "starts_on": starts_on, "ends_on": ends_on, "answer_by": answer_by}


class CounterForm(TermsForm):
    comment = LongTextField(
        label=_("A word to the other side"), help_text=ABOUT_GROUPS, max_length=1500, rows=2, required=False
    )

    @classmethod
    def on(cls, introduction: Introduction, data: Mapping[str, Any] | None = None) -> "CounterForm":
        initial = {name: getattr(introduction, name) for name in ("people", "starts_on", "ends_on")}
        return cls(data, initial=initial, prefix="counter")


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why?"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    comment = LongTextField(
        label=_("A word to the other side"),
        help_text=_("They read it in their mail. Be friendly, and write nothing about a single person."),
        max_length=1500,
        rows=2,
        required=False,
    )


class MarkForm(forms.Form):
    """What became of the stay."""

    state = forms.ChoiceField(widget=forms.RadioSelect, label=_("Where does it stand?"))
    reason = forms.ChoiceField(
        label=_("Why not?"),
        help_text=_("Only if the stay does not take place."),
        choices=[("", "–"), *NotRealisedReason.choices],
        required=False,
    )
    comment = LongTextField(label=_("A word about it"), help_text=ABOUT_GROUPS, max_length=1500, rows=2, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, states: list[IntroductionState], prefix: str | None = None
    ) -> None:
        super().__init__(data, prefix=prefix)
        choices: list[tuple[str, str | Promise]] = [(state.value, _MARKS[state]) for state in states]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") == IntroductionState.NOT_REALISED and not cleaned.get("reason"):
            self.add_error("reason", _("Choose why the stay does not take place."))
        return cleaned


_MARKS = {
    IntroductionState.IN_PREPARATION: _("We are preparing the stay"),
    IntroductionState.REALISED: _("The stay took place"),
    IntroductionState.NOT_REALISED: _("The stay will not take place"),
}


class MessageForm(forms.Form):
    text = LongTextField(label=_("Your message"), help_text=ABOUT_GROUPS, max_length=4000, rows=4)


class InterestForm(forms.Form):
    note = LongTextField(
        label=_("Note for the facilitator"),
        help_text=_("Only the facilitator reads it. Write nothing about a single person."),
        max_length=500,
        rows=2,
        required=False,
    )


class SetAsideForm(forms.Form):
    reason = LongTextField(
        label=_("Why set this pair aside?"),
        help_text=_("The reason stays with the pair. The desk does not show it again."),
        max_length=300,
        rows=2,
    )
