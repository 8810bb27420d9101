"""Forms of cooperation links."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.cooperation.choices import LinkKind
from hospes.core.fields import DayField, LongTextField, PlainTextField
from hospes.core.text import words
from hospes.organisations.forms.fields import NOT_CHOSEN, WebsiteField
from hospes.organisations.models import Organisation
from hospes.organisations.queries import Filters, directory
from hospes.reference import topics

# So many organisations of a similar name are offered.
_OFFERED = 5


def topic_choices() -> list[tuple[Any, Any]]:
    """Topics in their groups; a link may also be about none in particular."""
    grouped = [
        (group.label, [(group.code, group.label), *((one.code, one.label) for one in members)])
        for group, members in topics.groups()
    ]
    return [("", _("No topic in particular")), *grouped]


class OrganisationField(PlainTextField):
    """An organisation by its name, as its page says it, or by the last part of its page's address."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Its name, as it stands on its page."))
        super().__init__(max_length=200, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        return organisation_named(text)


def organisation_named(text: str) -> Organisation:
    """The one organisation of this name; refuses with those that could be meant."""
    found = list(Organisation.objects.filter(slug=text.lower())[:1]) or list(
        Organisation.objects.filter(name__iexact=text).order_by("pk")[:2]
    )
    if len(found) == 1:
        return found[0]
    near = found or list(directory(Filters(search=words(text)))[:_OFFERED])
    if not near:
        raise ValidationError(_("We know no organisation of this name. Look for it in the list of organisations."))
    raise ValidationError(
        _("Which one do you mean? Type one of these: %(names)s"),
        params={"names": "; ".join(one.slug if found else one.name for one in near)},
    )


class LinkForm(forms.Form):
    """Two organisations work together: what they do, since when, and what shows it."""

    own = OrganisationField(label=_("One organisation"))
    other = OrganisationField(label=_("The other organisation"))
    kind = forms.ChoiceField(label=_("For whom do you work together?"), choices=[NOT_CHOSEN, *LinkKind.choices])
    topic = forms.ChoiceField(label=_("Topic"), choices=topic_choices, required=False)
    since = DayField(
        label=_("Since when?"),
        help_text=_("The day of the first contact or of the agreement. A guess is enough."),
        first=1950,
        required=True,
    )
    note = LongTextField(
        label=_("What do you do together?"),
        help_text=_("In one or two sentences. Please write no names of people."),
        max_length=500,
        rows=3,
        required=False,
    )
    title = PlainTextField(
        label=_("Document"),
        help_text=_("For example a memorandum, a letter of intent or the name of a common project."),
        max_length=200,
        required=False,
    )
    address = WebsiteField(label=_("Where it can be read"))

    def __init__(self, *arguments: Any, acting_for: Organisation | None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.acting_for = acting_for
        if acting_for is not None:
            del self.fields["own"]
            self.fields["other"].label = _("With which organisation do you work together?")

    @property
    def sides(self) -> tuple[Organisation, Organisation]:
        return self.acting_for or self.cleaned_data["own"], self.cleaned_data["other"]

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("own", "other")}

    @staticmethod
    def first(query: Mapping[str, str]) -> dict[str, Any]:
        """The organisation from whose page one comes."""
        found = Organisation.objects.filter(slug=query.get("with", "")[:80]).first()
        return {"other": found.name if found else "", "since": timezone.localdate()}


class EndForm(forms.Form):
    because = LongTextField(
        label=_("Why does it end?"),
        help_text=_("Both sides and facilitators read it. Please write nothing about a single person."),
        max_length=500,
        rows=3,
    )
