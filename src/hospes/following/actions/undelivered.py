"""Mails that could not be brought."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.following import rules
from hospes.journal.actions import record
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.people.models import Person


@transaction.atomic
def try_again(mail: OutgoingMail, *, by: Person) -> None:
    """Put a mail back, with all its tries. One whose words are forgotten stays where it is."""
    if not rules.may_see_undelivered(by):
        raise PermissionDenied
    waiting = OutgoingMail.objects.filter(pk=mail.pk, status=MailStatus.FAILED).exclude(address="")
    if waiting.update(status=MailStatus.WAITING, tries=0, try_after=timezone.now(), lease="", leased_until=None):
        record("mail.tried_again", on=mail, by=by)
