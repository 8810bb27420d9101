"""`hospes drill`: the restore, practised from the file to the first page, beside the running installation."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from hospes.cli import archive, archive_file
from hospes.cli.archive_making import write_backup
from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import require_migrated, start_django
from hospes.cli.words import take

PAGES = ("/health/live", "/", "/api/v1/organisations", "/accounts/login/")
# A restore changes these on purpose: what was under way does not come back.
PUT_TO_REST = frozenset({*archive.PUT_TO_REST, "django_migrations"})
_START_SECONDS = 60


def drill(given: list[str]) -> int:
    places = ("FILE",) if given and not given[0].startswith("--") else ()
    words = take(given, places=places, options={"--key": Path})
    start_django()
    require_migrated()
    from django.conf import settings

    with tempfile.TemporaryDirectory(prefix=".drill-", dir=settings.DATA_DIR) as name:
        folder = Path(name)
        source = Path(words["FILE"]).absolute() if words["FILE"] else _made_now(folder)
        manifest = _manifest(source, folder, words["--key"])
        with _elsewhere(folder / "data") as environment:
            _hospes(environment, "restore", str(source), *(["--key", str(words["--key"])] if words["--key"] else []))
            _step("The backup is restored beside this installation")
            _compare(environment, manifest)
            _hospes(environment, "verify-journal")
            _step("No line of the journal is missing or changed")
            _look_at_pages(environment)
    print("The drill went well. Nothing of it is left.")
    return 0


def _made_now(folder: Path) -> Path:
    source = folder / "now.tar"
    write_backup(source, [])
    return source


def _manifest(source: Path, folder: Path, key_file: Path | None) -> Mapping[str, Mapping[str, str]]:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        return archive_file.read(source, Path(name), key_file).manifest


@contextmanager
def _elsewhere(data: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation with its own folder and database, gone afterwards."""
    from django.conf import settings
    from django.db import connection

    data.mkdir()
    base = {name: value for name, value in os.environ.items() if not name.startswith("HOSPES_")}
    base |= {"HOSPES_DATA_DIR": str(data), "HOSPES_ALLOWED_HOSTS": "127.0.0.1"}
    if connection.vendor == "sqlite":
        yield base
        return
    name = f"hospes_drill_{uuid.uuid4().hex[:12]}"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        yield base | {"HOSPES_DATABASE_URL": urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def _compare(environment: Mapping[str, str], manifest: Mapping[str, Mapping[str, str]]) -> None:
    found = json.loads(_hospes(environment, "checksums", "--json"))
    wanted = {table: total for table, total in manifest.get("sums", {}).items() if table not in PUT_TO_REST}
    different = sorted(table for table, total in wanted.items() if found.get(table) != total)
    if different:
        raise MistakeError(f"The restored table {different[0]} is not as the backup was. Keep an older backup.")
    _step(f"{len(wanted)} tables hold exactly what they held")
    uploads = {name: total for name, total in manifest["members"].items() if name.startswith("uploads/")}
    folder = Path(environment["HOSPES_DATA_DIR"])
    for name, total in uploads.items():
        if archive_file.checksum(folder / name) != total:
            raise MistakeError(f"The restored file {name} is not as the backup was. Keep an older backup.")
    _step(f"{len(uploads)} uploaded files are what they were")


def _look_at_pages(environment: Mapping[str, str]) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "hospes", "serve", "--bind", address, "--workers", "1"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=silent, stderr=silent) as site:  # noqa: S603
        try:
            end = time.monotonic() + _START_SECONDS
            while not _answers(address) and site.poll() is None and time.monotonic() < end:
                time.sleep(0.2)
            for page in PAGES:
                with urllib.request.urlopen(f"http://{address}{page}", timeout=30) as answer:
                    answer.read()
                _step(f"{page} answers")
        except OSError as error:
            raise MistakeError(f"The restored site does not answer as it should: {error}.") from error
        finally:
            site.terminate()


def _answers(address: str) -> bool:
    host, _colon, port = address.partition(":")
    with closing(socket.socket()) as probe:
        return probe.connect_ex((host, int(port))) == 0


def _hospes(environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "hospes", *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MistakeError(f"`hospes {words[0]}` failed in the drill: {done.stderr.strip().splitlines()[-1:] or done}")
    return done.stdout


def _step(words: str) -> None:
    print(f"  ok   {words}.")
