"""An organisation that comes with the file it took along: its page and its entries, into any partnership.

The file was in other hands, so each value is judged as if it was typed here, and facilitators check each entry before
it is published. What belongs to two sides or to people (introductions, messages, posts) stays in the file.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from hospes.core.uploads import MOST_BYTES, written_anew
from hospes.exports.archive import manifest
from hospes.exports.archive.checking import Record, records, wrong
from hospes.exports.archive.opening import ArchiveError, Opened, opened
from hospes.exports.archive.own import own_kind
from hospes.exports.archive.writing import FILES
from hospes.exports.batches import batches
from hospes.journal.actions import Told, record_many
from hospes.matchmaking.actions import terms
from hospes.matchmaking.actions.bringing_in import ready_entry
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.values import FIELDS_OF
from hospes.organisations.actions.organisations import add_organisation
from hospes.organisations.forms.fields import written_region
from hospes.organisations.forms.organisation import OrganisationForm
from hospes.organisations.models import Accreditation, Organisation, RegionChallenge, RegionSkillNeed
from hospes.reference.regions import is_region

Counts = dict[str, int]


def bring_organisation(source: Path, *, only_check: bool = False) -> Counts:
    """What came in, by kind; nothing when all of it is here already. All or nothing; with `only_check` nothing."""
    with (
        tempfile.TemporaryDirectory(prefix=".hospes-import-", dir=settings.DATA_DIR) as workshop,
        opened(source, Path(workshop)) as archive,
        transaction.atomic(),
    ):
        if archive.manifest.get("scope") != manifest.ORGANISATION:
            raise ArchiveError("This is no file that an organisation took along. `hospes import all` reads others.")
        organisation, found = _brought(archive)
        if only_check:
            transaction.set_rollback(True)
        elif "organisations" in found:
            _bring_logo(archive, organisation)
        return found


def _brought(archive: Opened) -> tuple[Organisation, Counts]:
    given = list(_lines(archive, Organisation))
    if len(given) != 1:
        raise ArchiveError("The archive is damaged: it holds not one organisation.")
    counts: Counts = {}
    organisation = Organisation.objects.filter(key=given[0][1]["key"]).first()
    if organisation is None:
        organisation = _added(given[0][1])
        counts["organisations"] = 1
        for model in (Accreditation, RegionChallenge, RegionSkillNeed):
            counts[own_kind(model).name] = _add_rows(archive, model, organisation)
    counts["entries"] = sum(_add_entries(lines, organisation) for lines in batches(_lines(archive, Entry)))
    return organisation, {name: count for name, count in counts.items() if count}


def _lines(archive: Opened, model: type[Model]) -> Iterator[tuple[int, Record]]:
    kind = own_kind(model)
    return records(archive.folder, kind) if kind.name in archive.rows else iter(())


# The organisation and what stands on its page


def _added(given: Record) -> Organisation:
    """Known here from now on, and not a member: that is for the secretariat to say."""
    typed = {name: given[name] for name in OrganisationForm.base_fields if name != "supporter_category"}
    form = OrganisationForm(
        typed | {"territory": written_region(given["territory"]) if is_region(given["territory"]) else ""},
        organisation=None,
        is_secretariat=False,
    )
    if not form.is_valid():
        raise _refused(Organisation, 1, ValidationError(form.errors.as_data()))
    organisation = add_organisation(by=None, **form.cleaned_data)
    organisation.key = given["key"]
    organisation.save(update_fields=["key"])
    return organisation


def _add_rows(archive: Opened, model: type[Model], organisation: Organisation) -> int:
    rows = []
    for number, given in _lines(archive, model):
        row = model(**{name: value for name, value in given.items() if name not in {"id", "organisation_id"}})
        row.organisation = organisation  # type: ignore[attr-defined]
        try:
            row.full_clean()
        except ValidationError as error:
            raise _refused(model, number, error) from error
        rows.append(row)
    model._default_manager.bulk_create(rows)
    return len(rows)


def _bring_logo(archive: Opened, organisation: Organisation) -> None:
    """Last, because a file is not taken back with the transaction."""
    ((_number, given),) = _lines(archive, Organisation)
    name = given["logo"]
    if not name or f"{FILES}/{name}" not in archive.manifest["files"]:
        return
    path = archive.folder / FILES / name
    if path.stat().st_size > MOST_BYTES:
        raise wrong(own_kind(Organisation), 1, "logo", "is larger than pictures may be")
    try:
        picture = written_anew(SimpleUploadedFile(path.name, path.read_bytes()))
    except ValidationError as error:
        raise _refused(Organisation, 1, ValidationError({"logo": error.messages})) from error
    organisation.logo.save(picture.name or "logo.webp", picture, save=False)
    organisation.logo_alt = given["logo_alt"] or organisation.name
    organisation.save(update_fields=["logo", "logo_alt"])


# Its entries


def _add_entries(lines: list[tuple[int, Record]], organisation: Organisation) -> int:
    """Those that are not here yet. What was on the market is a draft: somebody here reads it before everybody does."""
    keys = [given["key"] for _number, given in lines]
    here: dict[UUID, int] = dict(Entry.objects.filter(key__in=keys).values_list("key", "organisation"))
    if set(here.values()) - {organisation.pk}:
        raise ArchiveError("An entry of this archive is here already, and belongs to another organisation.")
    new = {number: _entry(number, given, organisation) for number, given in lines if given["key"] not in here}
    Entry.objects.bulk_create(new.values())
    terms.rebuild_some(list(new.values()))
    told = [Told(entry, organisation, {"line": number}) for number, entry in new.items()]
    return record_many("entry.imported", told, by=None)


def _entry(number: int, given: Record, organisation: Organisation) -> Entry:
    try:
        kind = EntryKind(given["kind"])
        values: dict[str, Any] = {name: given[name] for name in FIELDS_OF[kind] if name in given}
        entry = ready_entry(organisation, kind, values, at=timezone.now(), submitted=False)
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise _refused(Entry, number, error) from error
    entry.key = given["key"]
    if given["status"] == EntryStatus.WITHDRAWN:
        entry.status = EntryStatus.WITHDRAWN.value
    return entry


def _refused(model: type[Model], number: int, error: Exception) -> ArchiveError:
    """The first thing that is wrong, by its field."""
    said = error.message_dict if isinstance(error, ValidationError) and hasattr(error, "error_dict") else {}
    field, why = next(iter(said.items()), ("the line", [str(error)]))
    return wrong(own_kind(model), number, field, " ".join(why).rstrip("."))
