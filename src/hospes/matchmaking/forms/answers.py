"""Form fields that know three answers apart: something, none, and not known yet."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField
from hospes.reference.countries import country_name
from hospes.reference.recognise import recognise_region
from hospes.reference.regions import country_of, is_region, region_label

Words = str | Promise
# The answer "none of these", next to the codes.
NONE = "none"

_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_CODE_AT_THE_END = re.compile(r"\(([A-Za-z0-9]{2,5})\)\s*$")


class WordedBoxes(forms.CheckboxSelectMultiple):
    """Boxes that the filter also finds by other words: of topics, the words of every language."""

    def __init__(self, *, words: Callable[[str], str]) -> None:
        super().__init__()
        self.words = words

    def create_option(self, name: str, value: Any, *arguments: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *arguments, **options)
        if words := self.words(str(value)):
            option["attrs"]["data-words"] = words
        return option


class LightSelect(forms.Select):
    """A select without a template for each of its options: the form has hundreds of them."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (option["value"], mark_safe(" selected") if option["selected"] else "", option["label"])
                for _group, members, _place in widget["optgroups"]
                for option in members
            ),
        )
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(widget["attrs"]), options)


class CodesField(forms.MultipleChoiceField):
    """Tick boxes. Nothing ticked means unknown; `none` is a box of its own where none is an answer."""

    widget = forms.CheckboxSelectMultiple
    unknown_allowed = True

    def __init__(
        self,
        *,
        choices: Sequence[Any],
        none: Words = "",
        most: int = 0,
        label_of: Callable[[str], str] = str,
        **options: Any,
    ) -> None:
        listed = [*choices, (NONE, none)] if none else list(choices)
        super().__init__(choices=listed, required=False, **options)
        self.most, self.label_of = most, label_of

    def add_missing(self, codes: Iterable[str]) -> None:
        """Offer these codes too, under their own name."""
        missing = [code for code in codes if not self.valid_value(code)]
        listed: Any = self.choices
        self.choices = [*listed, *((code, self.label_of(code)) for code in missing)]

    def clean(self, value: Any) -> list[str] | None:
        codes: list[str] = list(dict.fromkeys(super().clean(value)))
        if NONE in codes:
            if len(codes) > 1:
                raise ValidationError(_("You ticked “none” and something else. Take one of them away."), code="both")
            return []
        if self.most and len(codes) > self.most:
            raise ValidationError(_("Choose at most %(most)s."), code="too_many", params={"most": self.most})
        return codes or None

    @staticmethod
    def as_initial(value: list[str] | None) -> list[str]:
        return [NONE] if value == [] else list(value or ())


class WholeNumberField(forms.Field):
    """A count in digits 0 to 9. Empty means unknown."""

    widget = forms.NumberInput
    unknown_allowed = True

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        self.least, self.most = least, most
        options.setdefault("required", False)
        super().__init__(widget=forms.NumberInput(attrs={"min": least, "max": most, "inputmode": "numeric"}), **options)

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        if not _WHOLE_NUMBER.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValidationError(
                _("Give a whole number from %(least)s to %(most)s."),
                code="invalid",
                params={"least": self.least, "most": self.most},
            )
        return int(text)


class YesNoField(forms.ChoiceField):
    """Yes, no, or not known yet."""

    widget = forms.RadioSelect
    unknown_allowed = True
    _MEANING = {"yes": True, "no": False, "": None}

    def __init__(self, *, yes: Words = "", no: Words = "", **options: Any) -> None:
        choices = [("yes", yes or _("Yes")), ("no", no or _("No")), ("", _("We do not know yet"))]
        super().__init__(choices=choices, required=False, **options)

    def clean(self, value: Any) -> bool | None:
        return self._MEANING[super().clean(value)]

    @staticmethod
    def as_initial(value: bool | None) -> str:
        return {True: "yes", False: "no", None: ""}[value]


class RegionsField(LongTextField):
    """Regions in anybody's spelling, one on a line. What is not recognised is asked again, never guessed."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(max_length=1000, rows=2, required=False, **options)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(_("Name at most %(most)s regions."), code="too_many", params={"most": self.most})
        return list(dict.fromkeys(_region_named(line) for line in lines))

    @staticmethod
    def as_initial(codes: Sequence[str]) -> str:
        return "\n".join(_said(code) for code in codes)


def _region_named(line: str) -> str:
    code = _CODE_AT_THE_END.search(line)
    if code and is_region(code[1].upper()):
        return code[1].upper()
    found = recognise_region(line)
    if found is None:
        raise ValidationError(
            _("We do not know a region called “%(name)s”. Write its official name or its NUTS code."),
            code="unknown",
            params={"name": line[:80]},
        )
    if not found.code:
        raise ValidationError(
            _("“%(name)s” can be several regions. Write one of these: %(choices)s"),
            code="ambiguous",
            params={"name": line[:80], "choices": "; ".join(map(_said, found.candidates[:8]))},
        )
    return found.code


def _said(code: str) -> str:
    """`Limburg, Belgium (BE22)`: it is recognised again by its code."""
    country = country_of(code)
    name = region_label(code)
    return f"{name}, {country_name(country)} ({code})" if country and len(code) > 2 else f"{name} ({code})"
