"""Writing what an import planned: all of it, or nothing."""

from collections import deque
from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.core.spreadsheets import Sheet
from hospes.journal.actions import record, take_the_chain
from hospes.organisations import rules
from hospes.organisations.actions.organisations import free_slug, search_words
from hospes.organisations.importing.plan import ImportPlan, Step, Verdict, plan_import
from hospes.organisations.importing.rows import SourceMapping
from hospes.organisations.models import Accreditation, Organisation, PendingImport
from hospes.people.models import Person

_AT_ONCE = 500
Progress = Callable[[Iterable[Step]], Iterable[Step]]


class RefusedRowsError(Exception):
    """Some rows are refused and nobody said that the others may go in alone."""


@transaction.atomic
def import_list(
    sheet: Sheet,
    mapping: SourceMapping | None = None,
    *,
    by: Person | None,
    partial: bool = False,
    progress: Progress = iter,
) -> ImportPlan:
    """Compare and write in one turn: a list that two people import at once goes in once.

    Any organisation may be changed by it, so all are held first, as whoever changes one of them holds it first.
    """
    deque(Organisation.objects.select_for_update().order_by("pk").values_list("pk").iterator(), maxlen=0)
    take_the_chain()
    plan = plan_import(sheet, mapping)
    apply_import(plan, by=by, partial=partial, progress=progress)
    return plan


@transaction.atomic
def apply_import(plan: ImportPlan, *, by: Person | None, partial: bool = False, progress: Progress = iter) -> None:
    """Write the new and changed organisations. `by=None`: the command line."""
    if by is not None and not rules.may_import(by):
        raise PermissionDenied
    if plan.refused and not partial:
        raise RefusedRowsError
    _write(plan)
    for step in progress(plan.steps):
        if step.verdict == Verdict.NEW:
            record("organisation.imported", on=step.organisation, by=by, facts={"line": step.line})
        elif step.verdict == Verdict.CHANGED:
            facts = {"line": step.line, "fields": sorted(step.changes)}
            record("organisation.import_changed", on=step.organisation, by=by, facts=facts)
    if plan.changes_something:
        record("organisations.imported", by=by, facts=plan.counts)


def _write(plan: ImportPlan) -> None:
    new = [step.organisation for step in plan.steps if step.verdict == Verdict.NEW and step.organisation]
    taken = set(Organisation.objects.values_list("slug", flat=True))
    for organisation in new:
        organisation.slug = free_slug(organisation.name, taken)
        taken.add(organisation.slug)
        organisation.search_words = search_words(organisation)
    Organisation.objects.bulk_create(new, batch_size=_AT_ONCE)

    changed = {id(step.organisation): step.organisation for step in plan.steps if step.changes and step.organisation}
    now = timezone.now()
    for organisation in changed.values():
        organisation.search_words, organisation.changed_at = search_words(organisation), now
    saved = [organisation for organisation in changed.values() if organisation.pk]
    names = ["name", "kind", "country", "territory", "town", "website", "oid", "pic", "search_words", "changed_at"]
    Organisation.objects.bulk_update(saved, names, batch_size=_AT_ONCE)

    rows = [step.accreditation for step in plan.steps if step.accreditation]
    for row in rows:
        row.organisation_id = row.organisation.pk
    Accreditation.objects.bulk_create([row for row in rows if row.pk is None], batch_size=_AT_ONCE)
    Accreditation.objects.bulk_update(
        [row for row in rows if row.pk is not None], ["year", "status"], batch_size=_AT_ONCE
    )


@transaction.atomic
def keep_for_preview(content: bytes, *, name: str, partial: bool, by: Person) -> PendingImport:
    """Keep a list until its sender has looked at what it would do. It replaces the one sent before."""
    if not rules.may_import(by):
        raise PermissionDenied
    PendingImport.objects.filter(person=by).delete()
    return PendingImport.objects.create(person=by, name=name[:200], content=content, partial=partial)


def forget_pending(*, by: Person) -> None:
    PendingImport.objects.filter(person=by).delete()
