"""What the source never does: run what somebody wrote, read objects that can act, or make secrets of weak numbers."""

import ast
from collections.abc import Iterator

from tests.manners.files import SOURCE, python_files

# Programs are started by commands and by the backup that makes itself, never by a request.
STARTS_PROGRAMS = ("cli/", "backups/tasks.py")
# The engine's luck is repeatable on purpose, and the demo's too.
THROWS_DICE = ("pairing/", "demo/")
ACTING = {"pickle", "marshal", "shelve", "dill", "jsonpickle"}
RUNNING = {"eval", "exec", "__import__"}
HASHES = {"sha256", "sha512", "sha384"}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for path in python_files():
        where = path.relative_to(SOURCE).as_posix()
        yield from ((where, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported() -> Iterator[tuple[str, str]]:
    for where, node in nodes():
        if isinstance(node, ast.Import):
            yield from ((where, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield where, node.module.partition(".")[0]


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for where, node in nodes():
        if isinstance(node, ast.Call):
            yield where, ast.unparse(node.func), node


def test_no_request_starts_a_program() -> None:
    found = {where for where, name in imported() if name in {"subprocess", "pty", "commands"}}
    systems = {
        where for where, name, _call in calls() if name in {"os.system", "os.popen"} or name.startswith("os.exec")
    }

    assert any(where.startswith("cli/") for where in found)
    assert [where for where in sorted(found) if not where.startswith(STARTS_PROGRAMS)] == []
    assert systems == set()


def test_no_program_is_started_through_a_shell() -> None:
    started = [(where, call) for where, name, call in calls() if name.startswith("subprocess.")]

    assert started
    assert [where for where, call in started if any(word.arg == "shell" for word in call.keywords)] == []


def test_no_code_is_made_from_what_comes_in() -> None:
    assert [(where, name) for where, name, _call in calls() if name in RUNNING] == []


def test_no_objects_are_read_that_can_act() -> None:
    loads = [
        (where, name) for where, name, _call in calls() if name in {"yaml.load", "yaml.unsafe_load", "yaml.full_load"}
    ]

    assert [(where, name) for where, name in imported() if name in ACTING] == []
    assert [where for where, name in loads if not where.startswith("reference/")] == []


def test_secrets_are_made_by_secrets_and_not_by_dice() -> None:
    dice = {where for where, name in imported() if name == "random"}

    assert any(where.startswith("demo/") for where in dice)
    assert [where for where in sorted(dice) if not where.startswith(THROWS_DICE)] == []


def test_no_weak_sum_is_used_for_anything() -> None:
    used = [
        (where, node.attr)
        for where, node in nodes()
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "hashlib"
    ]

    assert used
    assert [(where, name) for where, name in used if name not in HASHES] == []
