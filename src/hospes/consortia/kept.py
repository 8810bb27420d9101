"""What consortia keep about people: for the page of own data, the archive, and the erasure."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hospes.consortia.actions.own import forget
from hospes.consortia.choices import PartnerState
from hospes.consortia.models import Partner
from hospes.core import terms
from hospes.core.personal import MATCHMAKING
from hospes.people import own
from hospes.people.models import Person


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "consortia",
        title=_("Roles in project ideas for which you asked, applied or answered"),
        activity=MATCHMAKING,
        term=terms.PARTNER_NOTE,
        columns={
            "role": own.text(_("Role")),
            "idea": own.text(_("Project idea")),
            "state": own.code(_("State"), PartnerState.choices),
            "note": own.long_text(_("Your note")),
            "reply": own.long_text(_("Your answer")),
            "at": own.moment(_("When")),
        },
        gather=lambda person: own.Rows(
            Partner.objects.filter(Q(by=person) | Q(answered_by=person))
            .select_related("role__consortium__entry")
            .order_by("-at", "-pk"),
            lambda row: _row(row, person),
        ),
        forget=forget,
    )


def _row(row: Partner, person: Person) -> own.Row:
    return {
        "role": row.role.name,
        "idea": row.role.consortium.entry.title,
        "state": row.state,
        "note": row.note if row.by_id == person.pk else None,
        "reply": row.reply if row.answered_by_id == person.pk else None,
        "at": row.at,
    }
