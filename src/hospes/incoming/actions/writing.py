"""Writing what a file would do: all of it, or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.core.exceptions import PermissionDenied

from hospes.incoming import rules
from hospes.incoming.choices import Verdict
from hospes.incoming.models import EntrySource, ImportedContact
from hospes.incoming.reading.comparing import AT_ONCE, Comparer, Judged
from hospes.journal.actions import Told, record_many
from hospes.matchmaking.actions.bringing_in import bring_change, bring_in, entry_from
from hospes.matchmaking.choices import EntryKind
from hospes.organisations.actions.organisations import free_slug, search_words
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person


class RefusedRowsError(Exception):
    """Some rows are refused and nobody said that the others may go in alone."""


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


class Writer:
    """Writes compared rows, a few hundred at a time. Call it inside one transaction."""

    def __init__(self, origin: From, comparer: Comparer, *, by: Person | None, at: datetime, partial: bool) -> None:
        self.origin, self.comparer, self.by, self.at, self.partial = origin, comparer, by, at, partial
        self.written = Written()
        self._made: dict[str, Organisation] = {}
        self._slugs: set[str] | None = None

    def write(self, judged: Iterable[Judged]) -> Written:
        waiting = iter(judged)
        while batch := list(islice(waiting, AT_ONCE)):
            self._count(batch)
            taken = [one for one in batch if one.is_taken]
            organisations = self._organisations(taken)
            self.written.entries_new += sum(one.source is None for one in taken)
            self.written.entries_changed += sum(one.source is not None for one in taken)
            self._bring_in([one for one in taken if one.source is None], organisations)
            for one in taken:
                if one.source is not None:
                    self._change(one, one.source)
            self._keep_contacts(taken, organisations)
        return self.written

    def _count(self, batch: Iterable[Judged]) -> None:
        for one in batch:
            if one.stands_in_the_way and not self.partial:
                raise RefusedRowsError
            self.written.counts[one.verdict.value] += 1
            self.written.rows_out += not one.is_taken and one.verdict != Verdict.UNCHANGED

    # Organisations

    def _organisations(self, taken: Iterable[Judged]) -> Mapping[int, Organisation]:
        """The organisation of each row, by its line. Those that nobody knew come in as known, not as members."""
        missing = {one.found.new: one for one in taken if one.found.new and one.found.new not in self._made}
        if missing:
            self._add_organisations(missing)
        here = Organisation.objects.in_bulk({one.found.pk for one in taken if one.found.pk is not None})
        return {id(one): here[one.found.pk] if one.found.pk is not None else self._made[one.found.new] for one in taken}

    def _add_organisations(self, missing: Mapping[str, Judged]) -> None:
        if self.by is not None and not rules.may_add_organisations(self.by):
            raise PermissionDenied
        if self._slugs is None:
            self._slugs = set(Organisation.objects.values_list("slug", flat=True))
        for new, one in missing.items():
            named = one.row.named
            made = Organisation(
                name=named.name, country=named.country, territory=named.region, town=named.town,
                slug=free_slug(named.name, self._slugs),
            )  # fmt: skip
            self._slugs.add(made.slug)
            made.search_words = search_words(made)
            self._made[new] = made
        Organisation.objects.bulk_create(self._made[new] for new in missing)
        told = [Told(self._made[new], None, {"line": one.row.line}) for new, one in missing.items()]
        record_many("organisation.imported", told, by=self.by)
        self.written.organisations += len(missing)

    # Entries

    def _bring_in(self, new: Iterable[Judged], organisations: Mapping[int, Organisation]) -> None:
        entries = {id(one): entry_from(organisations[id(one)], EntryKind(one.row.kind), one.row.values) for one in new}
        lines = [(one, entries[id(one)]) for one in new]
        bring_in([(one.row.line, entry) for one, entry in lines], by=self.by, submitted=self.comparer.submits)
        EntrySource.objects.bulk_create(
            EntrySource(
                entry=entry,
                file=self.origin.file,
                sheet=self.origin.sheet,
                line=one.row.line,
                fingerprint=one.row.fingerprint,
                reference=self.comparer.reference_of(one.row, entry.organisation_id),
                values=one.row.values,
                note=one.row.note,
                imported_at=self.at,
            )
            for one, entry in lines
        )

    def _change(self, one: Judged, source: EntrySource) -> None:
        """What people changed here stays, unless somebody said that the file is right."""
        bring_change(source.entry, one.new_values, by=self.by)
        source.values |= one.row.values
        source.file, source.sheet, source.line = self.origin.file, self.origin.sheet, one.row.line
        source.fingerprint, source.note, source.imported_at = one.row.fingerprint, one.row.note, self.at
        source.save()

    def _keep_contacts(self, taken: Iterable[Judged], organisations: Mapping[int, Organisation]) -> None:
        """The address in an old list, for organisations that have nobody here."""
        emails: dict[int, str] = {}
        for one in taken:
            if one.row.email:
                emails.setdefault(organisations[id(one)].pk, one.row.email)
        posts = OrganisationPost.objects.now().filter(organisation__in=emails)
        with_people = set(posts.values_list("organisation_id", flat=True))
        ImportedContact.objects.bulk_create(
            [
                ImportedContact(organisation_id=pk, email=email, file=self.origin.file, kept_at=self.at)
                for pk, email in emails.items()
                if pk not in with_people
            ],
            ignore_conflicts=True,
        )
