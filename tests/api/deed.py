"""One thing that an operation does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Deed:
    """Something that an operation does when the right one asks: who, and with what body."""

    who: str
    body: Mapping[str, Any] | None = None
    query: str = ""
