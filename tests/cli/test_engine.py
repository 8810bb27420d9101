"""The engine's kernels are compiled beside the start of the site, once, and nothing of the parent is touched."""

import os
from pathlib import Path

import pytest

from hospes.cli import engine
from hospes.pairing import compiling, looking


def test_a_start_does_not_wait_for_kernels_and_leaves_their_compiling_to_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = tmp_path / "by"
    monkeypatch.setattr(looking, "is_compiled", lambda: False)
    monkeypatch.setattr(looking, "make_ready", lambda: done.write_text(str(os.getpid())))

    child = engine.compile_aside()

    assert child is not None
    _child, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert int(done.read_text()) == child != os.getpid()


def test_what_was_compiled_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looking.make_ready()
    assert looking.is_compiled() == compiling.KEPT

    monkeypatch.setattr(looking, "is_compiled", lambda: True)
    assert engine.compile_aside() is None
