"""Forms of consortia: a role, and notes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hospes.consortia.models import MOST_PARTNERS, Role
from hospes.core.fields import DigitsField, LongTextField, PlainTextField
from hospes.core.personal import ABOUT_GROUPS
from hospes.matchmaking.forms.answers import CodesField, RegionsField
from hospes.organisations.models import Organisation
from hospes.organisations.queries import Filters, directory
from hospes.reference import topics
from hospes.reference.choices import OrganisationKind, Profile
from hospes.reference.countries import countries
from hospes.reference.fields import fields as all_fields
from hospes.reference.languages import languages
from hospes.reference.queries import field_label, field_labels

MOST_CODES = 12
_OFFERED = 5


def _topics() -> list[tuple[Any, Any]]:
    return [
        (group.label, [(group.code, group.label), *((one.code, one.label) for one in members)])
        for group, members in topics.groups()
    ]


def _fields() -> list[tuple[Any, Any]]:
    """Broad and narrow fields: nobody seeks a partner by four digits."""
    labels = field_labels()
    return [(code, f"{code} {labels.get(code, code)}") for code in all_fields() if len(code) <= 3]


class RoleForm(forms.Form):
    """Which partner is sought. Everything but the name may stay open."""

    name = PlainTextField(
        label=_("Which partner do you seek?"),
        help_text=_("For example: a school with a workshop, or an evaluator."),
        max_length=140,
    )
    number = DigitsField(
        label=_("How many of them?"),
        min_value=1,
        max_value=MOST_PARTNERS,
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_PARTNERS, "inputmode": "numeric"}),
    )
    brings = LongTextField(
        label=_("What should they bring?"),
        help_text=_("Experience, people, places, time. In your own words."),
        max_length=1000,
        rows=3,
        required=False,
    )
    kinds = CodesField(
        label=_("Kinds of organisation"),
        help_text=_("Tick none if any kind will do."),
        choices=OrganisationKind.choices,
        most=MOST_CODES,
    )
    works_with = CodesField(
        label=_("They work with"),
        help_text=_("Tick the people whom they must know. Tick none if it does not matter."),
        choices=Profile.choices,
        most=MOST_CODES,
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields |= {
            "countries": CodesField(
                label=_("Countries you would like"),
                help_text=_("Others are suggested too, further down."),
                choices=countries(),
                most=MOST_CODES,
            ),
            "regions": RegionsField(
                label=_("Regions you would like"),
                help_text=_("One on each line, in your spelling or as a NUTS code."),
                most=MOST_CODES,
            ),
            "abroad": forms.BooleanField(label=_("Only from another country than ours"), required=False),
            "topics": CodesField(
                label=_("Topics"),
                help_text=_("Tick none to seek by the topics of the idea."),
                choices=_topics(),
                most=MOST_CODES,
            ),
            "fields": CodesField(
                label=_("Fields of education"), choices=_fields(), label_of=field_label, most=MOST_CODES
            ),
            "languages": CodesField(
                label=_("Working languages"),
                help_text=_("One in common is enough. Tick none to seek by your own working languages."),
                choices=languages(),
                most=MOST_CODES,
            ),
            "version": DigitsField(min_value=1, widget=forms.HiddenInput, required=False),
        }

    @property
    def values(self) -> dict[str, Any]:
        """As a role keeps them: nothing ticked is an empty list."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {name: [] if value is None else value for name, value in given.items()}

    @staticmethod
    def of(role: Role) -> dict[str, Any]:
        plain = ("name", "number", "brings", "abroad", "version")
        lists = ("kinds", "works_with", "countries", "topics", "fields", "languages")
        first = {name: getattr(role, name) for name in (*plain, *lists)}
        return first | {"regions": RegionsField.as_initial(role.regions)}


class NoteForm(forms.Form):
    """We would do this; or: would you do this?"""

    note = LongTextField(
        label=_("A few words to the other side"), help_text=ABOUT_GROUPS, max_length=1000, rows=3, required=False
    )


class ReplyForm(forms.Form):
    reply = LongTextField(label=_("A few words, if you like"), max_length=1000, rows=2, required=False)


class AskForm(NoteForm):
    """Ask an organisation that the lead knows, by its name."""

    organisation = PlainTextField(
        label=_("Organisation"), help_text=_("Its name, as it stands on its page."), max_length=200
    )
    field_order = ("organisation", "note")

    def clean_organisation(self) -> Organisation:
        text: str = self.cleaned_data["organisation"]
        found = list(Organisation.objects.filter(slug=text.lower())[:1]) or list(
            Organisation.objects.filter(name__iexact=text).order_by("pk")[:2]
        )
        if len(found) == 1:
            return found[0]
        near = [one.slug for one in found] or [one.name for one in directory(Filters(search=text))[:_OFFERED]]
        if not near:
            raise ValidationError(_("We know no organisation of this name. Look for it in the list of organisations."))
        raise ValidationError(
            _("Which one do you mean? Type one of these: %(names)s"), params={"names": "; ".join(near)}
        )


class OutsideForm(forms.Form):
    name = PlainTextField(
        label=_("Name of the partner"),
        help_text=_("An organisation that is not on this site. Please write no names of people."),
        max_length=200,
    )
