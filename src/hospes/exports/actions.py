"""What is done when something is taken along, and when an organisation leaves."""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from hospes.exports import rules
from hospes.exports.register import Table
from hospes.journal.actions import record
from hospes.mail.actions import forget_mails_to
from hospes.matchmaking.actions.documents import ENTRY
from hospes.matchmaking.choices import UNDER_WAY, WAITING
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.actions.documents import ORGANISATION
from hospes.organisations.models import Invitation, JoinRequest, Organisation, OrganisationPost
from hospes.people.models import HeldRole, Person
from hospes.privacy.actions.erasing import erase_person
from hospes.search import actions as search


def note_list(table: Table, *, by: Person, acting_for: Organisation | None, form: str) -> None:
    """Names and addresses of people left the site: say which list, and in which form."""
    record("list.taken_along", by=by, acting_for=acting_for, facts={"list": table.name, "form": form})


def note_organisation(organisation: Organisation, *, by: Person, acting_for: Organisation | None) -> None:
    record("organisation.taken_along", on=organisation, by=by, acting_for=acting_for)


def note_partnership(kind: str) -> None:
    """The command line wrote everything, or one kind of record, into files."""
    record("partnership.taken_along", by=None, facts={"kind": kind})


# Leaving


class StillBoundError(Exception):
    """Introductions wait for an answer or are under way: others count on the organisation."""


@dataclass(frozen=True)
class Belongings:
    """What goes when an organisation leaves for good."""

    entries: "QuerySet[Entry]"
    introductions: "QuerySet[Introduction]"
    # Accounts of people who act for no other organisation and hold no role.
    people: "QuerySet[Person]"

    @property
    def is_bound(self) -> bool:
        return self.introductions.filter(state__in=[*WAITING, *UNDER_WAY]).exists()


def belongings_of(organisation: Organisation) -> Belongings:
    elsewhere = OrganisationPost.objects.now().exclude(organisation=organisation).values("person")
    people: QuerySet[Person] = Person.objects.filter(posts__organisation=organisation, erased_at=None)
    alone = people.exclude(pk__in=elsewhere).exclude(pk__in=HeldRole.objects.now().values("person"))
    return Belongings(
        Entry.objects.filter(organisation=organisation),
        Introduction.objects.filter(Q(wish__organisation=organisation) | Q(offer__organisation=organisation)),
        alone.order_by("pk").distinct(),
    )


@transaction.atomic
def remove_organisation(organisation: Organisation, *, by: Person) -> None:
    """Take an organisation out for good, with its entries, introductions and accounts.

    The journal keeps that things were done, by keys that then mean nothing. News stay, without its name beside.
    """
    if not rules.may_remove(by, organisation):
        raise PermissionDenied
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    belongings = belongings_of(locked)
    if belongings.is_bound:
        raise StillBoundError
    people = list(belongings.people)
    facts = {
        "entries": belongings.entries.count(),
        "introductions": belongings.introductions.count(),
        "people": len(people),
    }
    for person in people:
        erase_person(person, by=None)
    for address in Invitation.objects.filter(organisation=locked).values_list("email", flat=True):
        forget_mails_to(address)
    search.forget(ENTRY, list(belongings.entries.values_list("pk", flat=True)))
    search.forget(ORGANISATION, [locked.pk])
    belongings.introductions.delete()
    belongings.entries.delete()
    JoinRequest.objects.filter(organisation=locked).delete()
    logo, storage, number = locked.logo.name, locked.logo.storage, locked.pk
    locked.delete()
    if logo:
        transaction.on_commit(partial(storage.delete, logo))
    record("organisation.removed", on=Organisation(pk=number), by=by, facts=facts)
