"""Fields of education and training (ISCED-F 2013): a tree by prefix of the code.

`07` Engineering contains `073` Architecture and construction, which contains `0732` Building.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from hospes.reference.tables import rows


class Field(NamedTuple):
    code: str
    english: str

    @property
    def level(self) -> int:
        """1 broad, 2 narrow, 3 detailed."""
        return len(self.code) - 1

    @property
    def parent(self) -> str | None:
        return self.code[:-1] if len(self.code) > 2 else None


@cache
def fields() -> Mapping[str, Field]:
    """Every field by its code, in the order of the classification."""
    return MappingProxyType({code: Field(code, english) for code, english in rows("isced_f.tsv")})


def field_parents() -> dict[str, str | None]:
    return {code: field.parent for code, field in fields().items()}


def is_field(code: str) -> bool:
    return code in fields()
