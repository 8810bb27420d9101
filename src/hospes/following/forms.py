"""What people say about what they want to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import PlainTextField
from hospes.core.trap import TrapField
from hospes.following.choices import Rhythm
from hospes.mail.choices import Way
from hospes.mail.topics import IN_THE_DIGEST, Topic
from hospes.people.forms import AddressField

NO_DIGEST = "none"


class SearchForm(forms.Form):
    """A name for a saved search, and how often to tell of it."""

    name = PlainTextField(
        label=_("Name"), max_length=80, help_text=_("You recognise the search by it, here and in your mails.")
    )
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Rhythm.choices, initial=Rhythm.WEEKLY, widget=forms.RadioSelect
    )


class GuestSearchForm(SearchForm):
    """The same without an account: the address has to be confirmed from a mail."""

    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("We send one mail to it, with a link to confirm. No account is needed."),
    )
    fax_number = TrapField()

    field_order = ["name", "rhythm", "email"]


class NotificationsForm(forms.Form):
    """How often the digest comes, and how each kind of mail comes. Mails that always come are not asked about."""

    rhythm = forms.ChoiceField(
        label=_("The digest"),
        choices=[*Rhythm.choices, (NO_DIGEST, _("No digest"))],
        widget=forms.RadioSelect,
        help_text=_("One mail with everything that is new. When there is nothing new, there is no mail."),
    )

    def __init__(self, *args: Any, topics: list[Topic], **options: Any) -> None:
        super().__init__(*args, **options)
        self.topics = topics
        for topic in topics:
            self.fields[_field(topic)] = forms.ChoiceField(
                label=str(topic.label),
                choices=[(way.value, Way(way).label) for way in _ways(topic)],
                widget=forms.RadioSelect,
            )

    @property
    def mails(self) -> list[forms.BoundField]:
        """Kinds that have mails of their own."""
        return [self[_field(topic)] for topic in self.topics if topic.ways != IN_THE_DIGEST]

    @property
    def parts(self) -> list[forms.BoundField]:
        """Parts of the digest."""
        return [self[_field(topic)] for topic in self.topics if topic.ways == IN_THE_DIGEST]

    @property
    def ways(self) -> dict[str, Way]:
        return {topic.code: Way(self.cleaned_data[_field(topic)]) for topic in self.topics}

    @property
    def chosen_rhythm(self) -> str | None:
        rhythm: str = self.cleaned_data["rhythm"]
        return None if rhythm == NO_DIGEST else rhythm


def initial(rhythm: str | None, ways: dict[str, Way]) -> dict[str, str]:
    return {"rhythm": rhythm or NO_DIGEST, **{f"topic_{code}": way.value for code, way in ways.items()}}


def _field(topic: Topic) -> str:
    return f"topic_{topic.code}"


def _ways(topic: Topic) -> list[Way]:
    return [way for way in Way if way in topic.ways]
