import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from tests.site import BACKEND


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
