"""Small tools for every template: they format, and never ask the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple
from django.utils.text import Truncator

from hospes.core.shapes import Facet

register = template.Library()

# Up to so many boxes are simply shown; more of them fold, and get a box to find one.
FEW = 12


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
def may_be_unknown(field: BoundField) -> bool:
    """A field that says so by `unknown_allowed = True`."""
    return bool(getattr(field.field, "unknown_allowed", False))


@register.filter
def says_optional(field: BoundField) -> bool:
    """A field that may stay empty says so, unless its neighbours or heading say it (`is_quiet = True`)."""
    return not field.field.required and not getattr(field.field, "is_quiet", False)


@register.filter
def most_letters(field: BoundField) -> int | None:
    return getattr(field.field, "max_length", None)


@register.filter
def chosen_in(facets: Iterable[Facet]) -> int:
    """How many values are chosen in all facets together."""
    return sum(len(facet.chosen) for facet in facets)


@register.filter
def one_of(value: object, options: str) -> bool:
    """`{% if status|one_of:"draft,paused" %}`."""
    return str(value) in options.split(",")


@register.filter
def shortened(text: object, letters: int) -> str:
    """Cut a long text between words."""
    return Truncator(str(text)).chars(letters)


@dataclass(frozen=True, slots=True)
class Box:
    """One box to tick."""

    type: str
    name: str
    value: str
    id: str
    label: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Boxes under one heading; without a name, boxes that stand alone."""

    name: str
    boxes: list[Box]

    @property
    def chosen(self) -> int:
        return sum(box.is_chosen for box in self.boxes)

    @property
    def is_folded(self) -> bool:
        """A few boxes without a heading stay in sight."""
        return bool(self.name) or len(self.boxes) > FEW


@register.filter
def is_long_choice(field: BoundField) -> bool:
    """Boxes in groups, or too many to read at a glance."""
    if not isinstance(field.field.widget, CheckboxSelectMultiple):
        return False
    groups = choice_groups(field)
    return any(group.name for group in groups) or sum(len(group.boxes) for group in groups) > FEW


@register.filter
def choice_groups(field: BoundField) -> list[ChoiceGroup]:
    """The boxes of a field, group by group. `data-words` of an option are other words that find it."""
    widget: Any = field.field.widget
    attributes = field.build_widget_attrs({"id": field.auto_id}, widget)
    found = widget.get_context(field.html_name, field.value(), attributes)["widget"]["optgroups"]
    groups: list[ChoiceGroup] = []
    for name, options, _place in found:
        boxes = [_box(option) for option in options]
        if not name and groups and not groups[-1].name:
            groups[-1].boxes.extend(boxes)
        else:
            groups.append(ChoiceGroup(str(name or ""), boxes))
    return groups


def _box(option: dict[str, Any]) -> Box:
    attributes = option["attrs"]
    return Box(
        type=option["type"],
        name=option["name"],
        value=str(option["value"]),
        id=str(attributes.get("id", "")),
        label=str(option["label"]),
        words=str(attributes.get("data-words", "")),
        is_chosen=bool(option["selected"]),
    )
