"""What waits for a person because of cooperation links."""

from django.db.models import Q
from django.utils.translation import gettext as _

from hospes.cooperation import rules
from hospes.cooperation.models import LinkEvidence
from hospes.core.todo import TodoItem
from hospes.organisations.models import Organisation
from hospes.organisations.rules import speaks_for
from hospes.people.models import Person

_MOST = 20


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """Agreements that wait for one's organisation, for those who speak for it."""
    if acting_for is None or not speaks_for(person, acting_for):
        return []
    mine = Q(organisation_a=acting_for, agreed_a_at=None) | Q(organisation_b=acting_for, agreed_b_at=None)
    rows = LinkEvidence.objects.waiting().filter(mine).select_related("link", "organisation_a", "organisation_b")
    return [
        TodoItem(_sentence(evidence, acting_for), evidence.link.get_absolute_url())
        for evidence in rows.order_by("added_at", "pk")[:_MOST]
    ]


def _sentence(evidence: LinkEvidence, mine: Organisation) -> str:
    first = rules.organisation_on(evidence, "a")
    other = rules.organisation_on(evidence, "b") if first == mine else first
    return _("Confirm that you work together, or say no: %(organisation)s") % {
        "organisation": other.name if other is not None else "–"
    }
