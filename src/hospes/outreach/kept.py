"""What news keep about people: for the page of own data and the archive. Erased people are named nowhere in them."""

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import MAIL, NEWS
from hospes.mail.models import OutgoingMail
from hospes.outreach.choices import NewsStatus
from hospes.outreach.letters import TOPIC
from hospes.outreach.models import News
from hospes.people import own


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "news",
        title=_("News that you wrote"),
        activity=NEWS,
        term=terms.PUBLISHED,
        columns={
            "title": own.text(_("Title")),
            "text": own.long_text(_("Text")),
            "state": own.code(_("State"), NewsStatus.choices),
            "written_at": own.moment(_("Written")),
        },
        gather=lambda person: own.Rows(
            News.objects.filter(author=person).order_by("-created_at", "-pk"),
            lambda row: {"title": row.title, "text": row.text, "state": row.status, "written_at": row.created_at},
        ),
    )
    own.keep(
        "messages_to_us",
        title=_("Messages that you wrote on the contact page"),
        activity=MAIL,
        term=terms.MAIL_WORDS,
        columns={
            "subject": own.text(_("Subject")),
            "text": own.long_text(_("Text")),
            "written_at": own.moment(_("Written")),
        },
        gather=lambda person: own.Rows(
            OutgoingMail.objects.filter(topic=TOPIC, reply_to__iexact=person.email).order_by("-written_at", "-pk"),
            lambda mail: {"subject": mail.subject, "text": mail.text, "written_at": mail.written_at},
        ),
    )
