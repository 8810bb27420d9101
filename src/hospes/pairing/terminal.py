"""What the engine's commands share: their market, mistakes in one line, numbers among the options, answers as JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from errno import EACCES, EISDIR, ENOENT
from os import W_OK, access, strerror
from pathlib import Path
from typing import Any

from hospes.pairing.distance import Trees
from hospes.pairing.files import read_market, read_settings
from hospes.pairing.parties import Market
from hospes.pairing.strict_json import FileError

# A million entries with every field said take about half of this.
MOST_BYTES = 2**31


def told(command: Callable[[], int], name: str) -> int:
    """Runs a command; what the user can mend is said in one line."""
    try:
        return command()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except FileError as problem:
        sys.stderr.write(f"{name}: {plain(str(problem))}\n")
    except OSError as problem:
        where = f"{plain(str(problem.filename))}: " if problem.filename is not None else ""
        sys.stderr.write(f"{name}: {where}{problem.strerror or 'cannot be read or written'}.\n")
    except MemoryError:
        sys.stderr.write(f"{name}: this needs more memory than the machine gives. Try a part of the entries.\n")
    return 2


def content(path: Path) -> bytes:
    """What stands in a file, or in a pipe, unless it is too much to work with."""
    found = bytearray()
    with path.open("rb") as file:
        while part := file.read(2**20):
            found += part
            if len(found) > MOST_BYTES:
                raise FileError(plain(str(path)), f"is larger than {MOST_BYTES >> 20} MB. Try a part of the entries.")
    return bytes(found)


def market_in(options: argparse.Namespace, trees: Trees) -> Market:
    """The market of a command, with the settings of `--settings` laid over its own."""
    market = read_market(content(options.market), trees)
    if options.settings is None:
        return market
    return replace(market, settings=read_settings(content(options.settings), market.settings))


def can_be_written(out: Path | None) -> None:
    """Says before the work begins that its answer could not be kept."""
    if out is None:
        return
    if out.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(out))
    if not out.parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(out))
    if not access(out if out.exists() else out.parent, W_OK):
        raise PermissionError(EACCES, strerror(EACCES), str(out))


def write(answer: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(answer, indent=1) + "\n"
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(out)) from None


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


def count(least: int, most: int = 9_999_999) -> Callable[[str], int]:
    def read(text: str) -> int:
        found = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else -1
        if not least <= found <= most:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")
        return found

    return read
