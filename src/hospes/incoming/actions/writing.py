"""Writing what a file would do: all of it, or nothing, and in one short turn.

Only one transaction at a time may write, so all that takes long is done before: rows are compared, their entries
made ready as the database keeps them, and laid on disk. The turn itself looks whether the comparison still
holds, and writes.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Self
from uuid import UUID

from django.db import OperationalError, transaction

from hospes.core.bulk import columns_of, insert_rows, much_to_write, row_maker, take_numbers
from hospes.core.deadlocks import was_ended
from hospes.incoming.actions.organisations import Organisations
from hospes.incoming.actions.spool import Spool
from hospes.incoming.choices import Verdict
from hospes.incoming.models import EntrySource
from hospes.incoming.reading.basis import basis
from hospes.incoming.reading.comparing import AT_ONCE, Comparer, Judged
from hospes.journal.actions import record_rows, take_the_chain
from hospes.matchmaking.actions.bringing_in import bring_changes, ready_entry
from hospes.matchmaking.actions.documents import draft_of
from hospes.matchmaking.actions.terms import terms_of
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.matchmaking.rules.entries import StaleEntryError
from hospes.people.models import Person
from hospes.search.actions import next_revision
from hospes.search.models import Document

MOST_TRIES = 3


class RefusedRowsError(Exception):
    """Some rows are refused and nobody said that the others may go in alone."""


class StaleError(Exception):
    """Something that the rows were compared with has changed since."""


@dataclass(frozen=True)
class From:
    """Where rows come from."""

    file: str
    sheet: str = ""


@dataclass
class Written:
    """What was written."""

    counts: Counter[str] = field(default_factory=Counter)
    entries_new: int = 0
    entries_changed: int = 0
    organisations: int = 0
    # Rows that somebody left out, that say the same as another, or that are refused.
    rows_out: int = 0

    @property
    def is_something(self) -> bool:
        return bool(self.entries_new or self.entries_changed)

    def told(self) -> dict[str, int]:
        """For the journal, and for the page that says how it ended."""
        return {
            **{verdict.value: self.counts[verdict] for verdict in Verdict},
            "entries_new": self.entries_new,
            "entries_changed": self.entries_changed,
            "organisations": self.organisations,
            "rows_out": self.rows_out,
        }


class Stage:
    """Compared rows made ready to be written. Use it in a `with`, call `take`, then `write` in a transaction."""

    def __init__(self, origin: From, comparer: Comparer, *, by: Person | None, at: datetime, partial: bool) -> None:
        self.origin, self.comparer, self.by, self.at, self.partial = origin, comparer, by, at, partial
        self.written = Written()
        self.is_refused = False
        self._spool = Spool()
        self._organisations = Organisations(by=by)
        self._changed: list[Judged] = []
        self._row_of_entry, self._row_of_source = row_maker(Entry), row_maker(EntrySource)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self._spool.__exit__(None, None, None)

    # Before the turn

    def take(self, judged: Iterable[Judged]) -> Iterator[Judged]:
        """Make rows ready, a few hundred at a time, and hand them on. After a refused one only those are told."""
        waiting = iter(judged)
        while batch := list(islice(waiting, AT_ONCE)):
            for one in batch:
                self.is_refused = self.is_refused or (one.stands_in_the_way and not self.partial)
                self.written.counts[one.verdict.value] += 1
                self.written.rows_out += not one.is_taken and one.verdict != Verdict.UNCHANGED
            if not self.is_refused:
                self._make_ready([one for one in batch if one.is_taken])
            yield from batch

    def _make_ready(self, taken: list[Judged]) -> None:
        organisations = self._organisations.of(taken)
        self._changed += [_without_cells(one) for one in taken if one.source is not None]
        new = [one for one in taken if one.source is None]
        ready = []
        for number, one in zip(take_numbers(Entry, len(new)), new, strict=True):
            entry = ready_entry(
                organisations[id(one)],
                EntryKind(one.row.kind),
                one.row.values,
                at=self.at,
                submitted=self.comparer.submits,
            )
            entry.pk = number
            terms = sorted(set(terms_of(entry)))
            draft = draft_of(entry, terms)
            ready.append(
                [
                    one.row.line,
                    str(entry.organisation.key),
                    self._row_of_entry(entry),
                    terms,
                    [draft.heading, draft.body, draft.codes],
                    self._row_of_source(self._source(one, entry))[1:],
                ]
            )
        self.written.entries_new += len(new)
        self.written.entries_changed += len(taken) - len(new)
        if ready:
            self._spool.put(ready)

    def _source(self, one: Judged, entry: Entry) -> EntrySource:
        return EntrySource(
            entry_id=entry.pk,
            file=self.origin.file,
            sheet=self.origin.sheet,
            line=one.row.line,
            fingerprint=one.row.fingerprint,
            reference=self.comparer.reference_of(one.row, entry.organisation_id),
            values=one.row.values,
            note=one.row.note,
            imported_at=self.at,
        )

    # The turn

    def write(self, watched: Callable[[Iterable[Any]], Iterable[Any]] = iter) -> Written:
        """All at once. Raises `StaleError` when what the rows were compared with is not the same any more."""
        if self.is_refused:
            raise RefusedRowsError
        take_the_chain()
        if basis() != self.comparer.basis:
            raise StaleError
        self.written.organisations = self._organisations.write()
        revision = next_revision() if self.written.entries_new else 0
        with much_to_write():
            for batch in watched(self._spool.batches()):
                self._insert(batch, revision)
        for first in range(0, len(self._changed), AT_ONCE):
            self._change(self._changed[first : first + AT_ONCE])
        self._organisations.keep_contacts(self.origin.file, self.at)
        return self.written

    def _insert(self, batch: list[Any], revision: int) -> None:
        insert_rows(Entry, columns_of(Entry), (entry for _line, _key, entry, *_rest in batch))
        terms = ((entry[0], scheme, code) for _line, _key, entry, terms, *_rest in batch for scheme, code in terms)
        insert_rows(EntryTerm, ("entry", "scheme", "code"), terms)
        insert_rows(EntrySource, columns_of(EntrySource)[1:], (source for *_rest, source in batch))
        documents = (("entry", entry[0], False, *words, None, revision) for _, _, entry, _, words, _ in batch)
        insert_rows(Document, _DOCUMENT, documents)
        told = ((entry[0], UUID(key), {"line": line}) for line, key, entry, *_rest in batch)
        record_rows("entry.imported", Entry, told, by=self.by)

    def _change(self, some: Sequence[Judged]) -> None:
        """What people changed here stays, unless somebody said that the file is right."""
        sources = [(one, one.source) for one in some if one.source is not None]
        asked = {source.entry_id: (source.entry.version, one.new_values) for one, source in sources}
        try:
            bring_changes(asked, by=self.by)
        except (StaleEntryError, Entry.DoesNotExist) as error:
            raise StaleError from error
        for one, source in sources:
            source.values |= one.row.values
            source.file, source.sheet, source.line = self.origin.file, self.origin.sheet, one.row.line
            source.fingerprint, source.note, source.imported_at = one.row.fingerprint, one.row.note, self.at
        EntrySource.objects.bulk_update([source for _one, source in sources], _OF_A_CHANGE)


_OF_A_CHANGE = ("values", "file", "sheet", "line", "fingerprint", "note", "imported_at")
_DOCUMENT = ("kind", "object_id", "is_public", "heading", "body", "codes", "since", "revision")


def _without_cells(one: Judged) -> Judged:
    """It waits in memory, and only pages show cells."""
    one.row.cells = []
    return one


Made = Callable[[], Stage]
Rows = Callable[[Stage], Iterable[Judged]]
Turn = Callable[[Stage], object]
Watch = Callable[[Iterable[Judged]], object]


def _look_at_none(rows: Iterable[object]) -> None:
    deque(rows, maxlen=0)


def in_one_turn(stage: Made, rows: Rows, turn: Turn, watch: Watch = _look_at_none) -> None:
    """Make rows ready and write them; when something changed meanwhile, or the database preferred somebody who
    waited for us as we waited for them, compare anew.

    `turn` runs in the transaction and calls `Stage.write`. The last try compares in the transaction, too, where
    nothing can change. `watch` sees every row.
    """
    for _try in range(MOST_TRIES - 1):
        with stage() as made:
            watch(made.take(rows(made)))
            try:
                with transaction.atomic():
                    turn(made)
            except StaleError:
                continue
            except OperationalError as error:
                if not was_ended(error):
                    raise
                continue
            return
    with transaction.atomic():
        take_the_chain()
        with stage() as made:
            watch(made.take(rows(made)))
            turn(made)
