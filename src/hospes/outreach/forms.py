"""Writing to us, writing news, adding supporters."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import DigitsField, LongTextField, PlainTextField
from hospes.core.shapes import Difference
from hospes.core.trap import TrapField
from hospes.core.uploads import PictureField
from hospes.organisations.forms.fields import OrganisationField, WebsiteField, language_choices, written_organisation
from hospes.outreach.models import News, Supporter
from hospes.people.forms import AddressField
from hospes.reference.choices import SupporterCategory
from hospes.reference.languages import language_name


class ContactForm(forms.Form):
    name = PlainTextField(
        label=gettext_lazy("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = AddressField(label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("The answer goes there."))
    subject = PlainTextField(label=gettext_lazy("What it is about"), max_length=120)
    text = LongTextField(label=gettext_lazy("Your message"))
    fax_number = TrapField()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values.pop("fax_number", None)
        return values


class NewsForm(forms.Form):
    title = PlainTextField(label=gettext_lazy("Title"), max_length=160)
    language = forms.ChoiceField(label=gettext_lazy("Language of this text"), choices=language_choices)
    text = LongTextField(
        label=gettext_lazy("Text"),
        max_length=6000,
        rows=14,
        help_text=gettext_lazy(
            "Leave a line empty between paragraphs. **Two stars** make words strong, a line that begins with"
            " a hyphen is a point of a list, [words](https://…) are a link."
        ),
    )
    organisation = OrganisationField(
        help_text=gettext_lazy("If the news comes from a member: its name, as in the list of organisations.")
    )

    def __init__(self, *args: Any, news: News | None = None, **options: Any) -> None:
        if news is not None:
            options["initial"] = {
                "title": news.title,
                "language": news.language,
                "text": news.text,
                "organisation": written_organisation(news.organisation),
            }
        super().__init__(*args, **options)

    def differences(self, news: News) -> list[Difference]:
        """What stands there now beside what was typed."""
        typed = News(**self.cleaned_data)
        pairs = [
            (self.fields["title"].label, news.title, typed.title),
            (self.fields["language"].label, language_name(news.language), language_name(typed.language)),
            (self.fields["text"].label, news.text, typed.text),
            (_("Organisation"), str(news.organisation or ""), str(typed.organisation or "")),
        ]
        return [
            Difference(label or "", [now] if now else [], [mine] if mine else [])
            for label, now, mine in pairs
            if now != mine
        ]


class SupporterForm(forms.Form):
    name = PlainTextField(label=gettext_lazy("Name"), max_length=200)
    category = forms.ChoiceField(label=gettext_lazy("Heading"), choices=SupporterCategory.choices)
    website = WebsiteField()
    order = DigitsField(
        label=gettext_lazy("Order"),
        min_value=1,
        max_value=9999,
        help_text=gettext_lazy("Smaller numbers come first under a heading."),
    )
    logo = PictureField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput,
        help_text=gettext_lazy("PNG, JPEG, WebP or GIF, up to 4 MB."),
    )
    logo_alt = PlainTextField(
        label=gettext_lazy("The logo in words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For people who cannot see it. The name is often enough."),
    )

    def __init__(self, *args: Any, supporter: Supporter | None = None, **options: Any) -> None:
        fields = ("name", "category", "website", "order", "logo_alt")
        options["initial"] = {field: getattr(supporter, field) for field in fields} if supporter else {"order": 100}
        super().__init__(*args, **options)
        self.has_logo = bool(supporter and supporter.logo)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if (values.get("logo") or self.has_logo) and not values.get("logo_alt") and "logo_alt" not in self.errors:
            self.add_error("logo_alt", _("Say in words what the logo shows."))
        return values
