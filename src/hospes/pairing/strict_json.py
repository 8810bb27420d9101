"""JSON as the contract means it: UTF-8, one object, no name twice, no NaN, no endless depth."""

import json
from decimal import Decimal, InvalidOperation

DEEPEST = 20


class FileError(ValueError):
    """A file that is not as the contract says. `path` names the faulty field, as in `wishes[3].people`."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}" if path else what)
        self.path = path


class Members(dict[str, object]):
    """A JSON object that remembers names given twice."""

    twice: str | None = None


class NotANumber:
    """NaN or Infinity, which JSON does not have; refused where it is met, so that its place is named."""


def parse(raw: bytes, name: str) -> object:
    """The value in a file. `name` is what to call the file when it cannot be read at all."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FileError(
            "", f"{name} is not UTF-8 text: byte {problem.start} cannot be read. Save it as UTF-8."
        ) from None
    try:
        value: object = json.loads(text, object_pairs_hook=_members, parse_float=_decimal, parse_constant=_constant)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise FileError("", f"{name} is not valid JSON at {where}: {problem.msg}.") from None
    except RecursionError:
        raise FileError("", f"{name} is nested too deeply.") from None
    except ValueError:
        raise FileError("", f"{name} holds a number with too many digits.") from None
    if _depth(value) > DEEPEST:
        raise FileError("", f"{name} is nested too deeply.")
    return value


def shown(value: object) -> str:
    """A value as it may stand in a message: short, on one line, in plain characters."""
    if isinstance(value, NotANumber):
        return "NaN or Infinity"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _depth(value: object) -> int:
    """How many lists and objects stand inside each other; never more than one too many is counted."""
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        nested = [item for item in level if isinstance(item, dict | list)]
        level = [inner for item in nested for inner in (item.values() if isinstance(item, dict) else item)]
        depth += bool(nested)
    return depth


def _members(pairs: list[tuple[str, object]]) -> Members:
    members = Members(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        members.twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return members


def _decimal(text: str) -> object:
    try:
        return Decimal(text)
    except InvalidOperation:
        return NotANumber()


def _constant(text: str) -> NotANumber:
    return NotANumber()
