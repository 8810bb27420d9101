"""What sharing keeps about people: for the page of own data, the archive, and the erasure."""

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import ACCOUNTS
from hospes.people import own
from hospes.sharing.actions import calendar
from hospes.sharing.choices import WebhookStatus
from hospes.sharing.models import CalendarLink, Webhook


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "calendar_links",
        title=_("Links to your calendar"),
        activity=ACCOUNTS,
        term=terms.CALENDAR_LINK,
        columns={
            "made_at": own.moment(_("Made")),
            "last_used_on": own.day(_("Last used")),
            "revoked_at": own.moment(_("Withdrawn")),
        },
        gather=lambda person: own.Rows(
            CalendarLink.objects.filter(person=person).order_by("-made_at", "-pk"),
            lambda row: {"made_at": row.made_at, "last_used_on": row.last_used_on, "revoked_at": row.revoked_at},
        ),
        forget=calendar.forget_person,
    )
    own.keep(
        "webhooks",
        title=_("Webhooks that you added"),
        activity=ACCOUNTS,
        term=terms.CALENDAR_LINK,
        columns={
            "address": own.text(_("Address")),
            "state": own.code(_("State"), WebhookStatus.choices),
            "added_at": own.moment(_("Added")),
        },
        gather=lambda person: own.Rows(
            Webhook.objects.filter(made_by=person).order_by("-made_at", "-pk"),
            lambda row: {"address": row.address, "state": row.status, "added_at": row.made_at},
        ),
    )
