"""Forms of rounds: opening one, pins, and plans."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import DayField, DigitsField, PlainTextField
from hospes.matchmaking.rules.values import MOST_PEOPLE
from hospes.reference.choices import Format
from hospes.rounds.choices import Fairness, PinKind, ReserveMode
from hospes.rounds.models import Round

LONGEST = timedelta(days=366)


class RoundForm(forms.Form):
    """How a round works: each setting says what it does."""

    name = PlainTextField(label=_("Name"), help_text=_("For example: Spring 2027."), max_length=140)
    entries_until = DayField(
        label=_("Entries are taken until"),
        help_text=_("Members read this day. You freeze the market yourself when you are ready."),
        required=True,
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats that take part"),
        help_text=_("Tick none to take all of them."),
        choices=Format.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer_days = DigitsField(
        label=_("Days to answer a proposal"), min_value=3, max_value=90, help_text=_("From 3 to 90.")
    )
    reserve = DigitsField(
        label=_("Seats for people with fewer opportunities, in %"),
        help_text=_("Of all people placed. Who they are stays unknown: it is a number that the sending side gives."),
        min_value=0,
        max_value=100,
    )
    reserve_mode = forms.ChoiceField(
        label=_("How these seats are kept"), choices=ReserveMode.choices, widget=forms.RadioSelect
    )
    fairness = forms.ChoiceField(label=_("Who comes first"), choices=Fairness.choices, widget=forms.RadioSelect)
    least_score = DigitsField(
        label=_("Fewest points of a pair"),
        help_text=_("Pairs below this are never placed. 30 of 100 is a good beginning."),
        min_value=0,
        max_value=100,
    )
    place_open = forms.BooleanField(
        label=_("Also place pairs with open questions"),
        help_text=_("The proposal is then a good moment to ask."),
        required=False,
    )
    longest_cycle = DigitsField(
        label=_("Organisations in one exchange, at most"),
        help_text=_(
            "From 2 to 10. In an exchange each organisation sends one group and hosts another. "
            "Long ones place more people, and more of them have to agree."
        ),
        min_value=2,
        max_value=10,
    )
    version = DigitsField(min_value=1, widget=forms.HiddenInput, required=False)

    def clean_entries_until(self) -> date:
        day: date = self.cleaned_data["entries_until"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day

    @property
    def settings(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def first(cls) -> dict[str, Any]:
        """What a new round suggests: a month for entries."""
        return cls.of(Round(entries_until=timezone.localdate() + timedelta(days=28)))

    @classmethod
    def of(cls, round_: Round) -> dict[str, Any]:
        return {name: getattr(round_, name) for name in cls.base_fields}


class RunForm(forms.Form):
    """What a plan tries. Nothing of the round is changed by it."""

    note = PlainTextField(
        label=_("What this plan tries"),
        help_text=_("You find it again by these words. For example: without seats kept."),
        max_length=140,
        required=False,
    )
    without_reserve = forms.BooleanField(label=_("Keep no seats for people with fewer opportunities"), required=False)
    without_fairness = forms.BooleanField(label=_("Let only the best pairs count"), required=False)
    without_pins = forms.BooleanField(
        label=_("Leave aside what was put together or kept apart by hand"), required=False
    )

    stable = forms.BooleanField(
        label=_("Make the stable plan, to compare with"),
        help_text=_("In it no two would both rather have each other. It places fewer people."),
        required=False,
    )

    @staticmethod
    def settings_of(values: Mapping[str, Any]) -> dict[str, Any]:
        """What lies over the settings of the round, in the form of the market file."""
        over: dict[str, Any] = {}
        if values["without_reserve"]:
            over |= {"reserve": 0, "reserve_mode": ReserveMode.NONE.value}
        if values["without_fairness"]:
            over |= {"fairness": Fairness.NONE.value}
        return over


class PinForm(forms.Form):
    kind = forms.ChoiceField(label=_("What holds for these two"), choices=PinKind.choices, widget=forms.RadioSelect)
    people = DigitsField(
        label=_("How many people, if together"),
        help_text=_("Empty: the whole group."),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
    )
    reason = PlainTextField(
        label=_("Why"),
        help_text=_("Members read it on the page of the round. Write nothing about a single person."),
        max_length=500,
    )

    def offer_only_apart(self, why: str) -> None:
        """This group cannot be put together with one host: do not offer it, and say why."""
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(PinKind.APART.value, PinKind.APART.label)]
        kind.help_text = why
        kind.error_messages["invalid_choice"] = why
        kind.initial = PinKind.APART.value
        del self.fields["people"]
