"""One event, one line, whatever people put into it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from hospes.core import log


@pytest.fixture
def lines(monkeypatch) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    log.configure({"level": "INFO", "readable": False})
    yield written
    root.handlers, root.level = before, level


@pytest.mark.parametrize("evil", ["a\r\nb", "\x1b[2J", "a\u2028b", '"}{"level": "error"}', "\ud800"])
def test_a_record_stays_on_one_line(lines: io.StringIO, evil: str) -> None:
    logging.getLogger("somebody").warning("Not Found: %s", evil)
    structlog.get_logger("hospes").info("seen", path=evil)

    records = lines.getvalue().split("\n")
    assert len(records) == 3
    assert records[2] == ""
    assert json.loads(records[0])["event"] == f"Not Found: {evil}"
    assert json.loads(records[1])["path"] == evil
    assert lines.getvalue().isascii()
    assert "\x1b" not in lines.getvalue()


def break_in_two() -> None:
    message = "broken\nin two"
    raise ValueError(message)


def test_a_failure_is_one_record_with_its_story(lines: io.StringIO) -> None:
    try:
        break_in_two()
    except ValueError:
        logging.getLogger("anything").exception("trouble")

    (record, rest) = lines.getvalue().split("\n", 1)
    assert rest == ""
    assert "ValueError: broken" in json.loads(record)["exception"]


def test_lines_carry_the_request_id(lines: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        logging.getLogger("django").warning("x")

    assert json.loads(lines.getvalue())["request_id"] == "r-1"
