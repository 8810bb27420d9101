"""The stage `europe`: thousands of invented organisations and a hundred thousand entries, on top of the first round.

Made in bulk, by the same checks, terms and search words as one entry at a time; one line of the journal
tells of all of them. Nobody has compared the pairs yet: that is done when somebody looks.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random

from django.contrib.auth.hashers import make_password
from django.db.models import F
from django.utils import timezone

from hospes.core.bulk import gather_statistics, insert_rows
from hospes.demo import europe_entries, europe_words
from hospes.journal.actions import record
from hospes.matchmaking.actions import documents, terms
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.matchmaking.rules.validity import a_year_after
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_contradictions, refuse_wrong_values
from hospes.organisations.actions import documents as organisation_documents
from hospes.organisations.actions import search_words as organisation_words
from hospes.organisations.actions.organisations import free_slug
from hospes.organisations.choices import Membership, Post
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.actions import search_words as person_words
from hospes.people.models import Person
from hospes.reference.countries import eurostat
from hospes.reference.regions import regions
from hospes.search.actions import next_revision, write_new

ENTRIES = 100_000
# Organisations of this size: so many entries each, on average.
_ENTRIES_EACH, _LEAST_ORGANISATIONS = 25, 20
_ROUND = 1000
_STATUS = {EntryStatus.PUBLISHED: 980, EntryStatus.PAUSED: 12, EntryStatus.EXPIRED: 8}
Watched = Callable[[Iterable[int]], Iterable[int]]


def fill(entries: int, seed: int, watched: Watched) -> None:
    """Add the organisations, their people and so many entries. `watched` shows the progress."""
    chance = Random(seed)  # noqa: S311  the same seed gives the same Europe
    revision = next_revision()
    hosts = _organisations(max(entries // _ENTRIES_EACH, _LEAST_ORGANISATIONS), chance)
    write_new(map(organisation_documents.draft_of, hosts), revision=revision)
    _people(hosts, chance)
    hosts_by_size = [1 / place for place in range(5, len(hosts) + 5)]
    year = europe_entries.Year(timezone.localdate())
    owners = chance.choices(hosts, hosts_by_size, k=entries)
    made = (_entry(owner, year, chance) for owner in owners)
    for _number in watched(range(0, entries, _ROUND)):
        _write(list(islice(made, _ROUND)), revision)
    # Not out of step: pairs of these are found when somebody looks at one of them.
    Entry.objects.filter(paired_at=None).exclude(status=EntryStatus.SUBMITTED).update(paired_at=F("changed_at"))
    gather_statistics()
    record("demo.europe_made", by=None, facts={"organisations": len(hosts), "entries": entries, "seed": seed})


# Organisations and people


def _organisations(count: int, chance: Random) -> list[Organisation]:
    """Invented organisations in real regions; large countries have more of them, small ones have some."""
    slugs = set(Organisation.objects.values_list("slug", flat=True))
    places = _places()
    weights = [len(found) ** 0.5 for _country, found in places]
    rows = []
    for country, found in chance.choices(places, weights, k=count):
        row = _organisation(country, chance.choice(found), slugs, chance)
        slugs.add(row.slug)
        rows.append(row)
    return Organisation.objects.bulk_create(rows, batch_size=_ROUND)


def _places() -> list[tuple[str, list[str]]]:
    """Countries with their smallest regions."""
    found = []
    for country in europe_words.countries():
        codes = [code for code in regions() if code.startswith(eurostat(country))]
        deepest = max(map(len, codes))
        found.append((country, [code for code in codes if len(code) == deepest]))
    return found


def _organisation(country: str, territory: str, slugs: set[str], chance: Random) -> Organisation:
    words = chance.choice(europe_words.spoken_in(country))
    town = words.town(chance)
    name, kind = words.organisation(town, chance)
    slug = free_slug(name, slugs)
    is_member = chance.random() < 0.12
    row = Organisation(
        key=_key(chance),
        name=name,
        slug=slug,
        kind=kind,
        country=country,
        territory=territory,
        town=town,
        website=f"https://{slug}.example/",
        languages=list(dict.fromkeys([words.language, "en"])),
        membership=Membership.ACTIVE if is_member else Membership.NONE,
        member_since=timezone.localdate() - timedelta(days=chance.randint(30, 700)) if is_member else None,
    )
    row.search_words = organisation_words(row)
    return row


def _people(hosts: list[Organisation], chance: Random) -> None:
    """One representative each, who signs in by a link: nobody knows a password."""
    closed = make_password(None)
    people = []
    for host in hosts:
        words = europe_words.languages()[host.languages[0]]
        one = Person(
            key=_key(chance),
            email=f"office@{host.slug}.example",
            name=words.person(chance),
            language="en",
            password=closed,
        )
        one.search_words = person_words(one)
        people.append(one)
    people = Person.objects.bulk_create(people, batch_size=_ROUND)
    today = timezone.localdate()
    OrganisationPost.objects.bulk_create(
        (
            OrganisationPost(organisation=host, person=one, post=Post.REPRESENTATIVE, started_on=today)
            for host, one in zip(hosts, people, strict=True)
        ),
        batch_size=_ROUND,
    )


# Entries


def _entry(organisation: Organisation, year: europe_entries.Year, chance: Random) -> Entry:
    kind = europe_entries.kind(chance)
    values = europe_entries.values(kind, organisation, year, chance)
    refuse_wrong_values(kind, values)
    entry = Entry(key=_key(chance), organisation=organisation, kind=kind, **values)
    refuse_contradictions({field: getattr(entry, field) for field in FIELDS_OF[EntryKind(kind)]})
    days_ago = min(int(chance.expovariate(1 / 120)), 330)
    moment = _moment(year, days_ago, chance)
    entry.status = chance.choices(list(_STATUS), list(_STATUS.values()))[0]
    entry.submitted_at = moment - timedelta(days=2)
    entry.published_at = entry.first_published_at = moment
    entry.valid_until = entry.deadline or a_year_after(timezone.localdate(moment))
    if entry.status == EntryStatus.EXPIRED:
        entry.valid_until = year.today - timedelta(days=chance.randint(1, 60))
    entry.search_words = terms.search_words(entry)
    return entry


def _moment(year: europe_entries.Year, days_ago: int, chance: Random) -> datetime:
    day = year.today - timedelta(days=days_ago + 1)
    return timezone.make_aware(datetime.combine(day, time(chance.randint(8, 16), chance.randint(0, 59))))


def _write(entries: list[Entry], revision: int) -> None:
    rows = Entry.objects.bulk_create(entries)
    insert_rows(EntryTerm, ("entry", "scheme", "code"), _terms(rows))
    write_new(map(documents.draft_of, rows), revision=revision)


def _terms(entries: list[Entry]) -> Iterator[tuple[int, str, str]]:
    for entry in entries:
        yield from ((entry.pk, scheme, code) for scheme, code in sorted(set(terms.terms_of(entry))))


def _key(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
