"""Pasting an old mail or a text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import LongTextField, PlainTextField
from hospes.matchmaking.choices import EntryKind
from hospes.organisations.models import Organisation

LONGEST_TEXT = 20_000


class PasteForm(forms.Form):
    """Give `own` when the person acts for an organisation; `for_all` lets a facilitator name another."""

    text = LongTextField(
        label=gettext_lazy("The mail or text"),
        help_text=gettext_lazy(
            "As it is, in any language. We look for topics, dates, numbers and languages in it. The text itself is not"
            " kept: when you leave the next page, it is gone."
        ),
        max_length=LONGEST_TEXT,
        rows=12,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[
            ("", gettext_lazy("Find out from the text")),
            (EntryKind.OFFER, gettext_lazy("Somebody can host")),
            (EntryKind.WISH, gettext_lazy("Somebody wants to send people")),
        ],
        required=False,
    )

    def __init__(self, *given: Any, own: Organisation | None, for_all: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        self.own = own
        if for_all:
            self.fields["organisation"] = PlainTextField(
                label=_("For which organisation?"),
                help_text=_("Its full name, as in the list of organisations."),
                max_length=200,
                required=own is None,
                initial=own.name if own else "",
            )

    def clean_organisation(self) -> Organisation | None:
        name = self.cleaned_data["organisation"]
        if not name:
            return None
        if self.own is not None and name == self.own.name:
            return self.own
        found = list(Organisation.objects.filter(name__iexact=name)[:2])
        if not found:
            raise ValidationError(_("We know no organisation of this name."))
        if len(found) > 1:
            raise ValidationError(
                _("Several organisations have this name. Write the entry from the page of the right one.")
            )
        return found[0]

    @property
    def organisation(self) -> Organisation | None:
        return self.cleaned_data.get("organisation") or self.own
