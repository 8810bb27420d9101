"""What an import would do: every row beside what is here already. Nothing is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from hospes.core.spreadsheets import Row, Sheet, UnreadableFileError
from hospes.core.text import words
from hospes.organisations.importing.columns import NEEDED, recognised_columns
from hospes.organisations.importing.rows import Doubt, Problem, Reading, Reason, SourceMapping, read_row
from hospes.organisations.models import Accreditation, Organisation, OrganisationPost

FIELDS = ("name", "kind", "country", "territory", "town", "website", "oid", "pic")
Progress = Callable[[Iterable[Row]], Iterable[Row]]


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(slots=True)
class Step:
    """What one row does. `organisation` is the one that is here, or the new one that is not saved yet."""

    line: int
    verdict: Verdict
    name: str
    organisation: Organisation | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    accreditation: Accreditation | None = None
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class ImportPlan:
    steps: list[Step]
    columns: dict[str, str]
    unused: list[str]

    def count(self, verdict: Verdict) -> int:
        return sum(step.verdict == verdict for step in self.steps)

    @property
    def counts(self) -> dict[str, int]:
        return {verdict.value: self.count(verdict) for verdict in Verdict}

    @property
    def refused(self) -> list[Step]:
        return [step for step in self.steps if step.verdict == Verdict.REFUSED]

    @property
    def doubtful(self) -> list[Step]:
        return [step for step in self.steps if step.doubts and step.verdict != Verdict.REFUSED]

    @property
    def changes_something(self) -> bool:
        return any(step.verdict in (Verdict.NEW, Verdict.CHANGED) for step in self.steps)


def plan_import(sheet: Sheet, mapping: SourceMapping | None = None, progress: Progress = iter) -> ImportPlan:
    """Compare a list with what is here: by accreditation, then OID or PIC, then name, town and country."""
    mapping = mapping or SourceMapping()
    columns = recognised_columns(sheet.columns, mapping.columns)
    missing = [column for column in NEEDED if column not in columns.values()]
    if missing:
        raise UnreadableFileError(
            _("These columns are missing: %(columns)s. The first line of the file must name its columns.")
            % {"columns": ", ".join(missing)}
        )
    here = _Here()
    steps = [_step(read_row(row, columns, mapping), here) for row in progress(sheet.rows)]
    return ImportPlan(steps, columns, [name for name in sheet.columns if name not in columns])


class _Here:
    """What is known: the database, and the rows above in the same file."""

    def __init__(self) -> None:
        organisations = list(Organisation.objects.all())
        by_pk = {one.pk: one for one in organisations}
        self.by_name = {name_key(one.name, one.town, one.country): one for one in organisations}
        self.by_code = {code: one for one in organisations for code in (one.oid, one.pic) if code}
        self.accreditations = {row.number: row for row in Accreditation.objects.all()}
        self.by_number = {number: by_pk[row.organisation_id] for number, row in self.accreditations.items()}
        self.with_people = set(OrganisationPost.objects.values_list("organisation_id", flat=True).distinct())
        self.lines: dict[str, int] = {}
        self.met: set[int] = set()

    def found(self, reading: Reading) -> list[Organisation]:
        """Every organisation here that the row may mean, each once, the surest first."""
        values, number = reading.values, reading.accreditation.get("number", "")
        sure = [self.by_number.get(number), self.by_code.get(values["oid"]), self.by_code.get(values["pic"])]
        certain = [one for one in sure if one is not None]
        if not certain:
            named = self.by_name.get(name_key(values["name"], values["town"], values["country"]))
            certain = [named] if named is not None else []
        return list({id(one): one for one in certain}.values())


def name_key(name: str, town: str, country: str) -> tuple[str, str, str]:
    return words(name), words(town), country


def _step(reading: Reading, here: _Here) -> Step:
    name = reading.values["name"]
    number = reading.accreditation.get("number", "")
    if number and number in here.lines:
        reading.problems.append(Problem("accreditation", number, Reason.TWICE))
    found = here.found(reading) if not reading.problems else []
    if len(found) > 1:
        reading.problems.append(Problem("accreditation", number, Reason.TWO_ORGANISATIONS))
    if reading.problems:
        return Step(reading.line, Verdict.REFUSED, name, problems=reading.problems, doubts=reading.doubts)
    if number:
        here.lines[number] = reading.line
    organisation = found[0] if found else None
    if organisation is None:
        organisation, verdict = _new(reading, here), Verdict.NEW
        changes: dict[str, Any] = {}
    else:
        changes, verdict = _changes(organisation, reading, here), Verdict.UNCHANGED
    here.met.add(id(organisation))
    accreditation = _accreditation(organisation, reading, here)
    if verdict == Verdict.UNCHANGED and (changes or accreditation is not None):
        verdict = Verdict.CHANGED
    return Step(reading.line, verdict, name, organisation, changes, accreditation, doubts=reading.doubts)


def _new(reading: Reading, here: _Here) -> Organisation:
    values = {name: value for name, value in reading.values.items() if value}
    organisation = Organisation(**values)
    here.by_name[name_key(organisation.name, organisation.town, organisation.country)] = organisation
    for code in (organisation.oid, organisation.pic):
        if code:
            here.by_code[code] = organisation
    return organisation


def _changes(organisation: Organisation, reading: Reading, here: _Here) -> dict[str, Any]:
    """Where people look after their organisation, a list only fills what is empty. Elsewhere the list is right.

    What the list leaves empty changes nothing. Of two rows for one organisation the first is right, so
    that a second import of the same list changes nothing.
    """
    only_fill = organisation.pk in here.with_people or id(organisation) in here.met
    changes = {
        name: value
        for name, value in reading.values.items()
        if value and getattr(organisation, name) != value and not (only_fill and getattr(organisation, name))
    }
    for name, value in changes.items():
        setattr(organisation, name, value)
    return changes


def _accreditation(organisation: Organisation, reading: Reading, here: _Here) -> Accreditation | None:
    """The accreditation to save, or nothing when it stands as it is."""
    values = reading.accreditation
    if not values:
        return None
    known = here.accreditations.get(values["number"])
    if known is None:
        row = Accreditation(organisation=organisation, **values)
        here.accreditations[row.number] = row
        here.by_number[row.number] = organisation
        return row
    told = {name: value for name, value in values.items() if value}
    if all(getattr(known, name) == value for name, value in told.items()):
        return None
    for name, value in told.items():
        setattr(known, name, value)
    return known
