"""Large markets, made in bulk: the same rules for terms, many rows at once."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from hospes.matchmaking.actions.terms import terms_of
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.organisations.models import Organisation
from hospes.search import sources
from tests.factories.matchmaking import full_values

TOPICS = [
    "green-construction",
    "wood-furniture",
    "crafts",
    "nursing",
    "elderly-care",
    "tourism",
    "languages",
    "disability",
]
FORMATS = ["JOB_SHADOWING", "STUDY_VISIT", "APPRENTICE_PLACEMENT", "LEARNER_PLACEMENT", "ONLINE_EXCHANGE"]
PROFILES = ["APPRENTICE", "LEARNER_VET", "TEACHER_TRAINER", "ADULT_LEARNER", "AUTHORITY_STAFF", "YOUTH_WORKER"]
COUNTRIES = [("SE", "SE232"), ("NO", "NO0A2"), ("ES", "ES511"), ("FR", "FRH01"), ("IT", "ITH20"), ("DE", "DE111")]


def count_rows() -> None:
    """So that PostgreSQL knows how large its tables are, as it finds out by itself within a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def a_market_of(count: int, organisations: int = 300) -> list[Entry]:
    """Many entries at once, by the same rules for their terms. Published, and nobody has compared them yet."""
    hosts = Organisation.objects.bulk_create(
        Organisation(
            name=f"Large {number}",
            slug=f"large-{number}",
            country=COUNTRIES[number % 6][0],
            territory=COUNTRIES[number % 6][1],
        )
        for number in range(organisations)
    )
    now = timezone.now()
    entries = []
    for number in range(count):
        kind = "wish" if number % 2 else "offer"
        values = full_values(kind) | {
            "title": f"Entry {number}",
            "topics": [TOPICS[number % 8], TOPICS[(number // 3) % 8]],
            "formats": [FORMATS[(number // 2) % 5]],
            "profiles": [PROFILES[(number // 5) % 6]],
            "languages": {"en": "B1"} if number % 9 else None,
            "needs": [],
            "wants": {},
        }
        known = {name: value for name, value in values.items() if hasattr(Entry, name) and value is not None}
        entries.append(
            Entry(
                **known,
                kind=kind,
                organisation=hosts[(number * 7) % organisations],
                status=EntryStatus.PUBLISHED,
                published_at=now,
                valid_until=timezone.localdate() + timedelta(days=200),
            )
        )
    Entry.objects.bulk_create(entries, batch_size=200)
    rows = [
        EntryTerm(entry=entry, scheme=scheme, code=code) for entry in entries for scheme, code in set(terms_of(entry))
    ]
    EntryTerm.objects.bulk_create(rows, batch_size=1000)
    sources.refresh_all()
    return entries
