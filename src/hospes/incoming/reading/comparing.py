"""What rows would do: each beside what is here already, and beside the rows above it. Nothing is written."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError

from hospes.core.text import words
from hospes.incoming.choices import Refusal, Verdict
from hospes.incoming.models import EntrySource
from hospes.incoming.reading.basis import basis
from hospes.incoming.reading.organisations import Found, KnownOrganisations
from hospes.incoming.reading.rows import Problem, Proposed, shown
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_contradictions
from hospes.organisations.models import Organisation

AT_ONCE = 500
# Words are compared only where a column holds them.
_MAY_BE_EMPTY = frozenset({"text"})


@dataclass(frozen=True)
class Decision:
    """What a person decided about a row."""

    is_left_out: bool = False
    is_taken_anyway: bool = False
    overwrites: bool = False
    picked: int | None = None


@dataclass(frozen=True)
class Change:
    """A field that the file says otherwise. `kept`: people changed it here, and the file does not win by itself."""

    field: str
    old: Any
    new: Any
    kept: bool


@dataclass
class Judged:
    """A row and what it would do."""

    row: Proposed
    decision: Decision
    found: Found
    verdict: Verdict = Verdict.NEW
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    like_line: int | None = None
    source: EntrySource | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it writes something."""
        if self.decision.is_left_out:
            return False
        if self.verdict == Verdict.TWICE:
            return self.decision.is_taken_anyway
        return self.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.CONFLICT)

    @property
    def stands_in_the_way(self) -> bool:
        """Refused, and nobody said that it may stay out."""
        return self.verdict == Verdict.REFUSED and not self.decision.is_left_out

    @property
    def new_values(self) -> dict[str, Any]:
        """Of a row that changes an entry: what goes into it."""
        return {one.field: one.new for one in self.changes if not one.kept or self.decision.overwrites}


