"""What is done with own data in the background: keeping the terms, large files, and the end of unused accounts."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from hospes.core import retention, terms
from hospes.core.retention import Rows
from hospes.jobs.schedule import every_round, scheduled, task
from hospes.journal.actions import record
from hospes.mail.actions import post, take_words_out
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.people.letters import reader
from hospes.people.models import Person, PersonQuerySet
from hospes.privacy import actions, erasure_list, letters, traces
from hospes.privacy.models import Consent, Erasure, OwnArchive

WARN_BEFORE = timedelta(days=30)
# An older warning was about another time.
WARNING_COUNTS = timedelta(days=365)


@scheduled("47 * * * *")
def keep_terms() -> None:
    keep_terms_now(timezone.now())


def keep_terms_now(now: datetime) -> dict[str, int]:
    """Forget what is past its term. The journal gets the counts, and nothing about whom."""
    warn_unused_accounts(now)
    counts = retention.keep_all(now)
    kept = {code: count for code, count in counts.items() if count}
    if kept:
        record("terms.kept", by=None, facts=kept)
    return counts


@scheduled("12 4 * * *")
def keep_erased() -> None:
    """What a crash left undone between an erasure, its list and a restore."""
    actions.replay_erasures()


@scheduled("7 * * * *")
def note_stopped_by_mail() -> None:
    actions.note_stopped_by_mail()


@task()
def make_archive(person_pk: int) -> None:
    person = Person.objects.filter(pk=person_pk, erased_at=None).first()
    if person is not None:
        actions.make_archive(person)


@every_round
def forget_farewells() -> None:
    """The last mail to somebody who is erased is forgotten as soon as it is sent, or cannot be."""
    under_way = [MailStatus.WAITING, MailStatus.SENDING]
    over = OutgoingMail.objects.filter(topic=letters.FAREWELL).exclude(status__in=under_way).exclude(address="")
    addresses = list(over.values_list("address", flat=True))
    if addresses:
        take_words_out(over)
        for address in addresses:
            traces.delete_mail_files(address)


# Accounts that nobody uses


def unused_since(before: datetime) -> PersonQuerySet:
    """Accounts that were last used before that moment, and hold no post and no role since."""
    day = timezone.localdate(before)
    idle = Q(last_login=None) | Q(last_login__lt=before)
    found: PersonQuerySet = Person.objects.filter(idle, erased_at=None, created_at__lt=before)
    in_office = Q(held_roles__isnull=False, held_roles__ended_at=None) | Q(held_roles__ended_at__gte=before)
    in_office |= Q(posts__isnull=False, posts__ended_on=None) | Q(posts__ended_on__gte=day)
    in_office |= Q(api_tokens__last_used_on__gte=day)
    return found.exclude(pk__in=Person.objects.filter(in_office).values("pk"))


def warn_unused_accounts(now: datetime) -> int:
    """Write to whoever has a month left, once a year at most."""
    count = 0
    for person in unused_since(now - terms.ACCOUNT.lasts + WARN_BEFORE):
        if _warnings(person).filter(written_at__gt=now - WARNING_COUNTS).exists():
            continue
        day = timezone.localdate(now + WARN_BEFORE)
        post(
            lambda person=person, day=day: letters.account_ends(person, day),  # type: ignore[misc]
            to=reader(person),
            topic=letters.TOPIC,
            key=f"account-ends-{person.key}-{day.isoformat()}",
            unsubscribe=False,
        )
        count += 1
    return count


def _warnings(person: Person) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(key__startswith=f"account-ends-{person.key}-")


def _past_account(before: datetime) -> Rows:
    """Only who was warned a month ago: a worker that stood still for a year erases nobody by surprise."""
    now = before + terms.ACCOUNT.lasts
    month_ago = now - WARN_BEFORE + timedelta(days=1)
    warned = [
        person.pk
        for person in unused_since(before)
        if _warnings(person).filter(written_at__gt=now - WARNING_COUNTS, written_at__lt=month_ago).exists()
    ]
    past: Rows = Person.objects.filter(pk__in=warned)
    return past


def _erase_unused(rows: Rows) -> int:
    count = 0
    for person in rows:
        actions.erase_person(person, by=None)
        count += 1
    return count


def _forget_erasures(rows: Rows) -> int:
    """The file beside the database loses the same lines."""
    last = rows.order_by("-erased_at").first()
    gone = retention.deleted(rows)
    if last is not None:
        erasure_list.drop_until(last.erased_at)
    return gone


retention.keep(terms.ACCOUNT, due=_past_account, forget=_erase_unused)
retention.keep(terms.CONSENT, due=lambda before: Consent.objects.filter(withdrawn_at__lt=before))
retention.keep(terms.OWN_ARCHIVE, due=lambda before: OwnArchive.objects.filter(made_at__lt=before))
retention.keep(terms.ERASURE, due=lambda before: Erasure.objects.filter(erased_at__lt=before), forget=_forget_erasures)
