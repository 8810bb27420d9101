"""What is kept about people here: what they agreed to, and a file that waits for them."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import OWN_DATA
from hospes.mail.actions import forget_mails_to
from hospes.mail.models import OutgoingMail
from hospes.people import own
from hospes.privacy.choices import ArchiveState, How
from hospes.privacy.models import Consent, OwnArchive
from hospes.privacy.texts import TEXTS
from hospes.privacy.traces import take_out_of_mails


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "agreements",
        title=_("What you agreed to"),
        activity=OWN_DATA,
        term=terms.CONSENT,
        columns={
            "text": own.code(_("Text"), [(text.code, text.title) for text in TEXTS.values()]),
            "version": own.text(_("Version")),
            "language": own.code(_("Language"), settings.LANGUAGES),
            "how": own.code(_("How"), How.choices),
            "given_at": own.moment(_("Agreed")),
            "withdrawn_at": own.moment(_("Taken back")),
            "withdrawn_how": own.code(_("How taken back"), How.choices),
        },
        gather=lambda person: own.Rows(
            Consent.objects.filter(person=person).order_by("-given_at", "-pk"),
            lambda row: {
                "text": row.text,
                "version": row.version,
                "language": row.language,
                "how": row.how,
                "given_at": row.given_at,
                "withdrawn_at": row.withdrawn_at,
                "withdrawn_how": row.withdrawn_how or None,
            },
        ),
    )
    own.keep_of_guests("mails", OutgoingMail.objects.all, address="address", since="written_at", forget=forget_mails_to)
    own.keep_of_guests(
        "messages_to_us",
        OutgoingMail.objects.all,
        address="reply_to",
        since="written_at",
        forget=lambda address: take_out_of_mails(address, ""),
    )
    own.keep(
        "archives",
        title=_("Files with your data"),
        activity=OWN_DATA,
        term=terms.OWN_ARCHIVE,
        columns={
            "asked_at": own.moment(_("Asked")),
            "made_at": own.moment(_("Made")),
            "state": own.code(_("State"), ArchiveState.choices),
        },
        gather=lambda person: own.Rows(
            OwnArchive.objects.filter(person=person).defer("content").order_by("-pk"),
            lambda row: {"asked_at": row.asked_at, "made_at": row.made_at, "state": row.state},
        ),
    )
