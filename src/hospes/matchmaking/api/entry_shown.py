"""An entry as programs read it. Fields that a kind of entry does not have, or that are private, are left out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ninja import Field

from hospes.core.api.shapes import Shown
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.values import FIELDS_OF
from hospes.organisations.api.acting import ApiRequest
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.people.models import Person
from hospes.people.rules import is_facilitator

# Given to the entry's own organisation and to facilitators.
PRIVATE = frozenset({"fewer_opportunities", "refuses"})
# Given to whoever has an account.
FOR_MEMBERS = frozenset({"needs"})


class Places(Shown):
    countries: list[str] = []
    regions: list[str] = []
    organisations: list[str] = Field([], description="By their `key`. Only in one's own entries.")


class Support(Shown):
    kind: str
    amount: str
    eligibility: str


class EntryContact(Shown):
    id: int
    name: str


class EntryBrief(Shown):
    """An entry where something else is shown."""

    id: int
    key: str = Field(description="Names the entry in market files.")
    kind: EntryKind
    title: str
    status: EntryStatus
    organisation: OrganisationBrief


class EntryShown(EntryBrief):
    """Null means unknown: a question, not a no. An empty list means none."""

    text: str = ""
    language: str = Field("", description="Language of title and text.")
    formats: list[str] | None = Field(None, examples=[["APPRENTICE_PLACEMENT"]])
    profiles: list[str] | None = Field(None, examples=[["APPRENTICE"]])
    topics: list[str] | None = Field(None, examples=[["green-construction"]])
    fields: list[str] | None = Field(None, examples=[["0732"]])
    sector: str = ""
    languages: dict[str, str] | None = Field(None, examples=[{"en": "B1"}])
    windows: list[list[str]] | None = Field(None, examples=[[["2027-05-01", "2027-06-15"]]])
    days_least: int | None = None
    days_most: int | None = None
    people: int | None = None
    fewer_opportunities: int | None = Field(None, description="Only in one's own entries, and for facilitators.")
    smallest_part: int | None = None
    least_people: int | None = None
    places: int | None = None
    smallest_group: int | None = None
    largest_group: int | None = None
    groups: int | None = None
    at_once: int | None = None
    needs: list[str] | None = Field(None, description="Only with a token.", examples=[["STEP_FREE"]])
    measures: list[str] | None = Field(None, examples=[["STEP_FREE", "MENTOR"]])
    wants: Places | None = None
    refuses: Places | None = Field(None, description="Only in one's own entries, and for facilitators.")
    new_links: bool = False
    abroad: bool | None = None
    returns: str = ""
    funding: str = ""
    support: list[Support] = []
    green_travel: bool | None = None
    open_to_anyone: bool = False
    open_to_apprentices: bool = False
    call: str = ""
    deadline: date | None = None
    partners_sought: str = ""
    valid_until: date | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = Field(description="Grows with each edit.")
    contact: EntryContact | None = Field(None, description="Only in one's own entries, and for facilitators.")
    decision_reason: str = Field("", description="Why it was sent back. Only in one's own entries.")
    submitted_at: datetime | None = None
    created_at: datetime | None = None
    unchecked_since: datetime | None = Field(
        None, description="Since when new words wait for a facilitator. Only in one's own entries."
    )


def is_own(request: ApiRequest, entry: Entry) -> bool:
    """For its organisation, as the token names it, and for facilitators."""
    return is_facilitator(request.user) or any(one.pk == entry.organisation_id for one in request.organisations)


def entry_brief(entry: Entry) -> EntryBrief:
    return EntryBrief(**_brief(entry))


def entry_shown(request: ApiRequest, entry: Entry) -> EntryShown:
    """As this reader may see it. The places an organisation names are shown as far as its page shows them."""
    own = is_own(request, entry)
    values: dict[str, Any] = {name: getattr(entry, name) for name in _fields_for(request, entry, own=own)}
    if not own:
        values["wants"] = {name: codes for name, codes in entry.wants.items() if name != "organisations"}
    values |= _brief(entry) | {
        "valid_until": entry.valid_until,
        "published_at": entry.published_at,
        "changed_at": entry.changed_at,
        "version": entry.version,
    }
    return EntryShown(**values | (_own_parts(entry) if own else {}))


def entries_shown(request: ApiRequest, entries: Iterable[Entry]) -> list[EntryShown]:
    return [entry_shown(request, entry) for entry in entries]


def _brief(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "key": str(entry.key),
        "kind": EntryKind(entry.kind),
        "title": entry.title,
        "status": EntryStatus(entry.status),
        "organisation": brief(entry.organisation),
    }


def _fields_for(request: ApiRequest, entry: Entry, *, own: bool) -> frozenset[str]:
    hidden = {"contact"} | (set() if own else PRIVATE) | (set() if isinstance(request.user, Person) else FOR_MEMBERS)
    return FIELDS_OF[EntryKind(entry.kind)] - hidden


def _own_parts(entry: Entry) -> dict[str, Any]:
    return {
        "contact": {"id": entry.contact.pk, "name": entry.contact.name} if entry.contact else None,
        "decision_reason": entry.decision_reason,
        "submitted_at": entry.submitted_at,
        "created_at": entry.created_at,
        "unchecked_since": entry.unchecked_since,
    }
