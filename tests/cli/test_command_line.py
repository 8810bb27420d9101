"""Commands that say what they do, and mistakes that are answered with the mend."""

import io
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from hospes.cli import main, pages
from hospes.cli.commands import COMMANDS
from hospes.cli.mistakes import MistakeError
from hospes.cli.settings_list import SETTINGS, source_of
from hospes.cli.words import take, whole_number
from tests.core.installations import ROOT, Installation
from tests.mail.test_sending import wait_until


def said(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    return code, out.getvalue(), err.getvalue()


def hospes(installation: Installation, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "hospes", *words],
        env=installation.environment | environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_help_lists_every_command_in_one_line_each() -> None:
    code, out, _err = said("--help")

    listed = re.findall(r"^  ([a-z-]+)  +\S", out, flags=re.MULTILINE)
    assert (code, listed) == (0, list(COMMANDS))


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    code, out, err = said(name, "--help")

    assert (code, err) == (0, "")
    assert f"hospes {name}" in out
    assert "xample" in out


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (["fly"], "hospes --help"),
        (["serve", "--fly"], "--help"),
        (["serve", "--bind", "nowhere"], "HOST:PORT"),
        (["serve", "--bind", "127.0.0.1:99999"], "HOST:PORT"),
        (["serve", "--workers", "0"], "1 to 64"),
        (["serve", "--workers"], "needs a value"),
        (["backup"], "FILE is missing"),
        (["backup", "a", "b"], "one word too many"),
        (["restore", "a", "--yes=1"], "takes no value"),
        (["import"], "organisations or reference"),
        (["import", "horses", "x"], "organisations or reference"),
        (["pair", "nowhere.json"], "nowhere.json"),
    ],
)
def test_a_mistake_is_answered_with_one_line_and_the_mend(words: list[str], mend: str) -> None:
    code, out, err = said(*words)

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert mend in err


def test_words_are_taken_apart() -> None:
    words = take(
        ["a.tar", "--workers=3", "--yes"], places=("FILE",), options={"--workers": whole_number(1, 9), "--yes": None}
    )

    assert (words["FILE"], words["--workers"], words["--yes"], words["--no"]) == ("a.tar", 3, True, None)
    with pytest.raises(MistakeError):
        take(["--workers", "٣"], options={"--workers": whole_number(1, 9)})


