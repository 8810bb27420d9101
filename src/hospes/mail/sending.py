"""Taking mails out of the outbox. Each is sent at least once, every time with the same Message-ID."""

import secrets
import smtplib
from datetime import timedelta
from email.utils import format_datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection as database
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from hospes.mail import queries
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.mail.rules import is_muted

log = structlog.stdlib.get_logger("hospes.mail")

# Longer than a mail server may keep us waiting (EMAIL_TIMEOUT for each of its few answers).
LEASE = timedelta(minutes=3)
MOST_TRIES = 8
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=4)


def send_due(*, at_most: int = 50) -> int:
    """Send what is due, one mail after the other over one connection. Says how many were sent."""
    sent = 0
    outlet: BaseEmailBackend | None = None
    try:
        for _turn in range(at_most):
            mail = claim()
            if mail is None:
                break
            outlet = outlet or get_connection()
            if _send(mail, outlet):
                sent += 1
            else:
                # What is left of the conversation could spoil the next mail.
                _close(outlet)
                outlet = None
    finally:
        if outlet is not None:
            _close(outlet)
    return sent


def claim() -> OutgoingMail | None:
    """Take one due mail. Of several senders only one gets it."""
    now = timezone.now()
    lease = secrets.token_hex(16)
    with transaction.atomic():
        rows = queries.due(now)
        if database.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        chosen = rows.values_list("pk", flat=True).first()
        if chosen is None:
            return None
        free = Q(status=MailStatus.WAITING) | Q(status=MailStatus.SENDING, leased_until__lt=now)
        OutgoingMail.objects.filter(free, pk=chosen).update(
            status=MailStatus.SENDING, lease=lease, leased_until=now + LEASE, tries=F("tries") + 1
        )
    return OutgoingMail.objects.filter(pk=chosen, lease=lease).first()


def _send(mail: OutgoingMail, outlet: BaseEmailBackend) -> bool:
    if mail.stop_link and is_muted(mail.address, mail.topic):
        _finish(mail, status=MailStatus.MUTED)
        return True
    if mail.tries > MOST_TRIES:
        # It was claimed this often and never finished: the mail itself may be what kills its senders.
        _give_up(mail, "never finished")
        return False
    try:
        outlet.send_messages([message(mail)])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _put_back(mail, f"{type(error).__name__}: {error}")
        return False
    _finish(mail, status=MailStatus.SENT, sent_at=timezone.now(), last_error="")
    return True


def message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail as it goes over the wire."""
    headers = {
        "Message-ID": mail.message_id,
        "Date": format_datetime(mail.written_at),
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
    }
    if mail.stop_link:
        headers["List-Unsubscribe"] = f"<{mail.stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_with_name(mail.name, mail.address)],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    made.attach_alternative(mail.html, "text/html")
    return made


def _with_name(name: str, address: str) -> str:
    quoted = name.replace("\\", "").replace('"', "'")
    return f'"{quoted}" <{address}>' if quoted else address


def _put_back(mail: OutgoingMail, error: str) -> None:
    if mail.tries >= MOST_TRIES:
        _give_up(mail, error)
        return
    pause = min(_FIRST_PAUSE * 2 ** (mail.tries * 2 - 2), _LONGEST_PAUSE)
    _finish(mail, status=MailStatus.WAITING, try_after=timezone.now() + pause, last_error=error[:500])
    log.warning("mail put back", mail=mail.pk, tries=mail.tries, error=error)


def _give_up(mail: OutgoingMail, error: str) -> None:
    _finish(mail, status=MailStatus.FAILED, last_error=error[:500])
    log.error("mail given up", mail=mail.pk, tries=mail.tries, error=error)


def _finish(mail: OutgoingMail, **values: object) -> None:
    """Only the sender that still holds the lease says how it ended."""
    OutgoingMail.objects.filter(pk=mail.pk, lease=mail.lease).update(lease="", leased_until=None, **values)


def _close(outlet: BaseEmailBackend) -> None:
    try:
        outlet.close()
    except (OSError, smtplib.SMTPException):
        log.warning("mail connection did not close")
