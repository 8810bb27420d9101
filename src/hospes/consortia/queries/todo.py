"""What waits for organisations because of consortia."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.consortia.choices import WAITING, PartnerState
from hospes.consortia.models import Partner
from hospes.consortia.rules import can_seek
from hospes.core.todo import TodoItem
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person

_MOST = 40
# So long before its deadline an idea without all its partners is pressing.
SOON = timedelta(days=21)


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """Roles for which one's organisation is asked, and applications to one's own ideas."""
    if acting_for is None:
        return []
    found = list(waiting_for([acting_for.pk], timezone.localdate()))[:_MOST]
    return [_item(partner) for _organisation, partner in found]


def waiting_for(organisations: Collection[int], today: date) -> Iterator[tuple[int, Partner]]:
    """Each with the organisation that answers: of an application the lead, else the one that is asked. One question."""
    asked = Q(state=PartnerState.ASKED, organisation__in=organisations)
    applied = Q(state=PartnerState.APPLIED, role__consortium__entry__organisation__in=organisations)
    rows = Partner.objects.filter(asked | applied, state__in=WAITING).order_by("at", "pk")
    for one in rows.select_related("organisation", "role__consortium__entry__organisation"):
        entry = one.role.consortium.entry
        answers = one.organisation_id if one.state == PartnerState.ASKED else entry.organisation_id
        if answers is not None and can_seek(entry, today):
            yield answers, one


def closing_soon(organisations: Collection[int], today: date) -> QuerySet[Entry]:
    """Their ideas whose deadline is near and that lack a partner."""
    rows = Entry.objects.filter(
        organisation__in=organisations,
        status=EntryStatus.PUBLISHED,
        deadline__gte=today,
        deadline__lte=today + SOON,
        consortium__isnull=False,
        consortium__completed_at=None,
    )
    return rows.order_by("deadline", "pk")


def waiting_words(partner: Partner) -> str:
    entry = partner.role.consortium.entry
    if partner.state == PartnerState.ASKED:
        return _("You are asked to take part in a project: %(idea)s") % {"idea": entry.title}
    return _("%(organisation)s would take part in your project idea: %(idea)s") % {
        "organisation": str(partner),
        "idea": entry.title,
    }


def _item(partner: Partner) -> TodoItem:
    entry = partner.role.consortium.entry
    return TodoItem(waiting_words(partner), reverse("consortia:idea-detail", args=[entry.pk]), entry.deadline)
