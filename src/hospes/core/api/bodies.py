"""Reading what programs send: JSON in UTF-8, of bounded size and depth, with nothing hidden in it."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NoReturn, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser
from ninja.types import DictStrAny
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import CoreSchema, core_schema

from hospes.core.api.problems import ProblemError, invalid
from hospes.core.validation import REFUSED_MESSAGE, refuse_unprintable

LARGEST_BODY = 1024 * 1024
DEEPEST = 12
MOST_VALUES = 20_000
# Beyond it, programs in other languages no longer tell neighbours apart.
LARGEST_NUMBER = 2**53


class Body(BaseModel):
    """What a program may send. Unknown fields are refused; a number is no text and a text no number."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _read_day(value: Any) -> date:
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        # Python also reads 20270531 and 2027-W22-1: one way of writing is enough.
        if day is not None and day.isoformat() == value:
            return day
    raise ValueError(_("Give a date, written as 2027-05-31."))


Day = Annotated[date, BeforeValidator(_read_day)]
# A day as a text inside a list: its shape for the document; whether there is such a day is asked later.
DAY_SHAPE = Field(pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$", examples=["2027-05-03"])


@dataclass(frozen=True)
class OneOf:
    """One of these texts: `Annotated[str, OneOf("yes", "no")]`. The document lists them."""

    values: tuple[str, ...]

    def __init__(self, *values: str) -> None:
        object.__setattr__(self, "values", values)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return core_schema.literal_schema(list(self.values))


class JsonParser(Parser):
    """Reads one JSON object and refuses what two readers could understand differently."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        return cast(DictStrAny, parsed(request))


def parsed(request: HttpRequest) -> Any:
    """What the body says, when it can say only one thing."""
    try:
        text = request.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError("unreadable", _("The body is not UTF-8.")) from error
    try:
        content = json.loads(
            text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant, parse_float=_number
        )
    except (ValueError, RecursionError) as error:
        raise ProblemError("unreadable", _("The body is not JSON, or it is nested too deeply.")) from error
    _check_values(content)
    return content


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        (double, _times), *_others = Counter(name for name, _value in pairs).most_common(1)
        raise invalid({clean_name(double): [_("This field is there twice.")]})
    return named


def _refuse_constant(_name: str) -> NoReturn:
    raise ProblemError("unreadable", _("NaN and Infinity are not JSON."))


def _number(text: str) -> float | int:
    """`8.0` is a whole number to JSON, and to us."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) <= LARGEST_NUMBER else number


def _check_values(content: Any) -> None:
    """Walk without recursion: depth, number of values, and what no text and no number may hold."""
    for count, (place, depth, value) in enumerate(_values(content)):
        if depth > DEEPEST or count > MOST_VALUES:
            raise ProblemError("unreadable", _("The body is nested too deeply, or it holds too many values."))
        if isinstance(value, str):
            _check_text(value, place)
        elif isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= LARGEST_NUMBER):
            raise invalid({place: [_("This number is too large.")]})


def _values(content: Any) -> Iterator[tuple[str, int, Any]]:
    waiting: list[tuple[str, int, Any]] = [("", 0, content)]
    while waiting:
        place, depth, value = waiting.pop()
        yield place, depth, value
        if isinstance(value, dict):
            for name, inner in value.items():
                _check_text(name, clean_name(name))
                waiting.append((f"{place}.{name}" if place else name, depth + 1, inner))
        elif isinstance(value, list):
            waiting += [(f"{place}[{number}]", depth + 1, inner) for number, inner in enumerate(value)]


def is_printable(text: str) -> bool:
    """NUL and half characters are no text anywhere. Line ends are: the field itself says how many it takes."""
    try:
        refuse_unprintable(text.replace("\r", ""))
    except ValidationError:
        return False
    return True


def _check_text(text: str, place: str) -> None:
    if not is_printable(text):
        raise invalid({place: [str(REFUSED_MESSAGE)]})


def clean_name(name: str) -> str:
    """A field's name as it can be said back: what cannot be shown is written as its number."""
    return name[:100].encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
