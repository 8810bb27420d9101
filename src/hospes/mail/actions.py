"""Writing mails into the outbox, and letting readers stop them."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from hospes.mail.choices import MailStatus
from hospes.mail.letter import Letter, Recipient
from hospes.mail.models import Muted, OutgoingMail, new_key
from hospes.mail.rendering import as_html, as_text, header_text
from hospes.mail.rules import address_hash, is_muted
from hospes.mail.stopping import stop_link


@transaction.atomic
def post(
    letter_builder: Callable[[], Letter],
    *,
    to: Recipient,
    topic: str,
    key: str | None = None,
    reply_to: str | None = None,
    unsubscribe: bool = True,
) -> OutgoingMail:
    """Put a mail into the outbox, in the caller's transaction: no commit, no mail.

    A second mail with the same `key` is not written; the first is given back. Mails without
    which an account or an agreement does not work are posted with `unsubscribe=False`: nobody
    can stop them.
    """
    existing = OutgoingMail.objects.filter(key=key).first() if key else None
    if existing:
        return existing
    link = stop_link(to.address, topic, to.language) if unsubscribe else ""
    with translation.override(to.language), timezone.override(_zone(to.time_zone)):
        letter = letter_builder()
        subject, text, html = header_text(letter.subject), as_text(letter, link), as_html(letter, link, to.language)
    mail = OutgoingMail(
        key=key or new_key(),
        topic=topic,
        address=to.address[:254],
        name=header_text(to.name),
        language=to.language,
        subject=subject,
        text=_storable(text),
        html=_storable(html),
        reply_to=(reply_to or "")[:254],
        stop_link=link,
        written_at=timezone.now(),
        try_after=timezone.now(),
    )
    if not (_is_address(mail.address) and (not mail.reply_to or _is_address(mail.reply_to))):
        mail.status, mail.last_error = MailStatus.FAILED, "not an e-mail address"
    elif unsubscribe and is_muted(to.address, topic):
        mail.status = MailStatus.MUTED
    return _once(mail)


def _once(mail: OutgoingMail) -> OutgoingMail:
    """Keep the mail, or find the one that somebody else wrote with this key at the same moment."""
    defaults = {
        field.attname: getattr(mail, field.attname)
        for field in OutgoingMail._meta.concrete_fields
        if field.attname not in {"id", "key"}
    }
    kept, _made = OutgoingMail.objects.get_or_create(key=mail.key, defaults=defaults)
    return kept


@transaction.atomic
def mute(*, hashed_address: str, topic: str) -> None:
    """Send no more mails of this kind to this address, those that wait included."""
    Muted.objects.get_or_create(address_hash=hashed_address, topic=topic)
    waiting = OutgoingMail.objects.filter(topic=topic, status=MailStatus.WAITING).exclude(stop_link="")
    for mail in waiting.iterator(chunk_size=500):
        if address_hash(mail.address) == hashed_address:
            OutgoingMail.objects.filter(pk=mail.pk, status=MailStatus.WAITING).update(status=MailStatus.MUTED)


def unmute(*, hashed_address: str, topic: str) -> None:
    """Send mails of this kind again."""
    Muted.objects.filter(address_hash=hashed_address, topic=topic).delete()


@transaction.atomic
def forget_mails_to(address: str) -> None:
    """Somebody is erased: what was written to them loses address and words, and what still waits is not sent."""
    mails = OutgoingMail.objects.filter(address__iexact=address)
    mails.filter(status__in=[MailStatus.WAITING, MailStatus.SENDING]).update(status=MailStatus.MUTED, lease="")
    take_words_out(mails)


def take_words_out(mails: QuerySet[OutgoingMail]) -> int:
    """The key stays, so that no mail is written twice."""
    return mails.exclude(address="").update(
        address="", name="", subject="", text="", html="", reply_to="", stop_link="", last_error=""
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _storable(text: str) -> str:
    """PostgreSQL keeps neither NUL nor half characters."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
