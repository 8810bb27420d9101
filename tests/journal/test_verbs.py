"""Whatever the code writes down, somebody can read."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hospes.journal import phrases

SOURCE = Path(phrases.__file__).resolve().parents[1]


def recorded() -> Iterator[tuple[str, str]]:
    """Every verb given literally to `record`, with the file it stands in."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "record" and node.args:
                yield from ((str(path.relative_to(SOURCE)), verb) for verb in _texts(node.args[0]))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(argument: ast.expr) -> list[str]:
    """A text, or both texts of `"a" if … else "b"`."""
    if isinstance(argument, ast.IfExp):
        return _texts(argument.body) + _texts(argument.orelse)
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []


def test_every_verb_written_down_has_a_sentence() -> None:
    silent = [(path, verb) for path, verb in recorded() if verb not in phrases.known()]

    assert silent == []


def test_every_sentence_can_be_said_without_facts() -> None:
    said = [phrases.say(verb, {}) for verb in phrases.known() if not callable(phrases.sentence_of(verb))]

    assert all(said)
