"""Catalogues are compiled where they are missing or old, and only there."""

import gettext
import os
from pathlib import Path

import pytest

from hospes.core.catalogues import compile_stale

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Host"
msgstr "{}"

#, fuzzy
msgid "Guest"
msgstr "perhaps"
"""


def source(folder: Path, word: str) -> Path:
    path = folder / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOURCE.format(word), encoding="utf-8")
    return path


def said(folder: Path, word: str) -> str:
    with (folder / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext(word)


def test_a_missing_catalogue_is_compiled_without_what_is_only_guessed(tmp_path: Path) -> None:
    path = source(tmp_path, "Hôte")

    assert compile_stale(tmp_path) == [path]
    assert compile_stale(tmp_path / "nowhere") == []
    assert (said(tmp_path, "Host"), said(tmp_path, "Guest")) == ("Hôte", "Guest")
    assert [file.name for file in path.parent.iterdir() if file.suffix not in {".po", ".mo"}] == []


def test_a_catalogue_is_compiled_again_only_when_its_source_is_younger(tmp_path: Path) -> None:
    compile_stale(tmp_path)
    path = source(tmp_path, "Hôte")
    compile_stale(tmp_path)

    untouched = compile_stale(tmp_path)
    source(tmp_path, "Accueillant")
    os.utime(path, ns=(2**62, 2**62))
    again = compile_stale(tmp_path)

    assert (untouched, again) == ([], [path])
    assert said(tmp_path, "Host") == "Accueillant"


def test_where_nothing_can_be_written_the_catalogue_goes_elsewhere_and_leaves_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, data = tmp_path / "package", tmp_path / "data"
    path = source(package, "Hôte")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_asked: False)
        first, second = compile_stale(package, data), compile_stale(package, data)

    assert (first, second) == ([path], [])
    assert said(data, "Host") == "Hôte"
    assert not path.with_suffix(".mo").exists()

    assert compile_stale(package, data) == [path]
    assert said(package, "Host") == "Hôte"
    assert not (data / "fr" / "LC_MESSAGES" / "django.mo").exists()
