"""Reading what changed with the model, and forgetting what is no longer public. Derived rows only."""

import time
from collections.abc import Iterable, Iterator

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef

from hospes.search import meaning, sources
from hospes.search.models import Document, Meaning

# Texts read in one go: after each the database is written, and nobody waits for long.
_ROUND = 32


def read_what_changed(seconds: float) -> int:
    """For about so many seconds. Returns how many texts were looked at; nothing without the extra package."""
    by, end, number = meaning.model(), time.monotonic() + seconds, 0
    if by is None:
        return 0
    for source in sources.all_sources():
        if source.texts_of is None:
            continue
        forget_hidden(source.kind)
        for batch in _waiting(source.kind):
            _read(source.kind, batch, source.texts_of(list(batch)), by)
            number += len(batch)
            if time.monotonic() >= end:
                return number
    return number


def forget_hidden(kind: str) -> None:
    """Nothing is kept of what not everybody may read."""
    public = Document.objects.filter(kind=kind, is_public=True, object_id=OuterRef("object_id"))
    Meaning.objects.filter(~Exists(public), kind=kind).delete()


def _waiting(kind: str) -> Iterator[dict[int, int]]:
    """Revisions by object id of documents that changed since they were read, some at a time, each once."""
    known = Meaning.objects.filter(kind=kind, object_id=OuterRef("object_id"), revision__gte=OuterRef("revision"))
    documents = Document.objects.filter(~Exists(known), kind=kind, is_public=True).order_by("object_id")
    last = 0
    while batch := dict(documents.filter(object_id__gt=last).values_list("object_id", "revision")[:_ROUND]):
        yield batch
        last = max(batch)


def _read(kind: str, revisions: dict[int, int], texts: Iterable[tuple[int, str]], by: meaning.Model) -> None:
    said = {pk: meaning.cut(text) for pk, text in texts}
    digests = {pk: meaning.digest(text, by) for pk, text in said.items()}
    there = dict(Meaning.objects.filter(kind=kind, object_id__in=said).values_list("object_id", "digest"))
    other = [pk for pk in said if there.get(pk) != digests[pk]]
    vectors = by.of_texts([said[pk] for pk in other]).astype(np.float16) if other else ()
    with transaction.atomic():
        Meaning.objects.filter(kind=kind, object_id__in=other).delete()
        Meaning.objects.bulk_create(
            (
                Meaning(kind=kind, object_id=pk, revision=revisions[pk], digest=digests[pk], vector=row.tobytes())
                for pk, row in zip(other, vectors, strict=True)
            ),
            ignore_conflicts=True,
        )
        for pk in said.keys() - set(other):
            Meaning.objects.filter(kind=kind, object_id=pk).update(revision=revisions[pk])
