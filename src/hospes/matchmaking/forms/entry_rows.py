"""Answers that take several boxes each: periods, languages with their level, support.

Each of them is written to plain fields with numbered names, so that the form works without scripts.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import DayField, PlainTextField
from hospes.matchmaking.forms.answers import LightSelect
from hospes.matchmaking.rules.values import MOST_LANGUAGES, MOST_WINDOWS
from hospes.organisations.models import Organisation
from hospes.reference.choices import Cefr, SupportKind
from hospes.reference.languages import languages

Layout = tuple[str, list[str], bool]
# So many rows are seen at once; the others unfold.
SEEN = {"windows": 1, "languages": 2}


class Rows(NamedTuple):
    """How one answer is laid out, read and written."""

    layout: Callable[[], list[Layout]]
    fields: Callable[[Organisation], dict[str, forms.Field]]
    read: Callable[[forms.Form], Any]
    write: Callable[[Any], dict[str, Any]]


# Periods


def _window_layout() -> list[Layout]:
    return [
        (_("Period %(number)s") % {"number": number}, [f"window_{number}_from", f"window_{number}_to"], number > 1)
        for number in range(1, MOST_WINDOWS + 1)
    ]


def _window_fields(organisation: Organisation) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for number in range(1, MOST_WINDOWS + 1):
        fields[f"window_{number}_from"] = DayField(label=gettext_lazy("First day"))
        fields[f"window_{number}_to"] = DayField(label=gettext_lazy("Last day"))
    return _quiet(fields)


def _read_windows(form: forms.Form) -> list[list[str]] | None:
    windows = []
    for number in range(1, MOST_WINDOWS + 1):
        names = (f"window_{number}_from", f"window_{number}_to")
        first, last = (form.cleaned_data.get(name) for name in names)
        if first and last and last < first:
            form.add_error(names[1], _("The period ends before it begins."))
        elif first and last:
            windows.append([first.isoformat(), last.isoformat()])
        elif (first or last) and not any(name in form.errors for name in names):
            form.add_error(names[1] if first else names[0], _("A period needs a first and a last day."))
    return windows or None


def _write_windows(windows: list[list[str]] | None) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for number, (first, last) in enumerate(windows or (), start=1):
        written[f"window_{number}_from"] = date.fromisoformat(first)
        written[f"window_{number}_to"] = date.fromisoformat(last)
    return written


# Languages


def _language_layout() -> list[Layout]:
    return [
        (
            _("Language %(number)s") % {"number": number},
            [f"language_{number}", f"level_{number}"],
            number > SEEN["languages"],
        )
        for number in range(1, MOST_LANGUAGES + 1)
    ]


def _language_fields(organisation: Organisation) -> dict[str, forms.Field]:
    """The organisation's own languages first, then all others by name."""
    named = languages()
    own = [pair for pair in named if pair[0] in organisation.languages]
    choices = [("", "–"), *own, *(pair for pair in named if pair not in own)]
    fields: dict[str, forms.Field] = {}
    for number in range(1, MOST_LANGUAGES + 1):
        fields[f"language_{number}"] = forms.ChoiceField(
            label=gettext_lazy("Language"), choices=choices, widget=LightSelect, required=False
        )
        fields[f"level_{number}"] = forms.ChoiceField(
            label=gettext_lazy("Level"), choices=[("", "–"), *Cefr.choices], widget=LightSelect, required=False
        )
    return _quiet(fields)


def _read_languages(form: forms.Form) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for number in range(1, MOST_LANGUAGES + 1):
        names = (f"language_{number}", f"level_{number}")
        language, level = (form.cleaned_data.get(name) for name in names)
        if any(name in form.errors for name in names) or not (language or level):
            continue
        if not level:
            form.add_error(names[1], _("Choose a level. If you are not sure, choose the lower one."))
        elif not language:
            form.add_error(names[0], _("Choose the language that this level is about."))
        elif language in found:
            form.add_error(names[0], _("This language is there twice."))
        else:
            found[language] = level
    return found or None


def _write_languages(value: Mapping[str, str] | None) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for number, (language, level) in enumerate((value or {}).items(), start=1):
        written |= {f"language_{number}": language, f"level_{number}": level}
    return written


# Support


def _support_names(kind: str) -> list[str]:
    return [f"support_{kind}", f"support_{kind}_amount", f"support_{kind}_eligibility"]


def _support_layout() -> list[Layout]:
    return [(str(kind.label), _support_names(kind), False) for kind in SupportKind]


def _support_fields(organisation: Organisation) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for kind in SupportKind:
        given, amount, eligibility = _support_names(kind)
        fields[given] = forms.BooleanField(label=gettext_lazy("We offer this"), required=False)
        fields[amount] = PlainTextField(label=gettext_lazy("How much, or what"), max_length=120, required=False)
        fields[eligibility] = PlainTextField(label=gettext_lazy("Who can have it"), max_length=300, required=False)
    return _quiet(fields)


def _read_support(form: forms.Form) -> list[dict[str, str]]:
    """Words beside a box that is not ticked count as ticked: they were typed for a reason."""
    found = []
    for kind in SupportKind:
        given, amount, eligibility = (form.cleaned_data.get(name) for name in _support_names(kind))
        if given or amount or eligibility:
            found.append({"kind": kind.value, "amount": amount or "", "eligibility": eligibility or ""})
    return found


def _write_support(value: list[dict[str, str]]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for one in value:
        given, amount, eligibility = _support_names(one["kind"])
        written |= {given: True, amount: one["amount"], eligibility: one["eligibility"]}
    return written


def _quiet(fields: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """The heading says that all of it may stay empty; each box need not."""
    for one in fields.values():
        one.is_quiet = True  # type: ignore[attr-defined]
    return fields


ROWS: Mapping[str, Rows] = {
    "windows": Rows(_window_layout, _window_fields, _read_windows, _write_windows),
    "languages": Rows(_language_layout, _language_fields, _read_languages, _write_languages),
    "support": Rows(_support_layout, _support_fields, _read_support, _write_support),
}


def layout(name: str) -> list[Layout]:
    return ROWS[name].layout()


def first_field(name: str) -> str:
    return layout(name)[0][1][0]


def read(name: str, form: forms.Form) -> Any:
    return ROWS[name].read(form)


def write(name: str, value: Any) -> dict[str, Any]:
    return ROWS[name].write(value)
