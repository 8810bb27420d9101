"""What waits for a person because of consortia."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.consortia.choices import PartnerState
from hospes.consortia.models import Partner
from hospes.consortia.rules import can_seek
from hospes.core.todo import TodoItem
from hospes.organisations.models import Organisation
from hospes.people.models import Person

_MOST = 20


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """Roles for which one's organisation is asked, and applications to one's own ideas."""
    if acting_for is None:
        return []
    rows = Partner.objects.select_related("organisation", "role__consortium__entry__organisation")
    asked = rows.filter(organisation=acting_for, state=PartnerState.ASKED)
    applied = rows.filter(role__consortium__entry__organisation=acting_for, state=PartnerState.APPLIED)
    waiting = [*asked.order_by("at", "pk")[:_MOST], *applied.order_by("at", "pk")[:_MOST]]
    today = timezone.localdate()
    return [_item(one) for one in waiting if can_seek(one.role.consortium.entry, today)]


def _item(partner: Partner) -> TodoItem:
    entry = partner.role.consortium.entry
    if partner.state == PartnerState.ASKED:
        title = _("You are asked to take part in a project: %(idea)s") % {"idea": entry.title}
    else:
        title = _("%(organisation)s would take part in your project idea: %(idea)s") % {
            "organisation": str(partner),
            "idea": entry.title,
        }
    return TodoItem(title, reverse("consortia:idea-detail", args=[entry.pk]), entry.deadline)
