"""The file that says how the sheets of one source are read. Described in docs/reference/mapping-file.md."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hospes.core.spreadsheets import UnreadableFileError
from hospes.core.text import words
from hospes.incoming.reading.sheets import FIELDS, TOGETHER, Table
from hospes.matchmaking.choices import EntryKind
from hospes.reference.languages import is_language

PARTS = ("sheet", "heading_line", "columns", "language", "all_are")


@dataclass(frozen=True)
class SheetMapping:
    """What a mapping file says. What it leaves out is found by itself."""

    sheet: str = ""
    heading_line: int | None = None
    # Words of a heading, or the letters of a column → what it holds.
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    all_are: str = ""


def read_mapping(content: bytes) -> SheetMapping:
    """`{"sheet": "Answers", "heading_line": 4, "columns": {"Topic(s)": "topics", "H": "people"}, "language": "en"}`"""
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(_("The mapping file is not valid JSON.")) from error
    if not isinstance(given, dict) or set(given) - set(PARTS):
        raise UnreadableFileError(_("A mapping file has these parts: %(parts)s.") % {"parts": ", ".join(PARTS)})
    columns = given.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(holds, str) for holds in columns.values()):
        raise UnreadableFileError(_("In the mapping file, “%(part)s” must be pairs of texts.") % {"part": "columns"})
    for holds in columns.values():
        if holds not in FIELDS:
            raise UnreadableFileError(
                _("In the mapping file, “%(value)s” is not one of: %(known)s.")
                % {"value": holds[:60], "known": ", ".join(FIELDS)}
            )
    line, language, sheet = given.get("heading_line"), given.get("language", "en"), given.get("sheet", "")
    if line is not None and (not isinstance(line, int) or isinstance(line, bool) or line < 0):
        raise UnreadableFileError(_("In the mapping file, “heading_line” must be a whole number."))
    if not isinstance(sheet, str) or not isinstance(language, str) or not is_language(language):
        raise UnreadableFileError(_("In the mapping file, “sheet” and “language” must be texts that we know."))
    all_are = given.get("all_are", "")
    if all_are not in ("", EntryKind.OFFER, EntryKind.WISH):
        raise UnreadableFileError(_("In the mapping file, “all_are” must be “offer” or “wish”."))
    return SheetMapping(sheet, line, columns, language, all_are)


def written_mapping(table: Table, *, sheet: str, language: str) -> dict[str, Any]:
    """What was found by itself, as a file that somebody can change and hand in again."""
    twins = _twins(table)
    columns = {
        heading.letters if not heading.text or words(heading.text) in twins else heading.text: heading.guess
        for heading in table.headings
    }
    found: dict[str, Any] = {"heading_line": table.heading_line, "columns": columns, "language": language}
    return {"sheet": sheet, **found} if sheet else found


def columns_of(table: Table, given: Mapping[str, str]) -> dict[int, str]:
    """Place of a column → what it holds: as the mapping says, and guessed where it says nothing."""
    letters = {heading.letters: heading.at for heading in table.headings}
    by_words = {words(heading.text): heading.at for heading in reversed(table.headings) if heading.text}
    said: dict[int, str] = {}
    for name, holds in given.items():
        at = by_words.get(words(name), letters.get(name.strip().upper()))
        if at is None:
            raise UnreadableFileError(
                _("The mapping file names a column that the sheet does not have: %(name)s") % {"name": name[:60]}
            )
        said[at] = holds
    return once({heading.at: said.get(heading.at, heading.guess) for heading in table.headings}, first=said)


def once(columns: Mapping[int, str], first: Mapping[int, str] | None = None) -> dict[int, str]:
    """What is read once is read from the column that somebody named, else from the first one."""
    taken = {holds for holds in (first or {}).values() if holds not in TOGETHER}
    kept: dict[int, str] = {}
    for at, holds in columns.items():
        is_said = first is not None and at in first
        kept[at] = holds if is_said or holds in TOGETHER or holds not in taken else "ignore"
        if not is_said and kept[at] not in TOGETHER:
            taken.add(holds)
    return kept


def _twins(table: Table) -> set[str]:
    texts = [words(heading.text) for heading in table.headings]
    return {text for text in texts if texts.count(text) > 1}
