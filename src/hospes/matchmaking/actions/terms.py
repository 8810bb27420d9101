"""Keep the codes of an entry in step with it, so that lists filter, count and search in the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db import transaction

from hospes.core.text import words
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.reference.fields import fields
from hospes.reference.regions import ancestors
from hospes.reference.topics import TOPICS

# Yes-or-no fields that lists filter by.
FLAGS = ("open_to_apprentices", "open_to_anyone", "green_travel")
_ROUND = 500


@transaction.atomic
def rebuild(entry: Entry) -> None:
    """Write the entry's terms and search words anew; rows that stay right are not touched."""
    _rebuild([entry], {(row.entry_id, row.scheme, row.code): row.pk for row in entry.terms.all()})
    found = search_words(entry)
    if found != entry.search_words:
        entry.search_words = found
        Entry.objects.filter(pk=entry.pk).update(search_words=found)


@transaction.atomic
def rebuild_some(entries: Sequence[Entry]) -> None:
    """The terms of some hundred entries, whose search words are right already."""
    rows = EntryTerm.objects.filter(entry__in=entries).values_list("entry", "scheme", "code", "pk")
    _rebuild(entries, {(entry, scheme, code): pk for entry, scheme, code, pk in rows})


def _rebuild(entries: Iterable[Entry], there: Mapping[tuple[int, str, str], int]) -> None:
    wanted = {(entry.pk, scheme, code) for entry in entries for scheme, code in terms_of(entry)}
    gone = [pk for term, pk in there.items() if term not in wanted]
    if gone:
        EntryTerm.objects.filter(pk__in=gone).delete()
    EntryTerm.objects.bulk_create(
        [EntryTerm(entry_id=pk, scheme=scheme, code=code) for pk, scheme, code in sorted(wanted - there.keys())],
        ignore_conflicts=True,
    )


def rebuild_all() -> int:
    """For every entry: organisations move and lists of codes grow. Returns how many there are."""
    last, count = 0, 0
    while batch := list(
        Entry.objects.select_related("organisation")
        .prefetch_related("terms")
        .filter(pk__gt=last)
        .order_by("pk")[:_ROUND]
    ):
        for entry in batch:
            rebuild(entry)
        last, count = batch[-1].pk, count + len(batch)
    return count


def terms_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Scheme and code. A narrower code brings the wider ones it belongs to."""
    for scheme, codes in (
        ("format", entry.formats),
        ("profile", entry.profiles),
        ("language", entry.languages),
        ("measure", entry.measures),
        ("need", entry.needs),
        ("support", [one["kind"] for one in entry.support]),
    ):
        for code in codes or ():
            yield scheme, code
    for code in entry.topics or ():
        yield "topic", code
        if code in TOPICS and TOPICS[code].parent is not None:
            yield "topic", str(TOPICS[code].parent)
    for code in entry.fields or ():
        yield from (("field", wider) for wider in _field_and_wider(code))
    for first, last in entry.windows or ():
        yield from (("month", month) for month in months(date.fromisoformat(first), date.fromisoformat(last)))
    yield "country", entry.organisation.country
    if territory := entry.organisation.territory:
        yield from (("region", code) for code in (territory, *ancestors(territory)))
    yield from (("flag", flag) for flag in FLAGS if getattr(entry, flag))


def _field_and_wider(code: str) -> Iterator[str]:
    known = fields()
    wider: str | None = code
    while wider:
        yield wider
        wider = known[wider].parent if wider in known else None


def months(first: date, last: date) -> list[str]:
    """Every month that the days touch: `2027-05`."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def search_words(entry: Entry) -> str:
    """The entry's own words, folded. Topics are searched by code, in every language."""
    support = [part for one in entry.support for part in (one["amount"], one["eligibility"])]
    return words(" ".join([entry.title, entry.text, entry.call, entry.partners_sought, *support]))
