"""Agreeing to a text, and taking it back. Each is one line of the log; nothing in it is ever changed but its end."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.actions import mute, unmute
from hospes.mail.rules import address_hash
from hospes.people.models import Person
from hospes.people.rules import may_see_own
from hospes.privacy import queries
from hospes.privacy.choices import How
from hospes.privacy.models import Consent
from hospes.privacy.texts import GUEST_TEXTS, TEXTS, Text


@transaction.atomic
def accept_texts(person: Person, *, language: str, how: How | str, by: Person | None) -> list[Consent]:
    """Accept every text without which an account makes no sense, in the versions that stand now."""
    return [_agree(person, text, language, How(how), by) for text in queries.texts_to_accept(person)]


@transaction.atomic
def agree(person: Person, code: str, *, language: str, how: How | str, by: Person | None) -> Consent:
    """Agree to the version that stands now. Twice changes nothing."""
    return _agree(person, TEXTS[code], language, How(how), by)


def _agree(person: Person, text: Text, language: str, how: How, by: Person | None) -> Consent:
    if by is not None and not may_see_own(by, person):
        raise PermissionDenied
    values = {"language": language, "how": how, "given_at": timezone.now()}
    try:
        with transaction.atomic():
            row, is_new = Consent.objects.get_or_create(
                person=person, text=text.code, version=text.version, withdrawn_at=None, defaults=values
            )
    except IntegrityError:
        # Of two tabs at once, the other was first.
        return Consent.objects.standing().get(person=person, text=text.code, version=text.version)
    if text.topic:
        unmute(hashed_address=address_hash(person.email), topic=text.topic)
    if is_new:
        facts = {"text": text.code, "version": text.version, "language": language, "how": how.value}
        record("consent.given", on=person, by=by or person, facts=facts)
    return row


@transaction.atomic
def take_back(person: Person, code: str, *, how: How | str, by: Person) -> None:
    """Take an agreement back: what rests on it stops with the next mail, those that wait included."""
    text, how = TEXTS[code], How(how)
    if not may_see_own(by, person) or text.is_needed:
        raise PermissionDenied
    ended = Consent.objects.standing().filter(person=person, text=code)
    if not ended.update(withdrawn_at=timezone.now(), withdrawn_how=how):
        return
    if text.topic:
        mute(hashed_address=address_hash(person.email), topic=text.topic)
    record("consent.taken_back", on=person, by=by, facts={"text": code, "how": how.value})


@transaction.atomic
def agree_as_guest(address: str, code: str, *, language: str) -> None:
    """Somebody without an account pressed the button behind a link in a mail. Twice changes nothing."""
    text = GUEST_TEXTS[code]
    Consent.objects.get_or_create(
        guest=address_hash(address),
        text=text.code,
        version=text.version,
        withdrawn_at=None,
        defaults={"language": language, "how": How.MAIL_LINK, "given_at": timezone.now()},
    )


@transaction.atomic
def take_back_as_guest(address: str, code: str) -> None:
    """They ended it by the link in a mail."""
    standing = Consent.objects.standing().filter(guest=address_hash(address), text=code)
    standing.update(withdrawn_at=timezone.now(), withdrawn_how=How.MAIL_LINK)


@transaction.atomic
def note_stopped_by_mail() -> int:
    """Who stopped the mails by the link in one of them took the agreement back: the log says so, too."""
    count = 0
    for consent, muted in queries.stopped_by_mail():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=muted.muted_at, withdrawn_how=How.MAIL_LINK)
        facts = {"text": consent.text, "how": How.MAIL_LINK.value}
        record("consent.taken_back", on=consent.person, by=consent.person, facts=facts)
        count += 1
    for consent, muted in queries.guests_stopped_by_mail():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=muted.muted_at, withdrawn_how=How.MAIL_LINK)
        count += 1
    return count
