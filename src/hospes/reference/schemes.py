"""The lists whose labels can be loaded from an official file, with the codes each one has."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hospes.reference.fields import fields

ISCED_F = "isced-f"

ENGLISH: Mapping[str, Callable[[], Mapping[str, str]]] = MappingProxyType(
    {ISCED_F: lambda: {code: field.english for code, field in fields().items()}}
)

# How official files write some languages, and how we do.
_SPELLINGS = {"en_gb": "en", "nb": "no", "nb_no": "no", "pt_pt": "pt", "gr": "el"}


def language_of(written: str) -> str:
    """Our code for a language as a file writes it: `en_GB` → `en`, `nb` → `no`."""
    code = written.strip().replace("-", "_").lower()
    return _SPELLINGS.get(code, code)
