"""One kind of record as three files: JSON Lines for programs, CSV for people, and the schema of both."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import ForeignKey, QuerySet

from hospes.core.sheets import harmless
from hospes.exports.archive import values
from hospes.exports.archive.kinds import KINDS, Kind
from hospes.exports.batches import PORTION

Tick = Callable[[int], object]


@dataclass(frozen=True)
class Column:
    """One column: its code, what JSON Schema says of it, and how a value is written."""

    code: str
    schema: dict[str, Any]
    write: Callable[[Any], Any] = lambda value: value


@dataclass(frozen=True)
class Part:
    """Records of one kind: `rows` gives values in the order of the columns."""

    name: str
    about: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Any]]]

    def records(self) -> Iterator[dict[str, Any]]:
        for row in self.rows():
            yield {column.code: column.write(value) for column, value in zip(self.columns, row, strict=True)}


def part_of(kind: Kind, rows: "QuerySet[Any] | None" = None) -> Part:
    """A kind of the archive: all of it, or some rows, in the order of their keys."""
    found = kind.model._base_manager.all() if rows is None else rows

    def read() -> Iterator[Sequence[Any]]:
        return found.order_by("pk").values_list(*kind.columns).iterator(chunk_size=PORTION)

    return Part(kind.name, kind.about, columns_of(kind), read)


def columns_of(kind: Kind) -> list[Column]:
    return [Column(one.attname, values.schema(one) | _link(one), values.writer(one)) for one in kind.fields]


def _link(field: Any) -> dict[str, Any]:
    """Which kind a key points at."""
    if not isinstance(field, ForeignKey):
        return {}
    target = field.related_model._meta.label
    name = next((kind.name for kind in KINDS if kind.label == target), "")
    return {"description": f"key of a record in {name}"} if name else {}


def write(part: Part, folder: Path, tick: Tick = lambda _rows: None) -> int:
    """Write the three files of a part under `folder`. Returns the number of records."""
    for name in ("data", "schema"):
        (folder / name).mkdir(exist_ok=True)
    (folder / f"schema/{part.name}.schema.json").write_text(schema_text(part), encoding="utf-8", newline="\n")
    count = 0
    with (
        (folder / f"data/{part.name}.jsonl").open("w", encoding="utf-8", newline="\n") as lines,
        (folder / f"data/{part.name}.csv").open("w", encoding="utf-8", newline="") as table,
    ):
        cells = csv.writer(table, lineterminator="\r\n")
        cells.writerow(column.code for column in part.columns)
        for record in part.records():
            lines.write(values.line(record))
            cells.writerow(map(cell, record.values()))
            count += 1
            if count % PORTION == 0:
                tick(PORTION)
    tick(count % PORTION)
    return count


def cell(value: Any) -> str | int | float:
    """A value as it stands in CSV. Nothing and an empty text look the same; JSON Lines tells them apart."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case str():
            return harmless(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def schema_text(part: Part) -> str:
    """JSON Schema of one line."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hospes:archive:1:{part.name}",
        "title": part.name,
        "description": part.about,
        "type": "object",
        "properties": {column.code: column.schema for column in part.columns},
        "required": [column.code for column in part.columns],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
