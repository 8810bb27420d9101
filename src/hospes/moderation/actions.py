"""Receiving notices and deciding on them (Regulation (EU) 2022/2065, Articles 16 and 17)."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.moderation import letters, reportable, rules
from hospes.moderation.choices import Decision, NoticeKind, NoticeStatus
from hospes.moderation.models import Notice
from hospes.moderation.reportable import Reported
from hospes.people.letters import reader
from hospes.people.models import Person


@transaction.atomic
def give_notice(
    about: Reported,
    *,
    about_kind: str,
    about_id: str,
    kind: NoticeKind | str,
    text: str,
    contact_name: str = "",
    contact_email: str = "",
    language: str = "en",
    by: Person | None = None,
) -> Notice:
    """Anybody reports something public. Who leaves an address gets a confirmation."""
    notice = Notice.objects.create(
        about_kind=about_kind,
        about_id=about_id,
        about_title=about.title[:300],
        about_url=about.url[:500],
        kind=NoticeKind(kind),
        text=text,
        contact_name=contact_name,
        contact_email=contact_email,
        language=language,
    )
    if contact_email:
        _post_to_sender(notice, letters.notice_received)
    record("notice.received", on=notice, by=by, facts={"about": f"{about_kind}:{about_id}", "kind": notice.kind})
    return notice


@transaction.atomic
def decide_notice(notice: Notice, *, decision: Decision | str, statement: str, by: Person) -> None:
    """Decide, once, with reasons. Removing takes the thing off the public pages where its app can do that."""
    decision = Decision(decision)
    locked = Notice.objects.select_for_update().get(pk=notice.pk)
    if not rules.may_decide(by, locked):
        raise PermissionDenied
    about = reportable.find(notice.about_kind, notice.about_id)
    known = reportable.kind_of(notice.about_kind)
    if decision == Decision.REMOVED and about is not None and known is not None and known.withdraw is not None:
        known.withdraw(notice.about_id, by)
    notice.status, notice.decision, notice.statement = NoticeStatus.DECIDED, decision, statement
    notice.decided_at, notice.decided_by = timezone.now(), by
    notice.save(update_fields=["status", "decision", "statement", "decided_at", "decided_by"])
    if notice.contact_email:
        _post_to_sender(notice, letters.notice_decided)
    if decision in (Decision.REMOVED, Decision.CHANGED) and about is not None:
        for owner in about.owners:
            _post_to_owner(notice, owner)
    record("notice.decided", on=notice, by=by, facts={"decision": decision.value})


def _post_to_sender(notice: Notice, letter: letters.NoticeLetter) -> None:
    post(
        lambda: letter(notice),
        to=letters.sender(notice),
        topic=letters.TOPIC,
        reply_to=settings.CONTACT_EMAIL,
        unsubscribe=False,
    )


def _post_to_owner(notice: Notice, owner: Person) -> None:
    post(
        lambda: letters.content_decided(notice, owner),
        to=reader(owner),
        topic=letters.TOPIC,
        key=f"notice-decided:{notice.key}:{owner.key}",
        reply_to=settings.CONTACT_EMAIL,
        unsubscribe=False,
    )


def forget_sender(person: Person) -> None:
    forget_sender_at(person.email)


def forget_sender_at(address: str) -> None:
    """Somebody is erased: notices they sent stay, without name and address."""
    forget_senders(Notice.objects.filter(contact_email__iexact=address))


def forget_senders(notices: QuerySet[Notice]) -> int:
    return notices.update(contact_name="", contact_email="")
