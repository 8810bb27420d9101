"""A value of the database as the archive writes it, and back: the same from SQLite and from PostgreSQL."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey
from django.utils.translation import override

_WHOLE_BEYOND = 1e15
_INTEGERS = frozenset(
    {
        "AutoField",
        "BigAutoField",
        "BigIntegerField",
        "IntegerField",
        "SmallIntegerField",
        "PositiveBigIntegerField",
        "PositiveIntegerField",
        "PositiveSmallIntegerField",
    }
)
_TEXTS = frozenset({"CharField", "TextField", "SlugField", "FileField", "GenericIPAddressField"})


class UnfitValueError(ValueError):
    """A value of an archive that its field cannot hold. The message says what was expected."""


def stored_type(field: "Field[Any, Any]") -> str:
    """What is really kept in the column: of a link to another row, that row's key."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return str(field.get_internal_type())


def writer(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """From a value of the database to one that JSON knows."""
    kind = stored_type(field)
    if kind in {"DateTimeField", "DateField"}:
        return lambda value: value and moment_or_day(value)
    if kind == "UUIDField":
        return lambda value: value and str(value)
    if kind == "JSONField":
        return canonical
    if kind == "BinaryField":
        return lambda value: b64encode(value).decode()
    if kind in _INTEGERS | _TEXTS | {"BooleanField"}:
        return lambda value: value
    message = f"{field} is kept in a way that archives do not know: {kind}."
    raise TypeError(message)


def moment_or_day(value: date) -> str:
    """ISO 8601; a moment in UTC."""
    return (
        value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value.isoformat()
    )


def reader(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """From a value of an archive to one of the database; `UnfitValueError` where it does not fit."""
    convert = _converter(field)
    nullable = field.null
    most = field.max_length if stored_type(field) in {"CharField", "SlugField", "FileField"} else None

    def read(value: Any) -> Any:
        if value is None:
            if not nullable and stored_type(field) != "JSONField":
                raise UnfitValueError("it cannot be empty")
            return None
        converted = convert(value)
        if most is not None and len(converted) > most:
            message = f"it is longer than {most} characters"
            raise UnfitValueError(message)
        return converted

    return read


def _converter(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    kind = stored_type(field)
    known: dict[str, Callable[[Any], Any]] = {
        "DateTimeField": _moment,
        "DateField": lambda value: _parsed(date.fromisoformat, value, "a day, as 2027-05-01"),
        "UUIDField": lambda value: _parsed(UUID, value, "a UUID"),
        "JSONField": lambda value: value,
        "BooleanField": lambda value: _of_type(bool, value, "true or false"),
        "BinaryField": lambda value: _parsed(_bytes, value, "bytes in base 64"),
    }
    return known.get(kind, _whole_number if kind in _INTEGERS else _text)


def _moment(value: Any) -> datetime:
    found: datetime = _parsed(datetime.fromisoformat, value, "a moment with its offset from UTC")
    if found.tzinfo is None:
        raise UnfitValueError("a moment with its offset from UTC was expected")
    return found


def _parsed(parse: Callable[[str], Any], value: Any, expected: str) -> Any:
    try:
        return parse(_of_type(str, value, expected))
    except ValueError as error:
        message = f"{expected} was expected"
        raise UnfitValueError(message) from error


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)


def _of_type(kind: type, value: Any, expected: str) -> Any:
    if not isinstance(value, kind):
        message = f"{expected} was expected"
        raise UnfitValueError(message)
    return value


def _whole_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise UnfitValueError("a whole number was expected")
    return value


def _text(value: Any) -> str:
    text: str = _of_type(str, value, "a text")
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnfitValueError("it holds a character that no database keeps")
    return text


def canonical(value: Any) -> Any:
    """JSON with its keys in order and its numbers in one way of writing: PostgreSQL keeps neither order nor `1e16`."""
    if isinstance(value, dict):
        return {key: canonical(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) >= _WHOLE_BEYOND:
        return int(value)
    return value


def line(values: dict[str, Any]) -> str:
    """One line of JSON Lines."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


# What a schema says


def schema(field: "Field[Any, Any]") -> dict[str, Any]:
    """The field in the words of JSON Schema."""
    kind = stored_type(field)
    said: dict[str, Any] = {"description": described(field)} if described(field) else {}
    types: dict[str, dict[str, Any]] = {
        "DateTimeField": {"type": "string", "format": "date-time"},
        "DateField": {"type": "string", "format": "date"},
        "UUIDField": {"type": "string", "format": "uuid"},
        "BooleanField": {"type": "boolean"},
        "BinaryField": {"type": "string", "contentEncoding": "base64"},
        "JSONField": {},
    }
    said |= types.get(kind, {"type": "integer"} if kind in _INTEGERS else {"type": "string"})
    if field.max_length and said.get("type") == "string" and "format" not in said:
        said["maxLength"] = field.max_length
    if field.null and "type" in said:
        said["type"] = [said["type"], "null"]
    return said


def described(field: "Field[Any, Any]") -> str:
    """What the field is called, in English; nothing where that only repeats its code."""
    with override("en"):
        name = str(field.verbose_name)
    return "" if name.replace(" ", "_") == field.name else name
