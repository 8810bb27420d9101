"""What no text may hold, and how texts are written before they are kept."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters other than tab and line feed, lone surrogates, and code points that are no characters.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Letters without width: good between letters of many scripts, nothing by themselves.
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)

REFUSED_MESSAGE = _(
    "This text holds characters that cannot be shown. Type the text again, or paste it without formatting."
)
TOO_LONG_MESSAGE = _("This text is too long: %(length)s characters. The limit is %(limit)s.")


def one_line(text: str) -> str:
    """NFC, spaces around cut, line feeds and tabs made spaces, nothing when nothing can be seen."""
    flat = re.sub(r"[\r\n\t\v\f\u2028\u2029]+", " ", unicodedata.normalize("NFC", text)).strip()
    return "" if is_invisible(flat) else flat


def many_lines(text: str) -> str:
    """NFC, line endings made line feeds, spaces around cut, nothing when nothing can be seen."""
    lines = re.sub(r"\r\n?|[\u2028\u2029]", "\n", unicodedata.normalize("NFC", text)).strip()
    return "" if is_invisible(lines) else lines


def is_invisible(text: str) -> bool:
    return _INVISIBLE.fullmatch(text) is not None


def refuse_unprintable(text: str) -> None:
    """Raise `ValidationError` for NUL, control characters and half characters."""
    if _REFUSED.search(text):
        raise ValidationError(REFUSED_MESSAGE, code="unprintable")


def clean_text(text: str, *, limit: int, lines: bool = False, field: str = "") -> str:
    """The one door for text from anywhere but a form: the API, an import, a command.

    `field`: the name under which a refusal is told.
    """
    cleaned = many_lines(text) if lines else one_line(text)
    try:
        refuse_unprintable(cleaned)
        _refuse_longer(cleaned, limit)
    except ValidationError as error:
        if field:
            raise ValidationError({field: error}) from error
        raise
    return cleaned


def _refuse_longer(text: str, limit: int) -> None:
    if len(text) > limit:
        raise ValidationError(TOO_LONG_MESSAGE, code="max_length", params={"length": len(text), "limit": limit})
