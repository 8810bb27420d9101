"""The repository keeps its own promises."""

import re

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR

from hospes.web.formats import MONTHS as OUR_MONTHS
from tests.manners.files import ROOT, SOURCE, name, python_files, templates
from tools import messages

LONGEST = 400
OURS = ("src", "tests", "tools", "benchmarks", "bin", "docs")
READ = {".py", ".html", ".js", ".css", ".md"}


def lines_of(path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_module_and_no_template_is_longer_than_one_noun() -> None:
    long = {name(path): lines_of(path) for path in [*python_files(), *templates()] if lines_of(path) > LONGEST}

    assert long == {}


def test_templates_hold_no_script_and_no_style_of_their_own() -> None:
    # The policy of the site forbids both; mails and the drawing of a map are no pages.
    pattern = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")|<style|\sstyle=|\son[a-z]+=\""
    )
    pages = [path for path in templates() if "mail" not in path.parts]

    assert [name(path) for path in pages if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_translated_blocks_are_trimmed() -> None:
    untrimmed = re.compile(r"{% blocktrans(?:late)?(?![^%]*\btrimmed\b)[^%]*%}")

    assert [name(path) for path in templates() if untrimmed.search(path.read_text(encoding="utf-8"))] == []


def test_pages_load_nothing_from_other_hosts() -> None:
    foreign = re.compile(r"(?:src|href)=\"(?:https?:)?//[^\"]+\.(?:js|css|woff2?|png|svg)\"")

    assert [name(path) for path in templates() if foreign.search(path.read_text(encoding="utf-8"))] == []


def test_every_template_is_used() -> None:
    everything = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".xml"}
    )
    # Templates that a library asks for by its own names.
    asked_for_by_others = {"account", "400.html", "403.html", "404.html", "500.html", "403_csrf.html", "django"}

    unused = []
    for path in templates():
        inside = path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))
        if inside.parts[0] not in asked_for_by_others and inside.as_posix() not in everything:
            unused.append(name(path))

    assert unused == []


def test_nothing_is_left_unfinished_by_its_own_words() -> None:
    words = "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "coming " + "soon", "lorem " + "ipsum"])
    ours = [path for part in OURS for path in sorted((ROOT / part).rglob("*")) if path.suffix in READ]
    ours += sorted(ROOT.glob("*.md"))

    found = [name(path) for path in ours if re.search(rf"\b({words})\b", path.read_text(encoding="utf-8"))]

    assert len(ours) > 100
    assert found == []


def test_lock_files_name_no_host_and_hash_every_package() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")

        assert "://" not in text
        assert "--index" not in text
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip()))


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line.strip() for line in block.splitlines()[1:] if line.strip() not in {"", "]"}]

    # A reason may speak for a few packages that follow it; none stands before any reason.
    assert lines[0].startswith("#")
    assert sum(line.startswith("#") for line in lines) >= len(lines) / 3


def test_a_clone_that_was_never_installed_knows_its_release() -> None:
    """`importlib.metadata` knows installed packages only: `core.release` alone asks it, and has another answer."""
    asking = [path.name for path in SOURCE.rglob("*.py") if "importlib.metadata" in path.read_text(encoding="utf-8")]

    assert asking == ["release.py"]


def test_no_sentence_of_ours_takes_the_name_of_a_month_or_a_day() -> None:
    # One word, one translation: "May" as a right would turn every date in May into another word.
    with translation.override("en"):
        names = {str(name) for table in (MONTHS, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR) for name in table.values()} | {
            str(name).title() for name in MONTHS_3.values()
        }

    found = [one for one in messages.template() if not one.context and str(one.id) in names]
    # `hospes.web.formats` names the months on purpose: as months.
    taken = {str(one.id) for one in found for place, _line in one.locations if "web/formats/" not in place}

    assert "May" in names
    assert {str(one.id) for one in found if one.locations} >= set(OUR_MONTHS)
    assert taken == set()
