"""Keeping the index in step with what it finds. Derived rows only: nothing that anybody did."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from hospes.core.bulk import insert_rows
from hospes.journal.actions import take_the_chain
from hospes.search.drafts import Draft
from hospes.search.models import Document, Meaning, Revision

_ROUND = 500
# Changes that a process may have missed before it reads everything anew.
_KEPT_REVISIONS = 1000
_WRITTEN = ("is_public", "heading", "body", "codes", "since")


@transaction.atomic
def write(drafts: Iterable[Draft]) -> int:
    """Write the documents that differ from what the index has. Returns how many did.

    In the transaction of what was done: who did it finds it with their next click.
    """
    changed = [row for batch in _batches(drafts) for row in _differing(batch)]
    if changed:
        number = next_revision()
        for row in changed:
            row.revision = number
        Document.objects.bulk_create(
            changed,
            batch_size=_ROUND,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=[*_WRITTEN, "revision"],
        )
    for kind in {row.kind for row in changed if not row.is_public}:
        hidden = [row.object_id for row in changed if row.kind == kind and not row.is_public]
        Meaning.objects.filter(kind=kind, object_id__in=hidden).delete()
    return len(changed)


def write_new(drafts: Iterable[Draft], *, revision: int) -> None:
    """Very many documents that are not there yet, under a number from `next_revision`."""
    fields = ("kind", "object_id", *_WRITTEN, "revision")
    insert_rows(Document, fields, ((one.kind, one.object_id, *_values(one), revision) for one in drafts))


@transaction.atomic
def forget(kind: str, object_ids: Sequence[int]) -> int:
    """Nobody finds these any more, and no word of theirs is kept."""
    return write(Draft(kind=kind, object_id=pk, is_public=False) for pk in object_ids)


def next_revision() -> int:
    """The number of this change. Whoever changes documents next waits until this transaction ends."""
    take_the_chain()
    last = Revision.objects.order_by("-number").values_list("number", flat=True).first() or 0
    Revision.objects.create(number=last + 1)
    Revision.objects.filter(number__lte=last - _KEPT_REVISIONS).delete()
    return last + 1


def _differing(drafts: list[Draft]) -> Iterator[Document]:
    kinds = {one.kind for one in drafts}
    there = {
        (row.kind, row.object_id): row
        for row in Document.objects.filter(kind__in=kinds, object_id__in=[one.object_id for one in drafts])
    }
    for one in drafts:
        row = there.get((one.kind, one.object_id))
        if row is None or _values(one) != tuple(getattr(row, name) for name in _WRITTEN):
            yield Document(kind=one.kind, object_id=one.object_id, **dict(zip(_WRITTEN, _values(one), strict=True)))


def _values(draft: Draft) -> tuple[object, ...]:
    return tuple(getattr(draft, name) for name in _WRITTEN)


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """One draft for each thing in a round: the last one counts."""
    left = iter(drafts)
    while batch := list(islice(left, _ROUND)):
        yield list({(one.kind, one.object_id): one for one in batch}.values())
