"""Sending a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.organisations.models import Organisation

MOST_BYTES = 25 * 1024 * 1024
ALL, OWN = "all", "own"


class FileForm(forms.Form):
    """Give `own` for a person who may import for one organisation; `for_all` for one who may for many."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "XLSX or CSV, as it is: with titles, empty lines and several languages. Up to 25 MB. You see everything"
            " before anything is written."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,text/csv"}),
    )

    def __init__(self, *given: Any, own: Organisation | None, for_all: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        self.own, self.for_all = own, for_all
        if for_all and own is not None:
            self.fields["whose"] = forms.ChoiceField(
                label=_("Whose entries are these?"),
                choices=[
                    (ALL, _("Of several organisations: each row says which")),
                    (OWN, _("All of %(organisation)s") % {"organisation": own.name}),
                ],
                initial=ALL,
                widget=forms.RadioSelect,
            )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is too large. The limit is 25 MB."))
        return file

    @property
    def organisation(self) -> Organisation | None:
        """None: each row says which."""
        if not self.for_all:
            return self.own
        return self.own if self.cleaned_data.get("whose") == OWN else None
