"""Reads an official file of labels and judges every line, without touching the database.

The file is CSV in UTF-8 with the headings `code`, `lang` and `label` in any order; more columns are
passed over.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from hospes.reference.languages import is_language
from hospes.reference.schemes import ENGLISH, language_of

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_LABEL = 500
_HEADINGS = ("code", "lang", "label")


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read. Its text is the sentence to show."""


class Refusal(NamedTuple):
    line: int
    column: str
    value: str
    reason: str


class Reading(NamedTuple):
    """What a file says: labels by code and language, and the lines that were refused."""

    labels: dict[tuple[str, str], str]
    refusals: list[Refusal]


def read_labels(path: Path, scheme: str) -> Reading:
    labels: dict[tuple[str, str], str] = {}
    refusals: list[Refusal] = []
    for line, row in _lines(_text_of(path)):
        refusal = _judge(line, row, scheme, labels)
        if refusal is not None:
            refusals.append(refusal)
        else:
            labels[row["code"], language_of(row["lang"])] = row["label"]
    if not labels and not refusals:
        raise UnreadableFileError(_("The file has headings but no lines. Nothing was loaded."))
    return Reading(labels, refusals)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(_("The file is larger than 20 MB. A file of labels is much smaller: check it."))
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFileError(_("The file cannot be read: %(reason)s.") % {"reason": reason}) from error
    if content.startswith(b"PK"):
        raise UnreadableFileError(_("This is a spreadsheet. Save it as CSV in UTF-8 and load that file."))
    if b"\0" in content:
        raise UnreadableFileError(_("The file holds characters that no text has. Save it as CSV in UTF-8 again."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_("The file is not in UTF-8. Save it as CSV in UTF-8 and load that file.")) from error


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line with its number, as a mapping of the columns we need."""
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    try:
        headings = [heading.strip().lower() for heading in next(reader, [])]
        missing = [heading for heading in _HEADINGS if heading not in headings]
        if missing:
            raise UnreadableFileError(
                _("The first line must have the headings code, lang and label. Missing: %(headings)s.")
                % {"headings": ", ".join(missing)}
            )
        places = {heading: headings.index(heading) for heading in _HEADINGS}
        for row in reader:
            if row:
                cell = {heading: row[at].strip() if at < len(row) else "" for heading, at in places.items()}
                yield reader.line_num, cell
    except csv.Error as error:
        raise UnreadableFileError(
            _("Line %(line)s cannot be read as CSV: check its quotation marks.") % {"line": reader.line_num}
        ) from error


def _judge(line: int, row: dict[str, str], scheme: str, so_far: dict[tuple[str, str], str]) -> Refusal | None:
    code, language, label = row["code"], language_of(row["lang"]), row["label"]
    column = reason = ""
    if code not in ENGLISH[scheme]():
        column, reason = "code", _("This code is not in the list. Codes keep their leading zeros.")
    elif not is_language(language):
        column, reason = "lang", _("This language is not known here.")
    elif not label:
        column, reason = "label", _("The label is empty.")
    elif len(label) > LONGEST_LABEL:
        column, reason = "label", _("The label is longer than 500 characters.")
    elif not label.isprintable():
        column, reason = "label", _("The label holds characters that cannot be shown.")
    elif so_far.get((code, language), label) != label:
        column, reason = "label", _("An earlier line gives this code another label.")
    return Refusal(line, column, _shown(row[column]), reason) if column else None


def _shown(value: str) -> str:
    """Short, and safe on a terminal."""
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value)
    return plain if len(plain) <= 60 else plain[:59] + "…"