class Comparer:
    """Compares rows in their order. One for each file: it remembers the rows above."""

    def __init__(
        self, *, own: Organisation | None, creates_organisations: bool, signature: str, submits: bool, before: datetime
    ) -> None:
        """`before`: what comes in while these rows are written is not compared with them."""
        # Before anything is looked at: what changes from here on shows.
        self.basis = basis()
        self.known = KnownOrganisations(own=own)
        self.own, self.creates, self.submits = own, creates_organisations, submits
        self.signature, self.before = signature, before
        self._said: dict[str, int] = {}
        # What rows above are about already.
        self._claimed: set[int] = set()

    def compare(self, rows: Iterable[tuple[Proposed, Decision]]) -> Iterator[Judged]:
        """A few questions to the database for each few hundred rows."""
        waiting = iter(rows)
        while batch := list(islice(waiting, AT_ONCE)):
            earlier = self._earlier(row for row, _decision in batch)
            judged = [self._placed(row, decision, earlier) for row, decision in batch]
            known = self._referred(judged)
            for one in judged:
                self._judge(one, earlier, known)
                yield one

    def _earlier(self, rows: Iterable[Proposed]) -> dict[tuple[str, str], list[EntrySource]]:
        return _grouped(self._sources(fingerprint__in={row.fingerprint for row in rows}), "fingerprint")

    def _referred(self, judged: Sequence[Judged]) -> dict[tuple[str, str], list[EntrySource]]:
        asked = {self.reference_of(one.row, one.found.pk) for one in judged if one.found.pk is not None}
        return _grouped(self._sources(reference__in=asked), "reference")

    def _sources(self, **asked: Any) -> list[EntrySource]:
        rows = EntrySource.objects.select_related("entry").filter(**asked, imported_at__lt=self.before).order_by("pk")
        return list(rows if self.own is None else rows.filter(entry__organisation=self.own))

    def reference_of(self, row: Proposed, organisation: int) -> str:
        """The same for the same row of the same list, though its words may have changed."""
        named = row.number or words(row.values.get("title", ""))
        return hashlib.sha256(f"{self.signature}|{organisation}|{row.kind}|{named}".encode()).hexdigest()

    def _placed(self, row: Proposed, decision: Decision, earlier: dict[tuple[str, str], list[EntrySource]]) -> Judged:
        before = [source.entry.organisation_id for source in earlier.get((row.fingerprint, row.kind), [])]
        found = self.known.find(row, decision.picked, before)
        return Judged(row, decision, found, like_line=found.like_line)

    # The verdict

    def _judge(
        self,
        one: Judged,
        earlier: dict[tuple[str, str], list[EntrySource]],
        referred: dict[tuple[str, str], list[EntrySource]],
    ) -> None:
        same = _of(earlier.get((one.row.fingerprint, one.row.kind), []), one.found.pk)
        twin = self._seen(one)
        if same is not None:
            one.verdict, one.source = Verdict.UNCHANGED, same
            self._claimed.add(same.pk)
            return
        one.problems = [*one.row.problems, *self._without_organisation(one)]
        if one.problems:
            one.verdict = Verdict.REFUSED
            return
        asked = self.reference_of(one.row, one.found.pk) if one.found.pk is not None else ""
        one.source = self._claim(referred.get((asked, one.row.kind), []), one.found.pk, earlier)
        if one.source is not None:
            self._differ(one, one.source)
        elif twin is not None:
            one.verdict, one.like_line = Verdict.TWICE, twin

    def _claim(
        self,
        sources: Iterable[EntrySource],
        organisation: int | None,
        earlier: dict[tuple[str, str], list[EntrySource]],
    ) -> EntrySource | None:
        """Several rows may have one title: each is about another entry, and none about one that a row still says."""
        free = (one for one in sources if one.pk not in self._claimed)
        found = _of((one for one in free if (one.fingerprint, one.entry.kind) not in earlier), organisation)
        if found is not None:
            self._claimed.add(found.pk)
        return found

    def _without_organisation(self, one: Judged) -> list[Problem]:
        named = one.row.named
        cell = next((cell for cell in one.row.cells if cell.holds == "organisation"), None)
        column = cell.column if cell else ""

        def refused(reason: Refusal) -> list[Problem]:
            return [Problem(column, shown(named.name), reason.value, is_own=False)]

        if one.found.pk is not None:
            is_out = self.submits and one.found.pk in self.known.suspended
            return refused(Refusal.SUSPENDED) if is_out else []
        if self.own is not None:
            return refused(Refusal.OTHER_ORGANISATION)
        if not named.name:
            return refused(Refusal.NO_ORGANISATION)
        if not self.creates:
            return refused(Refusal.UNKNOWN_ORGANISATION)
        return [] if named.country else refused(Refusal.NO_COUNTRY)

    def _differ(self, one: Judged, source: EntrySource) -> None:
        """Three values of each field: as imported, as it is here now, as the file says now."""
        one.changes = list(_changes(one.row.values, source))
        if source.entry.status == EntryStatus.WITHDRAWN or not one.changes:
            one.changes, one.verdict = [], Verdict.UNCHANGED
        elif any(change.kept for change in one.changes):
            one.verdict = Verdict.CONFLICT
        else:
            one.verdict = Verdict.CHANGED
        one.problems = _contradictions(one, source)
        if one.problems:
            one.verdict = Verdict.REFUSED

    def _seen(self, one: Judged) -> int | None:
        """The line above that says the same of the same organisation."""
        values = {name: value for name, value in one.row.values.items() if name not in ("title", "text", "language")}
        said = [one.found.pk or one.found.new, one.row.kind, words(one.row.values["title"]), values]
        key = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        first = self._said.setdefault(key, one.row.line)
        return first if first != one.row.line else None


def _grouped(sources: Iterable[EntrySource], by: str) -> dict[tuple[str, str], list[EntrySource]]:
    found: dict[tuple[str, str], list[EntrySource]] = defaultdict(list)
    for source in sources:
        found[getattr(source, by), source.entry.kind].append(source)
    return found


def _of(sources: Iterable[EntrySource], organisation: int | None) -> EntrySource | None:
    return next((source for source in sources if source.entry.organisation_id == organisation), None)


def _changes(values: dict[str, Any], source: EntrySource) -> Iterator[Change]:
    for name, new in values.items():
        imported, now = source.values.get(name), getattr(source.entry, name)
        if name == "language" or new in (imported, now) or (not new and name in _MAY_BE_EMPTY):
            continue
        nobody_touched_it = now == imported or (imported is None and not now)
        yield Change(name, now, new, kept=not nobody_touched_it)


def _contradictions(one: Judged, source: EntrySource) -> list[Problem]:
    """What the file says may be right by itself, and not together with what people changed here."""
    names = FIELDS_OF[EntryKind(source.entry.kind)]
    try:
        refuse_contradictions({name: getattr(source.entry, name) for name in names} | one.new_values)
    except ValidationError as error:
        return [
            Problem(name, "", Refusal.NOT_ALLOWED.value, str(errors[0].messages[0]), is_own=False)
            for name, errors in error.error_dict.items()
        ]
    return []


def plain(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Problems or changes as JSON keeps them."""
    return [asdict(item) for item in items]
