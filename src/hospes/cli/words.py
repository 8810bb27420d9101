"""Takes a command line apart: a few words, a few options, and a clear sentence for what does not fit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hospes.cli.mistakes import MistakeError

Reader = Callable[[str], Any]


@dataclass
class Words:
    """What was given: values by the name of the option or of the place."""

    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


def take(
    given: list[str], *, places: tuple[str, ...] = (), options: Mapping[str, Reader | None] | None = None
) -> Words:
    """Read `given`. `options` maps `--name` to a reader of its value, or to None when it takes none."""
    known = options or {}
    words, rest, left = Words(), list(given), list(places)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if word.startswith("--"):
            if name not in known:
                raise MistakeError(f"There is no option {name}. Add --help to see the options.", code=2)
            words.values[name] = _value(name, known[name], value if equals else None, rest)
        elif left:
            words.values[left.pop(0)] = word
        else:
            raise MistakeError(f"{word!r} is one word too many. Add --help to see what belongs here.", code=2)
    if left:
        raise MistakeError(f"{left[0]} is missing. Add --help to see an example.", code=2)
    return words


def _value(name: str, reader: Reader | None, value: str | None, rest: list[str]) -> Any:
    if reader is None:
        if value is not None:
            raise MistakeError(f"{name} takes no value.", code=2)
        return True
    if value is None:
        if not rest:
            raise MistakeError(f"{name} needs a value. Add --help to see an example.", code=2)
        value = rest.pop(0)
    try:
        return reader(value)
    except ValueError as error:
        raise MistakeError(f"{name} cannot be {value!r}: {error}.", code=2) from error


def whole_number(least: int, most: int) -> Reader:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            message = f"give a whole number from {least} to {most}"
            raise ValueError(message)
        return int(text)

    return read
