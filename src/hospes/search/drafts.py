"""A document as the app that owns the thing writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hospes.search.tokens import code, tokens, written


@dataclass(frozen=True, slots=True)
class Draft:
    kind: str
    object_id: int
    is_public: bool
    heading: str = ""
    body: str = ""
    codes: str = ""
    since: datetime | None = None


def said(*texts: tuple[str, str]) -> str:
    """Texts, each with the language it is written in, as the index keeps them."""
    return written({token for text, language in texts for token in tokens(text, language)})


def coded(terms: Iterable[tuple[str, str]]) -> str:
    """Schemes and codes as the index keeps them."""
    return written({code(scheme, value) for scheme, value in terms})
