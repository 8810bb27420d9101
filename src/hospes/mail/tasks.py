"""Mail goes out by itself, and is forgotten after a while."""

from datetime import timedelta

from django.utils import timezone

from hospes.jobs.schedule import every_round, scheduled
from hospes.mail.actions import take_words_out
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.mail.sending import send_due

KEEP_WORDS = timedelta(days=90)


@every_round
def send_mail() -> None:
    send_due()


@scheduled("41 3 * * *")
def forget_old_mail() -> None:
    """Take address and words out of finished mails. The key stays, so that none is written twice."""
    old = OutgoingMail.objects.filter(written_at__lt=timezone.now() - KEEP_WORDS).exclude(
        status__in=[MailStatus.WAITING, MailStatus.SENDING]
    )
    take_words_out(old)
