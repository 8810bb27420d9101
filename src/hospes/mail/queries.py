"""Reading the outbox."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail


def due(now: datetime) -> QuerySet[OutgoingMail]:
    """Mails to send now: waiting ones whose time has come, and those whose sender died."""
    waiting = Q(status=MailStatus.WAITING, try_after__lte=now)
    abandoned = Q(status=MailStatus.SENDING, leased_until__lt=now)
    return OutgoingMail.objects.filter(waiting | abandoned).order_by("try_after", "pk")


def failed() -> QuerySet[OutgoingMail]:
    """Mails that could not be delivered, newest first."""
    return OutgoingMail.objects.filter(status=MailStatus.FAILED).order_by("-written_at", "-pk")


def mailbox(recipient: str = "") -> QuerySet[OutgoingMail]:
    """The demo mailbox: everything written and not yet forgotten, newest first."""
    mails = OutgoingMail.objects.exclude(address="").order_by("-written_at", "-pk").defer("text", "html")
    wanted = recipient.strip()
    return mails.filter(Q(address__icontains=wanted) | Q(name__icontains=wanted)) if wanted else mails


def recent_recipients(*, at_most: int = 20) -> list[str]:
    """Who got mail lately, to choose from in the demo mailbox."""
    newest = (
        OutgoingMail.objects.exclude(address="").order_by("-written_at", "-pk").values_list("address", flat=True)[:200]
    )
    return list(dict.fromkeys(newest))[:at_most]


def mails_to(address: str) -> QuerySet[OutgoingMail]:
    """What was written to one address and is not yet forgotten, the oldest first."""
    return OutgoingMail.objects.filter(address__iexact=address).order_by("written_at", "pk").defer("text", "html")


def oldest_waiting_age() -> timedelta:
    """For how long the mail that waits longest could have been sent."""
    oldest = due(timezone.now()).aggregate(oldest=Min("try_after"))["oldest"]
    return timezone.now() - oldest if oldest else timedelta(0)


def counts() -> dict[str, int]:
    rows = OutgoingMail.objects.order_by().values("status").annotate(number=Count("pk"))
    return {row["status"]: row["number"] for row in rows}


def held_for(addresses: Collection[str]) -> dict[str, list[OutgoingMail]]:
    """Mails that wait for their readers' digests, by address, the newest first. One query for any number."""
    found: dict[str, list[OutgoingMail]] = {}
    rows = OutgoingMail.objects.filter(address__in=addresses, status=MailStatus.HELD)
    for mail in rows.defer("text", "html").order_by("-written_at", "-pk"):
        found.setdefault(mail.address, []).append(mail)
    return found
