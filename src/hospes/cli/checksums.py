"""`hospes checksums`: what is in each table, in one number that is the same on either database."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from hospes.exports.archive.values import canonical
from hospes.exports.batches import PORTION

_MODULUS = 2**256


@dataclass(frozen=True)
class Sum:
    """One table: how many rows, and the sum of their hashes. The order in which a database keeps them says nothing."""

    table: str
    rows: int
    total: str


def models() -> list[type[Model]]:
    """Every table of the installation, tables between two models included."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted((model for model in found if not model._meta.proxy), key=lambda model: model._meta.db_table)


def sums(using: str = DEFAULT_DB_ALIAS, tick: Callable[[int], object] = lambda _rows: None) -> list[Sum]:
    return [_sum(model, using, tick) for model in models()]


def _sum(model: type[Model], using: str, tick: Callable[[int], object]) -> Sum:
    columns = [field.attname for field in model._meta.concrete_fields]
    count = total = 0
    for row in model._base_manager.using(using).order_by().values_list(*columns).iterator(chunk_size=PORTION):
        written = json.dumps([_plain(value) for value in row], ensure_ascii=True, separators=(",", ":"))
        total = (total + int.from_bytes(hashlib.sha256(written.encode("ascii")).digest(), "big")) % _MODULUS
        count += 1
        tick(1)
    return Sum(model._meta.db_table, count, f"{total:064x}")


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | UUID():
            return str(value)
        case bytes() | memoryview():
            return bytes(value).hex()
        case dict() | list() | float():
            return canonical(value)
        case None | bool() | int() | str():
            return value
    return str(value)


def report(found: list[Sum]) -> str:
    """A line for each table that has rows, and one for all."""
    width = max(len(one.table) for one in found)
    filled = [one for one in found if one.rows]
    lines = [f"{one.table:<{width}}  {one.rows:>9}  {one.total[:16]}" for one in filled]
    whole = hashlib.sha256("\n".join(f"{one.table} {one.rows} {one.total}" for one in filled).encode()).hexdigest()
    return "\n".join([*lines, f"{'all':<{width}}  {sum(one.rows for one in found):>9}  {whole[:16]}"])
