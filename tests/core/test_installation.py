"""The first start makes what later starts find."""

import stat
import threading
from pathlib import Path

import pytest

from hospes.core.installation import data_folder, secret_key
from hospes.core.tokens import hash_token, new_token


def test_processes_that_start_together_get_the_same_whole_secret(tmp_path: Path) -> None:
    together = threading.Barrier(12)
    found: list[str] = []

    def start() -> None:
        together.wait(timeout=10)
        found.append(secret_key(tmp_path))

    starts = [threading.Thread(target=start) for _number in range(12)]
    for one in starts:
        one.start()
    for one in starts:
        one.join(timeout=10)

    assert len(found) == 12
    assert len(set(found)) == 1
    assert len(found[0]) == 80
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_token_is_given_away_and_only_its_hash_is_kept() -> None:
    (one, one_hash), (two, _two_hash) = new_token(), new_token()

    assert one != two
    assert one_hash == hash_token(one) != one
    assert len(hash_token("\ud800é")) == 64


def test_a_clone_keeps_its_data_inside_and_an_installed_package_in_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone, packages = tmp_path / "clone", tmp_path / "lib"
    for folder in (clone, packages):
        folder.mkdir()
    (clone / "pyproject.toml").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HOSPES_DATA_DIR")

    assert data_folder(clone) == clone / "var"
    assert data_folder(packages) == tmp_path / "home/.local/share/hospes"
    assert list(packages.iterdir()) == []
