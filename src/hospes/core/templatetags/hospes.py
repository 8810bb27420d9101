"""Small tools for every template: they format, and never ask the database."""

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple
from django.utils.text import Truncator

register = template.Library()


@register.filter
def monogram(name: object) -> str:
    """Two letters that stand for a logo: `Region Värmland` → `RV`."""
    found = [word[0] for word in str(name).split() if word[0].isalnum()]
    letters = found[:1] + found[1:][-1:]
    return "".join(letters).upper() or "·"


@register.filter
def shade(name: object) -> int:
    """A number from 0 to 5 that is always the same for the same name; chooses a quiet background."""
    return sum(ord(letter) for letter in str(name)) % 6


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_many_checkboxes(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxSelectMultiple)


@register.filter
def may_be_unknown(field: BoundField) -> bool:
    """A field that says so by `unknown_allowed = True`."""
    return bool(getattr(field.field, "unknown_allowed", False))


@register.filter
def most_letters(field: BoundField) -> int | None:
    return getattr(field.field, "max_length", None)


@register.filter
def chosen_count(field: BoundField) -> int:
    """How many of a field's options are ticked now, typed or saved."""
    value = field.value()
    return len(value) if isinstance(value, list | tuple | set | frozenset) else int(bool(value))


@register.filter
def one_of(value: object, options: str) -> bool:
    """`{% if status|one_of:"draft,paused" %}`."""
    return str(value) in options.split(",")


@register.filter
def shortened(text: object, letters: int) -> str:
    """Cut a long text between words."""
    return Truncator(str(text)).chars(letters)
