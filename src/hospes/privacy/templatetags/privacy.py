"""Words for terms and texts."""

from datetime import timedelta

from django import template

from hospes.core.personal import Words
from hospes.privacy import durations
from hospes.privacy.texts import TEXTS

register = template.Library()


@register.filter
def in_words(keeps: timedelta) -> str:
    return durations.in_words(keeps)


@register.filter
def text_title(code: str) -> Words:
    """A text of before that is no longer asked for stays a code."""
    return TEXTS[code].title if code in TEXTS else code
