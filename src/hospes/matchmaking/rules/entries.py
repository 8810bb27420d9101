"""Who may do what with an entry, and when."""

from collections.abc import Callable

from hospes.matchmaking.choices import NEXT_ENTRY, EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.rules import Visitor, is_facilitator

# Fields in free words: a facilitator reads them again when a published entry changes.
WORDS = ("title", "text", "call", "partners_sought", "support")


class NotNowError(Exception):
    """The entry is in a state in which this cannot be done; often somebody was quicker."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"Entry {entry.pk} is {entry.status}.")
        self.entry = entry


class StaleEntryError(Exception):
    """The entry was changed by somebody else since this version was opened."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"Entry {entry.pk} is at version {entry.version} now.")
        self.entry = entry


# Who


def may_write_for(person: Visitor, organisation: Organisation) -> bool:
    """Everybody in the organisation, and facilitators, who also type for those who phone."""
    return acts_for(person, organisation) or is_facilitator(person)


def may_see_private_parts(person: Visitor, organisation: Organisation) -> bool:
    """`fewer_opportunities`, the contact and the reasons of decisions."""
    return may_write_for(person, organisation)


def may_moderate(person: Visitor) -> bool:
    return is_facilitator(person)


# When


def can_become(entry: Entry, status: EntryStatus) -> bool:
    return status in NEXT_ENTRY[EntryStatus(entry.status)]


def is_welcome(organisation: Organisation) -> bool:
    """Members and others may publish; while a membership is suspended nothing new goes out."""
    return organisation.membership != Membership.SUSPENDED


def can_be_changed(entry: Entry) -> bool:
    """Always, until it is withdrawn. What was withdrawn can be copied."""
    return entry.status != EntryStatus.WITHDRAWN


def can_be_renewed(entry: Entry) -> bool:
    return entry.status in (EntryStatus.PUBLISHED, EntryStatus.PAUSED, EntryStatus.EXPIRED)


def is_on_the_market(entry: Entry) -> bool:
    return entry.status == EntryStatus.PUBLISHED


def missing_for_submission(entry: Entry) -> list[str]:
    """Names of the fields that must be filled before anybody can check the entry.

    Everything else may stay unknown. An idea without words says nothing, so it needs some.
    """
    needed = ["title", "text"] if entry.kind == EntryKind.IDEA else ["title"]
    return [field for field in needed if not getattr(entry, field)]


# Both: when comes first, as it asks the database nothing


def may_change(person: Visitor, entry: Entry) -> bool:
    return can_be_changed(entry) and may_write_for(person, entry.organisation)


def may_submit(person: Visitor, entry: Entry) -> bool:
    return (
        can_become(entry, EntryStatus.SUBMITTED)
        and is_welcome(entry.organisation)
        and may_write_for(person, entry.organisation)
    )


def may_publish(person: Visitor, entry: Entry) -> bool:
    """Publishing what was submitted. Going on after a pause or an expiry is for the organisation itself."""
    return may_moderate(person) and entry.status == EntryStatus.SUBMITTED


def may_reject(person: Visitor, entry: Entry) -> bool:
    return may_moderate(person) and can_become(entry, EntryStatus.REJECTED)


def may_confirm_words(person: Visitor, entry: Entry) -> bool:
    return may_moderate(person) and entry.unchecked_since is not None


def may_pause(person: Visitor, entry: Entry) -> bool:
    return can_become(entry, EntryStatus.PAUSED) and may_write_for(person, entry.organisation)


def may_resume(person: Visitor, entry: Entry) -> bool:
    return (
        entry.status == EntryStatus.PAUSED
        and is_welcome(entry.organisation)
        and may_write_for(person, entry.organisation)
    )


def may_withdraw(person: Visitor, entry: Entry) -> bool:
    return can_become(entry, EntryStatus.WITHDRAWN) and may_write_for(person, entry.organisation)


def may_renew(person: Visitor, entry: Entry) -> bool:
    return can_be_renewed(entry) and is_welcome(entry.organisation) and may_write_for(person, entry.organisation)


def may_copy(person: Visitor, entry: Entry) -> bool:
    return may_write_for(person, entry.organisation)


STEPS: dict[str, Callable[[Visitor, Entry], bool]] = {
    "change": may_change,
    "submit": may_submit,
    "pause": may_pause,
    "resume": may_resume,
    "withdraw": may_withdraw,
    "renew": may_renew,
    "copy": may_copy,
    "check": lambda person, entry: may_publish(person, entry) or may_confirm_words(person, entry),
    "send_back": may_reject,
}


def steps_for(person: Visitor, entry: Entry) -> dict[str, bool]:
    """What this person may do with the entry now, for a page to show."""
    return {name: rule(person, entry) for name, rule in STEPS.items()}
