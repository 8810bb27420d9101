"""Entries as their organisations and their readers see them."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.queries.todo import todo_for
from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_facilitator

__all__ = ["entries_of", "recipients_for", "todo_for", "visible_entries", "writable_entries"]


def visible_entries(person: Visitor, organisations: Iterable[Organisation] = ()) -> EntryQuerySet:
    """Published ones; those of the person's own organisations in any state; everything for facilitators."""
    rows = Entry.objects.select_related("organisation", "contact")
    if is_facilitator(person):
        return rows
    own = [organisation.pk for organisation in organisations]
    return rows.filter(Q(status=EntryStatus.PUBLISHED) | Q(organisation__in=own))


def writable_entries(person: Visitor, organisations: Iterable[Organisation] = ()) -> EntryQuerySet:
    """Those the person may change, pause, withdraw."""
    rows = Entry.objects.select_related("organisation", "contact")
    return rows if is_facilitator(person) else rows.filter(organisation__in=[one.pk for one in organisations])


def entries_of(organisation: Organisation) -> EntryQuerySet:
    """What needs its organisation comes first, what is over comes last."""
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(_MINE_FIRST)),
        output_field=IntegerField(),
    )
    return Entry.objects.filter(organisation=organisation).order_by(place, "-changed_at", "-pk")


_MINE_FIRST = (
    EntryStatus.REJECTED,
    EntryStatus.DRAFT,
    EntryStatus.SUBMITTED,
    EntryStatus.PUBLISHED,
    EntryStatus.PAUSED,
    EntryStatus.EXPIRED,
    EntryStatus.WITHDRAWN,
)


def recipients_for(entry: Entry) -> list[Person]:
    """Who is written to about an entry: its contact; else representative and deputy; else anybody with a post.

    Only people who act for the organisation now and may sign in.
    """
    posts = list(
        OrganisationPost.objects.now()
        .filter(organisation=entry.organisation_id, person__is_active=True)
        .select_related("person")
        .order_by("started_on", "pk")
    )
    contact = [post.person for post in posts if post.person_id == entry.contact_id]
    speakers = [post.person for post in posts if post.post in (Post.REPRESENTATIVE, Post.DEPUTY)]
    return contact or speakers or [post.person for post in posts[:1]]