@pytest.mark.parametrize(
    "wrong",
    [
        {"HOSPES_DEBUG": "maybe"},
        {"HOSPES_DEBUG": "1", "HOSPES_SECRET_KEY": "x" * 60, "HOSPES_ALLOWED_HOSTS": "hospes.example"},
        {"HOSPES_DATABASE_URL": "nothing"},
        {"HOSPES_DATABASE_URL": "mysql://a/b"},
        {"HOSPES_DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/x"},
        {"HOSPES_DATA_DIR": "/proc/nothing"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_wrong_setting_is_named_without_a_traceback(installation: Installation, wrong: dict[str, str]) -> None:
    done = hospes(installation, "migrate", **wrong)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "HOSPES_" in done.stderr
    assert "secret" not in done.stderr


def test_every_setting_is_listed_and_described() -> None:
    files = ("settings.py", "core/installation.py", "core/secret_files.py")
    source = "".join((ROOT / "src/hospes" / file).read_text() for file in files)
    read = {f"HOSPES_{name}" for name in re.findall(r'env\.\w+\(\s*["\'](\w+)["\']', source)}
    read |= set(re.findall(r"HOSPES_[A-Z_]+[A-Z]", source))

    assert {setting.name for setting in SETTINGS} == read


def test_the_reference_pages_are_those_that_the_code_draws() -> None:
    drawn = {"settings.md": pages.settings_page(), "commands.md": pages.commands_page()}

    stale = [name for name, text in drawn.items() if (ROOT / "docs/reference" / name).read_text() != text]

    assert stale == [], "python -m hospes.cli.pages draws them anew"


def test_where_a_setting_comes_from(tmp_path: Path) -> None:
    setting = SETTINGS[0]

    assert source_of(setting, {setting.name: "x"}, tmp_path) == "environment"
    assert source_of(setting, {}, tmp_path) == "default"
    (tmp_path / ".env").write_text(f"{setting.name}=x")
    assert source_of(setting, {}, tmp_path) == ".env"


def test_check_shows_settings_without_secrets_and_names_what_is_wrong(installation: Installation) -> None:
    done = hospes(
        installation, "check", HOSPES_EMAIL_URL="smtp://user:topsecret@127.0.0.1:1", HOSPES_SECRET_KEY="s" * 60
    )

    assert done.returncode == 1
    assert re.search(r"HOSPES_SECRET_KEY +set, 60 characters  \(environment\)", done.stdout)
    assert re.search(r"WRONG queue +no worker\. Start `hospes worker`", done.stdout)
    assert re.search(r"WRONG mail +the server does not answer", done.stdout)
    assert re.search(r"ok +migrations", done.stdout)
    assert "topsecret" not in done.stdout
    assert "s" * 60 not in done.stdout


def test_check_is_content_with_a_working_installation(installation: Installation) -> None:
    installation.python("from hospes.jobs.actions import show_worker; show_worker('w')")

    done = hospes(installation, "check")

    assert (done.returncode, "WRONG" in done.stdout) == (0, False)


def test_the_engine_pairs_and_judges_without_site_or_database(tmp_path: Path) -> None:
    market, plan = tmp_path / "market.json", tmp_path / "plan.json"
    market.write_text(
        json.dumps(
            {
                "version": 1,
                "as_of": "2026-11-01",
                "wishes": [{"key": "w", "organisation": "a", "country": "SE", "people": 2}],
                "offers": [{"key": "o", "organisation": "b", "country": "NO", "places": 2}],
            }
        )
    )
    nothing = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HOSPES_DATA_DIR": "/proc/nothing"}

    def run(*words: str) -> int:
        return subprocess.run([sys.executable, "-m", "hospes", *words], env=nothing, timeout=60, check=False).returncode

    assert run("pair", str(market), "--out", str(plan)) == 0
    assert json.loads(plan.read_text())["version"] == 1
    assert run("pair-check", str(market), str(plan)) == 0
    market.write_text('{"version": 1, "as_of": 7}')
    assert run("pair", str(market)) == 2


def test_a_changed_journal_is_named_line_by_line(installation: Installation) -> None:
    whole = hospes(installation, "verify-journal")
    installation.python(
        "from django.db import connection\nfrom hospes.journal import guards, phrases\n"
        "from hospes.journal.actions import record\nphrases.add({'t.x': 'x'})\n"
        "[record('t.x', by=None) for _ in range(3)]\nguards.take_down(connection)"
    )
    installation.ask("UPDATE journal_journalline SET verb = 't.y' WHERE sequence = 2")

    changed = hospes(installation, "verify-journal")

    assert (whole.returncode, changed.returncode) == (0, 1)
    assert "line 2" in changed.stderr


def test_the_site_is_served_and_stops_when_told(installation: Installation, free_port: int) -> None:
    with (installation.folder / "serve.log").open("w") as log:
        site = subprocess.Popen(
            [sys.executable, "-m", "hospes", "serve", "--bind", f"127.0.0.1:{free_port}", "--workers", "1"],
            env=installation.environment,
            stdout=log,
            stderr=log,
        )
    installation.processes.append(site)  # type: ignore[arg-type]

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/health/live", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    wait_until(answers)
    with pytest.raises(urllib.error.HTTPError) as not_ready:
        urllib.request.urlopen(f"http://127.0.0.1:{free_port}/health/ready", timeout=5)
    taken = hospes(installation, "serve", "--bind", f"127.0.0.1:{free_port}")
    site.terminate()

    assert json.load(not_ready.value)["parts"] == {
        "database": "ok",
        "migrations": "ok",
        "disk": "ok",
        "queue": "no worker",
    }
    assert (taken.returncode, "--bind" in taken.stderr, taken.stderr.count("\n")) == (1, True, 1)
    assert site.wait(timeout=30) == 0
    for line in (installation.folder / "serve.log").read_text().splitlines():
        assert json.loads(line)["event"]


def test_a_database_that_is_behind_is_not_served(installation: Installation, free_port: int, tmp_path: Path) -> None:
    empty = {"HOSPES_DATA_DIR": str(tmp_path / "empty"), "HOSPES_DATABASE_URL": ""}

    done = hospes(installation, "serve", "--bind", f"127.0.0.1:{free_port}", **empty)

    assert (done.returncode, "hospes migrate" in done.stderr) == (1, True)


def test_two_who_migrate_at_once_both_succeed(installation: Installation, tmp_path: Path) -> None:
    fresh = installation.environment | {"HOSPES_DATA_DIR": str(tmp_path / "fresh"), "HOSPES_DATABASE_URL": ""}
    both = [
        subprocess.Popen([sys.executable, "-m", "hospes", "migrate"], env=fresh, stdout=subprocess.PIPE, text=True)
        for _number in range(2)
    ]

    told = sorted(process.communicate(timeout=90)[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert told[0] == "The database is up to date.\n"
    assert "steps taken" in told[1]


def test_what_was_kept_long_enough_is_counted_first_and_then_forgotten(installation: Installation) -> None:
    installation.python(
        "from datetime import timedelta; from django.utils import timezone\n"
        "from hospes.organisations.models import Invitation\n"
        "ended = timezone.now() - timedelta(days=91)\n"
        "Invitation.objects.create(email='old@example.org', token_hash='a' * 64, expires_at=ended)"
    )

    counted = hospes(installation, "retention", "--dry-run")
    left = installation.ask("SELECT count(*) FROM organisations_invitation")
    done = hospes(installation, "retention")

    assert "      1  Invitations\n" in counted.stdout
    assert "Nothing was changed." in counted.stdout
    assert "      1  Invitations\n" in done.stdout
    assert left == [(1,)]
    assert installation.ask("SELECT count(*) FROM organisations_invitation") == [(0,)]
