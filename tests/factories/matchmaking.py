"""Entries as tests need them."""

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from hospes.matchmaking.actions import terms
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.search import sources
from tests.factories.organisations import OrganisationFactory


class EntryFactory(factory.django.DjangoModelFactory[Entry]):
    """A draft of an offer. `EntryFactory(kind="wish", published=True)`; `full=True` answers every question.

    Also `submitted`, `paused`, `rejected`, `withdrawn`, `expired`, `ending_soon` and `changed_words`.
    """

    class Meta:
        model = Entry
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            status=EntryStatus.SUBMITTED, submitted_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
        )
        published = factory.Trait(
            status=EntryStatus.PUBLISHED,
            submitted_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=2)),
            published_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
            first_published_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
            valid_until=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=300)),
        )
        paused = factory.Trait(published=True, status=EntryStatus.PAUSED)
        expired = factory.Trait(
            published=True,
            status=EntryStatus.EXPIRED,
            valid_until=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1)),
        )
        ending_soon = factory.Trait(
            published=True, valid_until=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
        )
        changed_words = factory.Trait(published=True, unchecked_since=factory.LazyFunction(timezone.now))
        rejected = factory.Trait(
            submitted=True, status=EntryStatus.REJECTED, decision_reason="Please say when you can host."
        )
        withdrawn = factory.Trait(status=EntryStatus.WITHDRAWN)

    organisation = factory.SubFactory(OrganisationFactory)
    kind = EntryKind.OFFER
    title = factory.Sequence(lambda number: f"Entry {number:04}")

    @factory.post_generation
    def full(self: Entry, create: bool, wanted: bool | None, **_: object) -> None:
        if wanted:
            for field, value in full_values(EntryKind(self.kind)).items():
                setattr(self, field, value)
            self.save()

    @factory.post_generation
    def indexed(self: Entry, create: bool, wanted: bool | None = None, **_: object) -> None:
        if create and wanted is not False:
            terms.rebuild(self)
            sources.refresh("entry", [self.pk])


def full_values(kind: EntryKind) -> dict[str, Any]:
    """Values for every field of a kind, as the actions take them. An offer and a wish that suit each other."""
    values: dict[str, Any] = {
        "title": {
            EntryKind.OFFER: "Learn green building with us",
            EntryKind.WISH: "Our apprentices want to see green building",
            EntryKind.IDEA: "Teach green building together",
        }[kind],
        "text": "We build with wood.\nGuests work with us on a real site.",
        "language": "en",
        "formats": ["APPRENTICE_PLACEMENT"],
        "profiles": ["APPRENTICE"],
        "topics": ["green-construction"],
        "fields": ["0732"],
        "sector": "F",
        "languages": {"en": "B1"},
        "wants": {"countries": ["NO", "ES"], "regions": [], "organisations": []},
        "refuses": {"countries": [], "regions": [], "organisations": []},
        "new_links": True,
        "funding": "ERASMUS_ACCREDITED",
    }
    if kind == EntryKind.IDEA:
        return values | {
            "call": "Erasmus+ KA220 2027",
            "deadline": date(2027, 3, 5),
            "partners_sought": "A school with a workshop for timber frames.",
        }
    values |= {
        "windows": [["2027-05-01", "2027-06-15"]],
        "days_least": 14,
        "days_most": 21,
        "support": [{"kind": "HOUSING", "amount": "a room", "eligibility": "everybody"}],
    }
    if kind == EntryKind.WISH:
        return values | {
            "people": 6,
            "fewer_opportunities": 2,
            "smallest_part": 2,
            "least_people": 4,
            "needs": ["STEP_FREE"],
            "abroad": True,
            "returns": "would",
        }
    return values | {
        "places": 8,
        "smallest_group": 1,
        "largest_group": 6,
        "groups": 2,
        "at_once": 6,
        "measures": ["STEP_FREE", "MENTOR"],
        "green_travel": True,
        "open_to_anyone": False,
        "open_to_apprentices": True,
    }
