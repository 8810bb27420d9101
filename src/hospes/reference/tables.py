"""Reads the small tables of facts beside this module: lines of tab-separated columns.

Lines that begin with # name the source of the facts and are not part of the table.
"""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    table = files("hospes.reference") / "data" / name
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
