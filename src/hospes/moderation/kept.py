"""What notices keep about people: for the page of own data, the archive, and the erasure."""

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import NOTICES
from hospes.moderation import actions
from hospes.moderation.choices import Decision
from hospes.moderation.models import Notice
from hospes.people import own


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "notices",
        title=_("Reports that you sent"),
        activity=NOTICES,
        term=terms.NOTICE_SENDER,
        columns={
            "about": own.text(_("About")),
            "text": own.long_text(_("What you wrote")),
            "name": own.text(_("Name")),
            "sent_at": own.moment(_("Sent")),
        },
        gather=lambda person: own.Rows(
            Notice.objects.filter(contact_email__iexact=person.email).order_by("-pk"),
            lambda row: {
                "about": row.about_title,
                "text": row.text,
                "name": row.contact_name,
                "sent_at": row.received_at,
            },
        ),
        forget=actions.forget_sender,
    )
    own.keep_of_guests(
        "notices",
        Notice.objects.all,
        address="contact_email",
        since="received_at",
        forget=actions.forget_sender_at,
    )
    own.keep(
        "notices_decided",
        title=_("Reports that you decided"),
        activity=NOTICES,
        term=terms.PUBLISHED,
        columns={
            "about": own.text(_("About")),
            "decision": own.code(_("Decision"), Decision.choices),
            "statement": own.long_text(_("Reason")),
            "decided_at": own.moment(_("Decided")),
        },
        gather=lambda person: own.Rows(
            Notice.objects.filter(decided_by=person).order_by("-decided_at", "-pk"),
            lambda row: {
                "about": row.about_title,
                "decision": row.decision,
                "statement": row.statement,
                "decided_at": row.decided_at,
            },
        ),
    )
