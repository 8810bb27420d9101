"""Secrets in files of their own: read once, never guessed, never two at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hospes.core.secret_files import SECRETS, read_secret_files


def test_the_first_line_of_the_file_is_the_setting(tmp_path: Path) -> None:
    environment = {}
    for name in SECRETS:
        (tmp_path / name).write_text(f" secret of {name} \n# a word about it\n", encoding="utf-8")
        environment[f"HOSPES_{name}_FILE"] = str(tmp_path / name)

    for _twice in range(2):
        read_secret_files(environment)

    assert all(environment[f"HOSPES_{name}"] == f"secret of {name}" for name in SECRETS)


@pytest.mark.parametrize(
    ("content", "given", "says"),
    [(None, "", "cannot be read"), (b"\xff\xfe", "", "cannot be read"), (b"\n", "", "is empty"), (b"", "", "is empty"),
     (b"qwertz", "two", "say different things")],
)  # fmt: skip
def test_what_is_unclear_is_refused_without_its_value(
    tmp_path: Path, content: bytes | None, given: str, says: str
) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    environment = {"HOSPES_SECRET_KEY_FILE": str(path), "HOSPES_SECRET_KEY": given}

    with pytest.raises(ValueError, match=says) as refused:
        read_secret_files(environment)

    assert "qwertz" not in str(refused.value)
    assert environment["HOSPES_SECRET_KEY"] == given


def test_without_such_a_setting_nothing_changes() -> None:
    environment = {"HOSPES_SECRET_KEY": "x"}

    read_secret_files(environment)

    assert environment == {"HOSPES_SECRET_KEY": "x"}


def test_an_installation_takes_its_secret_from_the_file_and_says_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    key = tmp_path / "key"
    given = {"HOSPES_DATA_DIR": str(tmp_path), "HOSPES_SECRET_KEY_FILE": str(key)}
    given["DJANGO_SETTINGS_MODULE"] = "hospes.settings"
    inherited = {name: value for name, value in os.environ.items() if name != "HOSPES_SECRET_KEY"}

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words], env=inherited | given, capture_output=True, text=True, check=False, timeout=60
        )

    wrong = run("-m", "hospes", "check")
    key.write_text("a-secret-out-of-a-vault\n", encoding="utf-8")
    right = run("-c", "from hospes import settings; print(settings.SECRET_KEY)")

    assert (wrong.returncode, wrong.stderr.count("\n"), "cannot be read" in wrong.stderr) == (1, 1, True)
    assert right.stdout.strip() == "a-secret-out-of-a-vault"
    assert not (tmp_path / "secret-key").exists()
