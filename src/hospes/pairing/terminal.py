"""What the engine's commands share: mistakes in one line, numbers among the options, answers as JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hospes.pairing.strict_json import FileError


def told(command: Callable[[], int], name: str) -> int:
    """Runs a command; what the user can mend is said in one line."""
    try:
        return command()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except FileError as problem:
        sys.stderr.write(f"{name}: {plain(str(problem))}\n")
    except OSError as problem:
        sys.stderr.write(f"{name}: {plain(str(problem.filename))}: {problem.strerror}.\n")
    return 2


def write(answer: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(answer, indent=1) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


def plain(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()


def seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0
    if not 0 < found < float("inf"):
        raise argparse.ArgumentTypeError("must be a number of seconds above 0")
    return found


def count(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        found = int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else -1
        if found < least:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least}")
        return found

    return read
