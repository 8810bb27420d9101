"""One ZIP with all that is kept about a person, for people and for programs.

data.json        everything; data.schema.json says how it is built (JSON Schema 2020-12)
lists/….csv      each list as a table; README.txt says what each column means
files/…          files that the person sent and that are still here
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hospes.core.sheets import Cell, csv_lines
from hospes.people import own
from hospes.people.models import Person

MEDIA_TYPE = "application/zip"
FILE_NAME = "my-hospes-data.zip"
# What is made while the person waits. Above it a worker makes the file, and a mail says when it is ready.
MOST_AT_ONCE = 5_000

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "long_text": {"type": ["string", "null"]},
    "code": {"type": ["string", "null"]},
    "mark": {"type": ["string", "null"]},
    "day": {"type": ["string", "null"], "format": "date"},
    "moment": {"type": ["string", "null"], "format": "date-time"},
    "number": {"type": ["number", "null"]},
    "yes_no": {"type": ["boolean", "null"]},
}


def rows_of(person: Person) -> int:
    """How many rows the archive will have."""
    return sum(keeper.count(person) for keeper in own.keepers())


def pack(person: Person, *, language: str) -> bytes:
    """The archive, with its words in one language."""
    out = io.BytesIO()
    with translation.override(language), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _readme())
        archive.writestr("data.schema.json", _json(schema()))
        with archive.open("data.json", "w") as file:
            for part in _data(person):
                file.write(part.encode("utf-8"))
        for keeper in own.keepers():
            with archive.open(f"lists/{keeper.name}.csv", "w") as file:
                for line in _table(keeper, person):
                    file.write(line.encode("utf-8"))
        for number, one in enumerate(own.files_of(person), start=1):
            archive.writestr(f"files/{number}-{_harmless_name(one.name)}", one.content)
    return out.getvalue()


def schema() -> dict[str, Any]:
    """How data.json is built: one list for each keeper, one property for each column."""
    lists = {
        keeper.name: {
            "title": str(keeper.title or keeper.name),
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    name: {"title": str(column.label), **_TYPES[column.kind], **_codes(column)}
                    for name, column in keeper.columns.items()
                },
                "required": list(keeper.columns),
                "additionalProperties": not keeper.columns,
            },
        }
        for keeper in own.keepers()
    }
    return {
        "$schema": _SCHEMA,
        "title": _("What Hospes keeps about one person"),
        "type": "object",
        "properties": {"gathered_at": {"type": "string", "format": "date-time"}, **lists},
        "required": ["gathered_at", *lists],
        "additionalProperties": False,
    }


def _codes(column: own.Column) -> dict[str, Any]:
    """What the codes mean. Codes of before may occur, so they are no closed list."""
    meanings = "; ".join(f"{code}: {words}" for code, words in column.codes.items())
    return {"description": meanings} if meanings else {}


def _data(person: Person) -> Iterator[str]:
    """data.json, piece by piece: a long list never lies in memory whole."""
    yield f'{{\n"gathered_at": {json.dumps(timezone.now().isoformat())}'
    for keeper in own.keepers():
        yield f",\n{json.dumps(keeper.name)}: ["
        before = "\n"
        for row in keeper.each(person):
            yield before + _json(own.plainly(row))
            before = ",\n"
        yield "]"
    yield "\n}\n"


def _table(keeper: own.Keeper, person: Person) -> Iterator[str]:
    names = list(keeper.columns)
    if not names:
        first = next(iter(keeper.each(person)), {})
        names = list(first)
    yield from csv_lines(names, ([_cell(row.get(name)) for name in names] for row in keeper.each(person)))


def _cell(value: own.Plain) -> Cell:
    """Days and moments as JSON says them; what has parts, as JSON."""
    plain = own.plainly({"": value})[""]
    return plain if plain is None or isinstance(plain, str | int | float | bool) else _json(plain)


def _readme() -> str:
    parts = [
        _("What Hospes keeps about you"),
        _("data.json holds everything, for programs. data.schema.json says how it is built."),
        _("The folder “lists” holds the same as tables. These are their columns:"),
    ]
    for keeper in own.keepers():
        lines = [f"lists/{keeper.name}.csv", str(keeper.title or keeper.name), str(keeper.activity.purpose)]
        lines += [f"  {name}: {column.label}" for name, column in keeper.columns.items()]
        parts.append("\n".join(lines))
    parts.append(_("The words of mails that we wrote to you are in your own mailbox: they may speak of others."))
    return "\r\n\r\n".join(part.replace("\n", "\r\n") for part in parts) + "\r\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _harmless_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name)[-80:].strip(".-") or "file"
