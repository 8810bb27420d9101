"""Readers of single values. Each takes a value and its path, and gives the value back in the
engine's own type, or says in one sentence what is wrong with it."""

import gc
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from hospes.pairing.strict_json import FileError, Members, shown

Reader = Callable[[object, str], Any]
LONGEST_TEXT = 200
LONGEST_CODE = 60
LONGEST_LIST = 200
LARGEST = 1_000_000
# Digits of a share. More would not tell two markets apart, and solvers would.
FINEST = 4
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Field:
    read: Reader
    required: bool = False


@contextmanager
def at_one_go() -> Iterator[None]:
    """Reads without looking for garbage in between: all that is read stays, and to look takes half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def record(value: object, path: str, fields: Mapping[str, Field]) -> dict[str, Any]:
    """The known members of an object. Null is the same as leaving an optional member out."""
    if not isinstance(value, Members):
        raise FileError(path or "market", f"must be an object, not {shown(value)}.")
    if value.twice is not None:
        raise FileError(_member(path, value.twice), "is given twice.")
    for name in value:
        if name not in fields:
            raise FileError(_member(path, name), f"is not a known key.{_did_you_mean(name, fields)}")
    found = {}
    # Known names need no care in a path. A million entries have thirty million members.
    inside = f"{path}." if path else ""
    for name, field in fields.items():
        given = value.get(name)
        if given is not None:
            found[name] = field.read(given, inside + name)
        elif field.required:
            raise FileError(inside + name, "is missing." if name not in value else "must not be null.")
    return found


def _member(path: str, name: str) -> str:
    plain = name if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name) else shown(name)
    return f"{path}.{plain}" if path else plain


def _did_you_mean(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=1) if len(name) <= LONGEST_CODE else []
    return f' Did you mean "{near[0]}"?' if near else ""


def text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise FileError(path, f"must be text, not {shown(value)}.")
    if not value.strip() or len(value) > LONGEST_TEXT:
        raise FileError(path, f"must have 1 to {LONGEST_TEXT} characters.")
    if not value.isprintable() and any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
        raise FileError(path, "has a character that cannot be shown.")
    return value


def whole(least: int, most: int = LARGEST) -> Reader:
    def read(value: object, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise FileError(path, f"must be a whole number, not {shown(value)}.")
        if not least <= value <= most:
            raise FileError(path, f"must be from {least} to {most}.")
        return value

    return read


def fraction(value: object, path: str) -> Decimal:
    """A number from 0 to 1, read digit by digit and never as binary."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FileError(path, f"must be a number, not {shown(value)}.")
    if not 0 <= value <= 1:
        raise FileError(path, "must be from 0 to 1.")
    exponent = Decimal(value).as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -FINEST:
        raise FileError(path, f"may have {FINEST} digits after the point at most.")
    return Decimal(value)


def truth(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise FileError(path, f"must be true or false, not {shown(value)}.")
    return value


def day(value: object, path: str) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            raise FileError(path, f"{shown(value)} is not a day of the calendar.") from None
        if found.year in YEARS:
            return found
        raise FileError(path, f"must be from {YEARS[0]} to {YEARS[-1]}.")
    raise FileError(path, f"must be a date such as 2027-05-03, not {shown(value)}.")


def one_of(*choices: object) -> Reader:
    """One of a closed list. True is not 1 and false is not 0."""

    def read(value: object, path: str) -> object:
        for choice in choices:
            if type(value) is type(choice) and value == choice:
                return choice
        listed = ", ".join(shown(choice) for choice in choices)
        raise FileError(path, f"must be one of {listed}, not {shown(value)}.")

    return read


def code(pattern: str, example: str) -> Reader:
    form = re.compile(pattern)

    def read(value: object, path: str) -> str:
        if isinstance(value, str) and len(value) <= LONGEST_CODE and form.fullmatch(value):
            return value
        raise FileError(path, f"must be a code such as {example}, not {shown(value)}.")

    return read


def items(read_item: Reader, *, most: int | None = LONGEST_LIST) -> Reader:
    def read(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise FileError(path, f"must be a list, not {shown(value)}.")
        if most is not None and len(value) > most:
            raise FileError(path, f"may have {most} items at most.")
        return tuple(read_item(item, f"{path}[{index}]") for index, item in enumerate(value))

    return read


def several(read_item: Reader) -> Reader:
    """A set of codes: each once."""
    read_items = items(read_item)

    def read(value: object, path: str) -> frozenset[Any]:
        found = read_items(value, path)
        for index, item in enumerate(found):
            if item in found[:index]:
                raise FileError(f"{path}[{index}]", f"{shown(item)} is named twice.")
        return frozenset(found)

    return read


def row(*readers: Reader, example: str) -> Reader:
    """A list of fixed length, such as [from, to]."""

    def read(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(readers):
            raise FileError(path, f"must be {example}.")
        return tuple(
            reader(item, f"{path}[{index}]") for index, (reader, item) in enumerate(zip(readers, value, strict=True))
        )

    return read


def table(read_key: Reader, read_value: Reader) -> Reader:
    """An object whose names are codes too."""

    def read(value: object, path: str) -> dict[str, Any]:
        if not isinstance(value, Members):
            raise FileError(path, f"must be an object, not {shown(value)}.")
        if value.twice is not None:
            raise FileError(_member(path, value.twice), "is given twice.")
        if len(value) > LONGEST_LIST:
            raise FileError(path, f"may have {LONGEST_LIST} members at most.")
        return {
            read_key(name, _member(path, name)): read_value(item, _member(path, name)) for name, item in value.items()
        }

    return read
