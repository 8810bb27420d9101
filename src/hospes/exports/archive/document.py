"""The page that says what is in an archive, drawn from the declarations."""

from hospes.exports.archive import manifest
from hospes.exports.archive.kinds import KINDS, NOT_KEPT, Kind
from hospes.exports.archive.parts import columns_of


def page() -> str:
    """docs/reference/export-format.md."""
    kinds = "\n\n".join(_kind(kind) for kind in KINDS)
    stays = "\n".join(f"| {label} | {reason} |" for label, reason in sorted(NOT_KEPT.items()))
    names = " · ".join(f"[{kind.name}](#{kind.name})" for kind in KINDS)
    return f"""# The export format

What `hospes export all` writes and `hospes import all` reads: format {manifest.FORMAT}. Drawn from the code by
`just export-format`. [Take everything along](../guides/take-everything-along.md) says how to use it.

## Files

| file | what |
|---|---|
| `manifest.json` | product, format, scope, release, moment, records of each kind, end of the journal; of every other \
file its bytes and its SHA-256. The scope is `partnership`, `organisation` or `part` |
| `data/KIND.jsonl` | one JSON object a line, UTF-8, lines end with LF: exact, and what an import reads |
| `data/KIND.csv` | the same as a table, UTF-8, comma, CRLF: for people and spreadsheets |
| `schema/KIND.schema.json` | JSON Schema (2020-12) of one line |
| `calendar/stays.ics`, `calendar/deadlines.ics` | agreed stays, and deadlines of project ideas |
| `files/…` | uploaded pictures, under the names that the records give |

Moments are in UTC with microseconds, days are `2027-05-01`, keys are UUIDs, records of a kind stand in the order of
their number. Numbers stay the same in a rebuilt installation, so that addresses and links go on working. In JSON
`null` is *unknown* and `[]` is *none*; in CSV both an unknown value and an empty text are an empty cell, and lists and
objects are written as JSON.

A text in CSV that a spreadsheet would take for a formula has an apostrophe in front. Take one apostrophe away from a
cell that begins with apostrophes followed by `=`, `+`, `-`, `@`, a tab or a line break (spaces and wide letters
count as well), and you have the text as it was typed.

An archive made by an older release can be read: fields that it does not have get their default. A field that this
release does not know is refused.

The file that an organisation takes along for itself has the same shape and scope `organisation`. It holds its own
records of these kinds with fewer columns. `hospes import organisation` reads its page and its entries.

## Kinds

{names}

{kinds}

## What stays

Nothing here opens a door elsewhere, and nothing that can be made again is carried.

| model | why it stays |
|---|---|
{stays}
"""


def _kind(kind: Kind) -> str:
    rows = "\n".join(
        f"| `{column.code}` | {_type(column.schema)} | {column.schema.get('description', '')} |"
        for column in columns_of(kind)
    )
    left_out = "".join(f"\n\nLeft out: `{name}`, {reason}." for name, reason in kind.left_out.items())
    return f"""### {kind.name}

{kind.about}

| column | type | meaning |
|---|---|---|
{rows}{left_out}"""


def _type(schema: dict[str, object]) -> str:
    said = schema.get("type", "any JSON")
    words = " or ".join(str(one) for one in said) if isinstance(said, list) else str(said)
    details = [str(schema["format"])] if "format" in schema else []
    details += [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    return f"{words} ({', '.join(details)})" if details else words
