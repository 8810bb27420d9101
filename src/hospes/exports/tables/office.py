"""The secretariat's lists: requests to join, notices, and the mailbox of the demo."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import address, coded, flat, label_of, moment, several, text
from hospes.mail.choices import MailStatus
from hospes.mail.queries import mailbox
from hospes.moderation.choices import Decision, NoticeKind, NoticeStatus
from hospes.moderation.queries import decided_notices, open_notices
from hospes.organisations.choices import JoinStatus
from hospes.organisations.http import PublicRequest
from hospes.organisations.queries import join_requests
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.regions import region_label

JOIN_REQUESTS = flat(
    text("id", _("Number")),
    text("name", _("Organisation")),
    coded("kind", _("Kind"), label_of(OrganisationKind)),
    coded("country", _("Country"), country_name),
    coded("territory", _("Region"), region_label),
    text("town", _("Town")),
    text("website", _("Website")),
    several("languages", _("Working languages"), language_name),
    text("motivation", _("Why they want to join")),
    text("contact_name", _("Contact")),
    text("contact_email", _("E-mail address")),
    coded("status", _("Status"), label_of(JoinStatus)),
    moment("submitted_at", _("Received")),
    moment("decided_at", _("Decided")),
    text("reason", _("Reason")),
)
NOTICES = flat(
    text("id", _("Number")),
    text("about_title", _("About")),
    coded("kind", _("Reason"), label_of(NoticeKind)),
    text("text", _("What is wrong")),
    text("contact_name", _("Name")),
    text("contact_email", _("E-mail address")),
    coded("status", _("Status"), label_of(NoticeStatus)),
    moment("received_at", _("Received")),
    coded("decision", _("Decision"), label_of(Decision)),
    text("statement", _("Statement of reasons")),
    moment("decided_at", _("Decided")),
    address(_("Address"), lambda row: row.get_absolute_url()),
)
MAILS = flat(
    text("id", _("Number")),
    text("address", _("To")),
    text("name", _("Name")),
    text("subject", _("Subject")),
    text("topic", _("Topic")),
    coded("status", _("Status"), label_of(MailStatus)),
    moment("written_at", _("Written")),
    moment("sent_at", _("Sent")),
)


def _mails(request: PublicRequest) -> Any:
    if not settings.DEMO:
        raise Http404
    return mailbox(request.GET.get("to", "")[:254].replace("\x00", ""))


register.add(
    register.Table(
        "join-requests",
        _("Requests to join"),
        lambda request: join_requests(request.GET.get("status", "")),
        register.always(JOIN_REQUESTS),
        rules.join_requests,
        is_personal=True,
    )
)
register.add(
    register.Table(
        "notices",
        _("Notices about content"),
        lambda _request: open_notices(),
        register.always(NOTICES),
        rules.notices,
        is_personal=True,
    )
)
register.add(
    register.Table(
        "decisions",
        _("Decisions on notices"),
        lambda _request: decided_notices(),
        register.always(NOTICES),
        rules.notices,
        is_personal=True,
    )
)
# Everybody reads the mailbox of a demo: all in it are invented.
register.add(register.Table("mails", _("Mailbox"), _mails, register.always(MAILS), rules.anybody))
