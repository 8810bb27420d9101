"""Mail goes out by itself, and is forgotten after a while."""

from hospes.core import retention, terms
from hospes.jobs.schedule import every_round
from hospes.mail.actions import take_words_out
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.mail.sending import send_due


@every_round
def send_mail() -> None:
    send_due()


# What is still to be sent keeps its words; the key of every mail stays, so that none is written twice.
retention.keep(
    terms.MAIL_WORDS,
    due=lambda before: (
        OutgoingMail.objects.filter(written_at__lt=before)
        .exclude(address="")
        .exclude(status__in=[MailStatus.WAITING, MailStatus.SENDING])
    ),
    forget=take_words_out,
)
