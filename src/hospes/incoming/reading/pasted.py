"""A pasted text, read: values for the form, and what they were read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from hospes import recognise
from hospes.core.validation import one_line
from hospes.incoming.reading.rows import LONGEST_TITLE, Cell, shortened
from hospes.incoming.reading.values import said
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_wrong_values
from hospes.recognise import Found, Sure, Vocabulary
from hospes.reference.topics import topic_label

# What the form asks, in its order; the rest of a record is shown and not filled in.
ASKED = (
    "kind title topics formats profiles people fewer_opportunities windows days languages accessible measures needs "
    "fields funding"
).split()
# Where words far apart were read, the whole between them is not marked.
LONGEST_MARK = 90


@dataclass(frozen=True)
class Pasted:
    """What a text says. `kind` is empty where it does not say whether somebody hosts or sends."""

    kind: str
    kinds: tuple[str, ...]
    values: dict[str, Any]
    cells: list[Cell]
    # The parts of the text that values came from.
    read: list[str]


def read_text(text: str, *, kind: str, as_of: date, vocabulary: Vocabulary, language: str) -> Pasted:
    """Each thing is found by itself; what is not found stays open."""
    record = recognise.record(text, as_of=as_of, vocabulary=vocabulary)
    kinds = _kinds(record.fields.get("kind"))
    chosen = kind or (kinds[0] if len(kinds) >= 1 else "")
    cells: list[Cell] = []
    values: dict[str, Any] = {}
    for name in ASKED:
        found = record.fields.get(name)
        if found is None or found.sure == Sure.NOTHING:
            continue
        cell = _cell(name, found, chosen or EntryKind.OFFER.value)
        cells.append(cell)
        values |= {key: value for key, value in cell.values.items() if key not in values}
    if title := _title(record.fields.get("title"), values):
        values["title"] = title
    values["language"] = language
    return Pasted(
        chosen,
        kinds,
        _good(values, chosen or EntryKind.OFFER.value),
        cells,
        [part for cell in cells for part in cell.written.split("…")],
    )


def _title(named: Found[Any] | None, values: dict[str, Any]) -> str:
    """The title that the text gives itself; else the topics by their names. Running text makes no title."""
    if named is not None and named.value:
        return shortened(one_line(str(named.value)), LONGEST_TITLE)
    return shortened(", ".join(topic_label(code) for code in values.get("topics") or ()), LONGEST_TITLE)


def _kinds(found: Found[Any] | None) -> tuple[str, ...]:
    said_ = (found.value if found is not None else None) or ()
    return tuple(kind.value for kind in (EntryKind.OFFER, EntryKind.WISH) if kind.value in said_)


def _cell(name: str, found: Found[Any], kind: str) -> Cell:
    cell = Cell(0, name, "", found.read, int(found.sure))
    cell.notes = [[note.code, dict(note.facts)] for note in found.because]
    if name in ("kind", "title"):
        return cell
    column = name
    if name == "accessible":
        column = "measures" if kind == EntryKind.OFFER else "needs"
    answer = said(column, found, EntryKind(kind))
    cell.sure, cell.values = int(answer.sure), answer.values
    cell.notes = [[note.code, dict(note.facts)] for note in answer.notes]
    return cell


def _good(values: dict[str, Any], kind: str) -> dict[str, Any]:
    """Only what an entry of this kind can hold: the form begins with nothing that it would refuse."""
    known = {name: value for name, value in values.items() if name in FIELDS_OF[EntryKind(kind)]}
    try:
        refuse_wrong_values(EntryKind(kind), {name: value for name, value in known.items() if name != "title" or value})
    except ValidationError as error:
        return {name: value for name, value in known.items() if name not in error.error_dict}
    return known


def marked(text: str, read: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces; True for those that something was read from."""
    spans: list[tuple[int, int]] = []
    for part in map(str.strip, read):
        at = text.find(part) if part else -1
        if at >= 0 and len(part) <= LONGEST_MARK:
            spans.append((at, at + len(part)))
    pieces: list[tuple[str, bool]] = []
    done = 0
    for first, last in sorted(spans):
        if first > done:
            pieces.append((text[done:first], False))
        if last > done:
            pieces.append((text[max(first, done) : last], True))
            done = last
    if done < len(text):
        pieces.append((text[done:], False))
    return pieces
