"""What the pages about deploying tell people to copy is tried here, as far as this machine has the programs for it."""

import json
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from hospes.cli.commands import COMMANDS
from hospes.cli.settings_list import SETTINGS
from tests.manners.files import ROOT
from tests.papers.front import PAGE, Front, block, front, nginx, write

needs_nginx = pytest.mark.skipif(nginx() is None, reason="nginx is not installed (package nginx-light)")
SECRET = "aSecretThatOpensSomething"


@pytest.fixture(scope="module")
def before_the_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with front(tmp_path_factory.mktemp("nginx")) as running:
        yield running


@needs_nginx
def test_nginx_takes_the_configuration_as_it_stands(tmp_path: Path) -> None:
    configuration = write(tmp_path, 18080, 18443, 18000)

    done = subprocess.run(
        [str(nginx()), "-t", "-p", str(tmp_path), "-c", str(configuration)],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )

    assert (done.returncode, "[warn]" in done.stderr, "[emerg]" in done.stderr) == (0, False, False), done.stderr


@needs_nginx
def test_what_a_client_says_about_itself_does_not_reach_the_site(before_the_site: Front) -> None:
    lies = ("X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: http", "X-Forwarded-Host: evil.example",
            "Forwarded: for=192.0.2.7", "X-Request-ID: chosen-by-me")  # fmt: skip

    answer = before_the_site.get("/about/", *lies)

    path, headers = before_the_site.seen[-1]
    assert answer.startswith(b"HTTP/1.1 200")
    assert path == "/about/"
    assert (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
    assert headers["Host"] == "hospes.your-region.example"
    assert "X-Forwarded-Host" not in headers
    assert "Forwarded" not in headers
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])


@needs_nginx
def test_other_hosts_are_not_answered(before_the_site: Front) -> None:
    before = len(before_the_site.seen)

    assert before_the_site.get("/", tls=False, host="evil.example") == b""
    assert before_the_site.get("/", host="evil.example") == b""
    with pytest.raises((ssl.SSLError, ConnectionError)):
        before_the_site.say(b"GET / HTTP/1.1\r\n\r\n", name="evil.example")
    assert len(before_the_site.seen) == before


@needs_nginx
def test_without_tls_pages_lead_to_it_and_programs_are_refused(before_the_site: Front) -> None:
    before = len(before_the_site.seen)

    page = before_the_site.get("/entries/?q=a", tls=False)
    program = before_the_site.get("/api/v1/entries", "Authorization: Bearer x", tls=False)

    assert page.startswith(b"HTTP/1.1 301")
    assert b"Location: https://hospes.your-region.example/entries/?q=a\r\n" in page
    assert program.startswith(b"HTTP/1.1 403")
    assert len(before_the_site.seen) == before


@needs_nginx
def test_the_log_holds_no_address_that_opens_something(before_the_site: Front) -> None:
    before_the_site.get(f"/invitations/{SECRET}/?also={SECRET}", f"Referer: https://x.example/{SECRET}")
    before_the_site.get(f"/fr/accounts/link/{SECRET}/")
    before_the_site.get(f"/sv/invitations/{SECRET}/", tls=False)
    before_the_site.get("/entries/?q=a%0ab", "User-Agent: a\x1b[31m")

    log = before_the_site.log()
    assert "/invitations/***" in log
    assert "/fr/accounts/link/***" in log
    assert "/sv/invitations/***" in log
    assert SECRET not in log
    assert all(line.startswith('{"at":') for line in log.splitlines())


@needs_nginx
def test_while_the_site_is_away_a_sentence_says_so(tmp_path: Path) -> None:
    with front(tmp_path, site=1) as away:
        answer = away.get("/")
        away.get(f"/invitations/{SECRET}/")

    assert answer.startswith(b"HTTP/1.1 503")
    assert b"being restarted" in answer
    assert b"Retry-After: 60" in answer
    assert SECRET not in (tmp_path / "error.log").read_text(encoding="utf-8")


def test_every_address_with_a_secret_is_hidden_from_the_log_in_front() -> None:
    (pattern,) = re.findall(r'"~(\S+)" "\$\{opened\}\*\*\*"', block(PAGE, "nginx"))
    hides = re.compile(pattern.replace("(?<", "(?P<"))
    english = [route for route in _routes(get_resolver().url_patterns) if SECRET in route]
    secret = [before + route for route in english for before in ("", "/fr", "/ca")]

    assert len(english) > 8
    assert [route for route in secret if SECRET in hides.sub(r"\g<opened>***", route)] == []


def _routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Addresses with a canary in the place of each secret part."""
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, here)
        else:
            here = re.sub(r"<(?:\w+:)?(?:token|signed|key)>", SECRET, here)
            yield re.sub(r"\(\?P<uidb36>[^)]+\)-\(\?P<key>[^)]+\)", f"1-{SECRET}", here).replace("^", "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_takes_the_units_as_they_stand(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "deploy" / "systemd.md").read_text(encoding="utf-8")
    named = r"`/etc/systemd/system/([\w-]+\.(?:service|timer))`[^\n]*(?:\n[^\n]+)*\n\n```ini\n(.*?)^```$"
    program = tmp_path / "hospes"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    units = dict(re.findall(named, page, re.MULTILINE | re.DOTALL))
    for name, text in units.items():
        (tmp_path / name).write_text(text.replace("/srv/hospes/app/bin/hospes", str(program)))

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in units)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert set(units) == {
        f"hospes-{name}" for name in ("site.service", "worker.service", "check.service", "check.timer")
    }
    assert [
        line for line in (done.stdout + done.stderr).splitlines() if str(tmp_path) in line or "hospes-" in line
    ] == []
    assert done.returncode == 0


def test_the_image_copies_what_is_there_and_starts_what_is_known() -> None:
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [word for line in lines if re.match(r"COPY (?!--)", line) for word in line.split()[1:-1]]
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    (start,) = [json.loads(line.partition(" ")[2]) for line in lines if line.startswith("CMD ")]

    assert {"requirements.lock", "src"} <= set(copied) == allowed
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert start[0] in COMMANDS


def test_the_example_of_compose_starts_commands_that_there_are_with_settings_that_there_are() -> None:
    whole = yaml.safe_load((ROOT / "compose.example.yaml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "deploy" / "containers.md").read_text(encoding="utf-8")
    named = set(re.findall(r"HOSPES_[A-Z_]+", page + yaml.safe_dump(whole)))
    ours = {name: one for name, one in whole["services"].items() if one["image"] == "hospes:local"}

    assert {one["command"][0] for one in ours.values()} == {"migrate", "serve", "worker"} <= set(COMMANDS)
    assert sorted(named - {setting.name for setting in SETTINGS}) == []
    assert all(one["read_only"] and one["cap_drop"] == ["ALL"] for one in ours.values())
    assert [
        port for one in whole["services"].values() for port in one.get("ports", ()) if "127.0.0.1:" not in port
    ] == []
    compile(ours["site"]["healthcheck"]["test"][-1], "healthcheck", "exec")
