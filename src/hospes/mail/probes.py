"""What the outbox tells to health and figures."""

from hospes.core.figures import figure
from hospes.mail import queries
from hospes.mail.choices import MailStatus


@figure("hospes_mails_waiting", "Mails not sent yet.")
def mails_waiting() -> float:
    counts = queries.counts()
    return counts.get(MailStatus.WAITING, 0) + counts.get(MailStatus.SENDING, 0)


@figure("hospes_mails_failed", "Mails that could not be delivered.")
def mails_failed() -> float:
    return queries.counts().get(MailStatus.FAILED, 0)


@figure("hospes_mail_waiting_seconds", "For how long the oldest due mail has waited.")
def mail_waiting_seconds() -> float:
    return queries.oldest_waiting_age().total_seconds()
