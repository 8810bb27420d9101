"""Why a value was refused, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WHOLE_NUMBER = _("Give a whole number.")
_DATE = _("Give a date, written as 2027-05-31.")
_OBJECT = _("Give an object with named fields.")
_OTHER = _("This value does not fit here.")
_CHOICE = _("Choose one of these: %(expected)s.")

# By the kinds of refusal of the library that checks types.
_SENTENCES: Mapping[str, str | Promise] = {
    "missing": _("This field is needed."),
    "extra_forbidden": _("There is no field of this name here, or it cannot be set this way."),
    "string_type": _("Give a text."),
    "string_too_long": _("This text is too long. The limit is %(max_length)s characters."),
    "string_too_short": _("This text is too short. It needs %(min_length)s characters."),
    "string_pattern_mismatch": _("This is not written as it should be."),
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_parsing_size": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "bool_type": _("Give true or false."),
    "bool_parsing": _("Give true or false."),
    "list_type": _("Give a list."),
    "too_long": _("This list is too long. The limit is %(max_length)s."),
    "too_short": _("This list is too short. It needs %(min_length)s."),
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "greater_than_equal": _("The least is %(ge)s."),
    "greater_than": _("This must be more than %(gt)s."),
    "less_than_equal": _("The most is %(le)s."),
    "less_than": _("This must be less than %(lt)s."),
}


def sentence(error: Mapping[str, Any]) -> str:
    """A whole sentence for one refused value. Our own checks bring theirs along."""
    facts: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] == "value_error" and facts.get("error"):
        return str(facts["error"])
    text = str(_SENTENCES.get(error["type"], _OTHER))
    return text % facts
