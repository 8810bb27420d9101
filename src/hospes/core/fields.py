"""Form fields for what people type. They refuse with a sentence, and never lose the typing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hospes.core.validation import TOO_LONG_MESSAGE, many_lines, one_line, refuse_unprintable

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DIGITS = re.compile(r"\s*[0-9]{1,18}\s*")


class DigitsField(forms.IntegerField):
    """A whole number, not below nothing, in the digits 0 to 9. Python would also read ٣, １ and 1_0 as numbers."""

    def to_python(self, value: Any) -> int | None:
        if value not in self.empty_values and not _DIGITS.fullmatch(str(value)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class PlainTextField(forms.CharField):
    """One line of text. `max_length` must be said."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        # Our own sentence says how long the text is; Django's refusal of NUL is one of ours too.
        self.validators = [refuse_unprintable, self._refuse_too_long]

    def to_python(self, value: Any) -> str:
        return one_line(str(value)) if value is not None else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser that cuts a long paste in silence loses typing. We say how long it is."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def _refuse_too_long(self, text: str) -> None:
        limit = self.max_length or 0
        if len(text) > limit:
            raise ValidationError(TOO_LONG_MESSAGE, code="max_length", params={"length": len(text), "limit": limit})


class LongTextField(PlainTextField):
    """Several lines of text, in a text area."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 3000, rows: int = 5, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        return many_lines(str(value)) if value is not None else ""


class DayField(forms.Field):
    """A date as browsers send it, of the year `first` or later. Empty means unknown."""

    unknown_allowed = True

    def __init__(self, *, first: int = 2020, **options: Any) -> None:
        options.setdefault("required", False)
        self.first = first
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

    def to_python(self, value: Any) -> date | None:
        text = value.isoformat() if isinstance(value, date) else str(value or "").strip()
        if not text:
            return None
        try:
            if _DAY.fullmatch(text) and self.first <= int(text[:4]) <= 2099:
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise ValidationError(_("Give a date as year-month-day, for example 2027-05-31."), code="invalid")
