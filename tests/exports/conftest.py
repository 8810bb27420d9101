import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from hospes.journal import guards
from tests.site import BACKEND
from tests.world import kept_for_now


def read(answer: Any) -> tuple[list[str], list[dict[str, str]]]:
    """Headings and rows of a table in CSV, as a program reads them."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    return lines[0], [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture
def signed_in() -> Any:
    def browser(person: Any) -> Client:
        client = Client()
        client.force_login(person, backend=BACKEND)
        return client

    return browser


@contextmanager
def emptied() -> Iterator[None]:
    """As in a fresh installation: no row of ours. Everything is back afterwards."""
    with kept_for_now():
        guards.take_down(connection)
        with connection.cursor() as cursor:
            for table in reversed([model._meta.db_table for model in apps.get_models(include_auto_created=True)]):
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  tables of ours
        guards.put_up(connection)
        yield


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of an archive, but for the manifest, which says when it was made."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    del found["manifest.json"]
    return found
