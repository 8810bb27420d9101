"""A row of the preview, in the reader's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hospes.core.text import words
from hospes.incoming.choices import OrganisationFrom, Verdict
from hospes.incoming.models import ImportRow
from hospes.incoming.phrases.cells import Shown, cell_from, shown_cell, values_words
from hospes.incoming.phrases.doubts import organisation_sentence
from hospes.incoming.phrases.refusals import problem_sentence
from hospes.incoming.reading.rows import Cell
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases.entries import Fact, facts, known
from hospes.recognise import Sure
from hospes.reference.countries import country_name

_STATUS = {
    Verdict.NEW: "live",
    Verdict.CHANGED: "live",
    Verdict.CONFLICT: "waiting",
    Verdict.TWICE: "waiting",
    Verdict.UNCHANGED: "over",
    Verdict.REFUSED: "bad",
}


@dataclass(frozen=True)
class Difference:
    """A field that the file says otherwise."""

    label: str
    old: str
    new: str
    kept: bool


@dataclass(frozen=True)
class Refused:
    column: str
    written: str
    sentence: str


@dataclass(frozen=True)
class RowShown:
    """What the preview shows of a row: what it would do, what was read, what somebody should look at."""

    row: ImportRow
    kind: str
    title: str
    organisation: str
    organisation_note: str
    verdict: str
    verdict_kind: str
    summary: list[str]
    # Guesses, and what was not understood. How many cells are likely only.
    doubts: list[Shown]
    likely: int
    cells: list[Shown]
    changes: list[Difference]
    problems: list[Refused]
    note: str
    # Organisations that are here and that a misspelled name may mean.
    alike: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it would write something if it is not left out."""
        return self.row.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.CONFLICT, Verdict.TWICE)

    @property
    def is_taken(self) -> bool:
        if self.row.is_left_out or not self.writes:
            return False
        return self.row.verdict != Verdict.TWICE or self.row.is_taken_anyway


def shown_rows(rows: Iterable[ImportRow], near: Mapping[int, Sequence[str]]) -> list[RowShown]:
    """`near`: names that may be meant, by the key of the row."""
    return [shown_row(row, alike=near.get(row.pk, ())) for row in rows]


def shown_row(row: ImportRow, *, alike: Sequence[str] = ()) -> RowShown:
    kind = row.kind or ""
    cells = [shown_cell(cell_from(cell), kind) for cell in row.cells]
    verdict = Verdict(row.verdict)
    return RowShown(
        row,
        str(EntryKind(kind).label) if kind else "",
        row.values.get("title") or _("Without a title"),
        _organisation(row),
        _organisation_note(row),
        _("Left out") if row.is_left_out else str(verdict.label),
        "over" if row.is_left_out else _STATUS[verdict],
        _summary(row),
        [cell for cell in cells if cell.is_doubtful and cell.sure < Sure.LIKELY] if _is_open(row) else [],
        sum(cell.is_doubtful and cell.sure >= Sure.LIKELY for cell in cells),
        [cell for cell in cells if cell.written],
        [_difference(change, kind) for change in row.changes],
        [Refused(one["column"], one["written"], problem_sentence(one)) for one in row.problems],
        row.note,
        tuple(alike),
    )


def _is_open(row: ImportRow) -> bool:
    """Whether somebody should still look at its cells."""
    return not row.is_left_out and row.verdict != Verdict.UNCHANGED


def _organisation(row: ImportRow) -> str:
    return row.organisation.name if row.organisation else row.named.get("name", "")


def _organisation_note(row: ImportRow) -> str:
    """How the organisation was found, and what the row calls it where that is something else."""
    found_by = OrganisationFrom(row.found_by)
    if found_by == OrganisationFrom.NEW:
        country = row.named.get("country", "")
        if not country:
            return str(found_by.label)
        return _("not known here yet, %(country)s") % {"country": country_name(country)}
    sentence = organisation_sentence(found_by, row.like_line)
    written = row.named.get("name", "")
    if row.organisation and written and words(written) != words(row.organisation.name):
        called = _("The row calls it “%(name)s”.") % {"name": written}
        return f"{called} {sentence}".strip()
    return sentence


# What one wants to know first, in this order.
_FIRST = ("formats", "profiles", "places", "people", "fewer_opportunities", "windows", "days", "languages", "funding")


def _summary(row: ImportRow) -> list[str]:
    if not row.kind:
        return []
    by_name = {fact.name: fact for fact in known(facts(Entry(kind=row.kind, **row.values), private=True))}
    return [_said(by_name[name]) for name in _FIRST if name in by_name]


def _said(fact: Fact) -> str:
    value = ", ".join(fact.values)
    if fact.name in ("places", "people", "fewer_opportunities"):
        return _("%(name)s: %(value)s") % {"name": fact.label, "value": value}
    return value


def _difference(change: Mapping[str, Any], kind: str) -> Difference:
    return Difference(
        field_label(change["field"], change["new"], kind),
        _value(change["field"], change["old"], kind),
        _value(change["field"], change["new"], kind),
        change["kept"],
    )


def field_label(name: str, value: Any, kind: str) -> str:
    rows = known(facts(Entry(kind=kind, **{name: value}), private=True)) if name not in ("title", "text") else []
    if rows:
        return rows[0].label
    return {"title": _("Title"), "text": _("Text")}.get(name, name)


def _value(name: str, value: Any, kind: str) -> str:
    if value in (None, "", [], {}):
        return "–"
    return str(value) if name in ("title", "text") else values_words({name: value}, kind) or str(value)


def legend() -> list[Shown]:
    """The four signs, with their words, for the explanation above the rows."""
    return [shown_cell(Cell(0, "remarks", "", "", sure), "") for sure in sorted(Sure, reverse=True)]
