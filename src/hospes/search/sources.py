"""What can be found. Each app says it in its `searched.py`:

    sources.add(sources.Source("entry", Entry, drafts_of))

From then on every line of the journal about such a thing brings its document up to date, in the same
transaction: an action that writes its line cannot forget the index.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model

from hospes.journal import listeners
from hospes.search import actions
from hospes.search.drafts import Draft
from hospes.search.models import Document

# Documents compared in one round.
_ROUND = 500
DraftsOf = Callable[[Sequence[int]], Iterable[Draft]]
TextsOf = Callable[[Sequence[int]], Iterable[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of things. `drafts_of` makes the documents of some of them, by their primary keys; `texts_of` gives
    what the search by meaning reads, for kinds that are found by it."""

    kind: str
    model: type[Model]
    drafts_of: DraftsOf
    texts_of: TextsOf | None = None


_SOURCES: dict[str, Source] = {}
# What else is written when the document of a thing of a kind changed.
_FOLLOWERS: dict[str, list[Callable[[int], object]]] = {}


def add(source: Source) -> None:
    _SOURCES[source.kind] = source
    listeners.listen(source.model._meta.label_lower, lambda ids: refresh(source.kind, [int(one) for one in ids]))


def follow(kind: str, function: Callable[[int], object]) -> None:
    """When the document of such a thing changed, those of others do: an organisation's entries bear its name."""
    _FOLLOWERS.setdefault(kind, []).append(function)


def all_sources() -> list[Source]:
    return [_SOURCES[kind] for kind in sorted(_SOURCES)]


def refresh(kind: str, object_ids: Sequence[int]) -> int:
    """Bring the documents of some things up to date. Returns how many changed."""
    source = _SOURCES[kind]
    changed = actions.write(source.drafts_of(object_ids))
    if changed:
        for follower in _FOLLOWERS.get(kind, ()):
            for object_id in object_ids:
                follower(object_id)
    return changed


def refresh_all(watched: Callable[[list[Sequence[int]]], Iterable[Sequence[int]]] = iter) -> int:
    """Compare every document with what it is about. `watched` shows the progress. Returns how many changed."""
    changed = 0
    for source in all_sources():
        known = list(source.model._default_manager.order_by("pk").values_list("pk", flat=True))
        for batch in watched(list(_rounds(known))):
            changed += actions.write(source.drafts_of(batch))
        gone = set(Document.objects.filter(kind=source.kind).exclude(heading="").values_list("object_id", flat=True))
        changed += actions.forget(source.kind, sorted(gone - set(known)))
    return changed


def missing() -> int:
    """How many things have no document: after an upgrade, until the index is made."""
    count = 0
    for source in all_sources():
        indexed = Document.objects.filter(kind=source.kind).values("object_id")
        count += source.model._default_manager.exclude(pk__in=indexed).count()
    return count


def _rounds(known: list[int]) -> Iterator[Sequence[int]]:
    yield from (known[first : first + _ROUND] for first in range(0, len(known), _ROUND))
