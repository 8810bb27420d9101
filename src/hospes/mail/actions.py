"""Writing mails into the outbox, and letting readers stop them."""

from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hospes.mail import topics
from hospes.mail.choices import MailStatus, Way
from hospes.mail.letter import Letter, Recipient
from hospes.mail.models import Muted, OutgoingMail, Preferred, new_key
from hospes.mail.rendering import as_html, as_text, header_text
from hospes.mail.rules import address_hash, way_for, ways_of
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
    can stop them. A reader who wants this topic in the digest gets it there: the mail is kept for it.
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
        link=(letter.buttons[0][1] if letter.buttons else "")[:500],
        stop_link=link,
        written_at=timezone.now(),
        try_after=timezone.now(),
    )
    if not (_is_address(mail.address) and (not mail.reply_to or _is_address(mail.reply_to))):
        mail.status, mail.last_error = MailStatus.FAILED, "not an e-mail address"
    elif unsubscribe:
        mail.status = _BY_WAY[way_for(to.address, topic)]
    return _once(mail)


_BY_WAY = {Way.AT_ONCE: MailStatus.WAITING, Way.DIGEST: MailStatus.HELD, Way.NEVER: MailStatus.MUTED}


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
    unsent = (MailStatus.WAITING, MailStatus.HELD)
    waiting = OutgoingMail.objects.filter(topic=topic, status__in=unsent).exclude(stop_link="")
    for mail in waiting.only("pk", "address").iterator(chunk_size=500):
        if address_hash(mail.address) == hashed_address:
            OutgoingMail.objects.filter(pk=mail.pk, status__in=unsent).update(status=MailStatus.MUTED)


def unmute(*, hashed_address: str, topic: str) -> None:
    """Send mails of this kind again."""
    Muted.objects.filter(address_hash=hashed_address, topic=topic).delete()


@transaction.atomic
def choose_way(*, hashed_address: str, topic: str, way: Way) -> bool:
    """Tell this address of this topic at once, in the digest, or never. Says whether anything changed.

    Mails that wait for the digest stay there, so that choosing "at once" floods nobody.
    """
    known = topics.topic(topic)
    if way not in known.ways:
        raise ValidationError(_("Mails of this kind cannot come this way."))
    if way == ways_of([hashed_address])[hashed_address].get(topic, known.default):
        return False
    Preferred.objects.filter(address_hash=hashed_address, topic=topic).delete()
    if way == Way.NEVER:
        mute(hashed_address=hashed_address, topic=topic)
        return True
    unmute(hashed_address=hashed_address, topic=topic)
    if way != known.default:
        Preferred.objects.create(address_hash=hashed_address, topic=topic, way=way)
    return True


@transaction.atomic
def mark_told(mails: Iterable[OutgoingMail]) -> None:
    """The digest that tells of these mails is written. Call it in the same transaction."""
    keys = [mail.pk for mail in mails]
    OutgoingMail.objects.filter(pk__in=keys, status=MailStatus.HELD).update(status=MailStatus.TOLD)


@transaction.atomic
def forget_mails_to(address: str) -> None:
    """Somebody is erased: what was written to them loses address and words, and what still waits is not sent.

    What they chose goes, too: a fingerprint of an address can be guessed by whoever knows the address.
    """
    _forget(OutgoingMail.objects.filter(address__iexact=address))
    Muted.objects.filter(address_hash=address_hash(address)).delete()
    Preferred.objects.filter(address_hash=address_hash(address)).delete()


@transaction.atomic
def forget_mails_with_keys(beginnings: Iterable[str]) -> None:
    """Whose words these mails carried is erased: the mails lose them, and what still waits is not sent."""
    for beginning in beginnings:
        _forget(OutgoingMail.objects.filter(key__startswith=beginning))


def _forget(mails: QuerySet[OutgoingMail]) -> None:
    mails.filter(status__in=[MailStatus.WAITING, MailStatus.SENDING, MailStatus.HELD]).update(
        status=MailStatus.MUTED, lease=""
    )
    take_words_out(mails)


def take_words_out(mails: QuerySet[OutgoingMail]) -> int:
    """The key stays, so that no mail is written twice."""
    return mails.exclude(address="").update(
        address="", name="", subject="", text="", html="", reply_to="", link="", stop_link="", last_error=""
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
