"""Erasing a person: one action for the page, for the command, and after a restore."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.journal.actions import erase_words_about, record
from hospes.mail.actions import post
from hospes.mail.letter import Recipient
from hospes.mail.models import OutgoingMail
from hospes.mail.rules import address_hash
from hospes.people import actions as accounts
from hospes.people import own
from hospes.people.letters import reader
from hospes.people.models import Person
from hospes.people.rules import is_last_administrator
from hospes.privacy import erasure_list, letters, rules, traces
from hospes.privacy.models import Consent, Erasure


class LastAdministratorError(PermissionDenied):
    """Without an administrator nobody could give the role to anybody again."""

    def __init__(self) -> None:
        super().__init__(_("The last administrator cannot be erased. Give the role to somebody else first."))


@transaction.atomic
def erase_person(person: Person, *, by: Person | None) -> None:
    """Forget a person. The row keeps its key, so that the journal stays whole, and nothing else.

    Roles and posts end today and stay as history without a name; what other apps keep, they forget themselves. A last
    mail goes to the address that was theirs, and is forgotten when it is sent.
    """
    if by is not None and not rules.may_erase(by, person):
        raise PermissionDenied
    accounts.lock_administrators()
    if is_last_administrator(person):
        raise LastAdministratorError
    to, name, address = reader(person), person.name, person.email
    left = sorted({remark.about for remark in own.remarks_for(person)})
    forget(person)
    post(
        lambda: letters.erased(name),
        to=to,
        topic=letters.FAREWELL,
        key=_farewell_key(person),
        unsubscribe=False,
    )
    if left:
        post(
            lambda: letters.somebody_is_missing(left),
            to=Recipient(settings.CONTACT_EMAIL, settings.CONTACT_PERSON),
            topic=letters.TOPIC,
            key=f"left-alone-{person.key}",
            unsubscribe=False,
        )
    record("person.erased", on=person, by=by)
    transaction.on_commit(lambda: _forget_what_came_between(person, name, address))


@transaction.atomic
def _forget_what_came_between(person: Person, name: str, address: str) -> None:
    """A request of theirs may have been under way: what it wrote before the erasure was in the journal goes, too.

    What comes later is refused (`people.queries.refuse_erased`).
    """
    back = Person.objects.select_for_update().get(pk=person.pk)
    farewell = OutgoingMail.objects.select_for_update().filter(key=_farewell_key(person)).first()
    back.name, back.email = name, address
    _take_out(back)
    if farewell is not None:
        farewell.save()


def _farewell_key(person: Person) -> str:
    return f"erased-{person.key}"


def forget(person: Person) -> None:
    """Everything that names the person goes, and the erasure is remembered. Inside the caller's transaction."""
    address = person.email
    _take_out(person)
    erasure, _is_new = Erasure.objects.get_or_create(
        person_key=person.key,
        defaults={"address_hash": erasure_list.address_hash(address), "erased_at": timezone.now()},
    )
    transaction.on_commit(lambda: erasure_list.append(erasure))


def _take_out(person: Person) -> None:
    address, name = person.email, person.name
    own.forget(person)
    traces.end_sessions(person)
    traces.forget_tasks_for(address)
    traces.take_out_of_mails(address, name)
    traces.delete_what_belongs_to(person)
    # What they agreed to by mail before they had an account.
    Consent.objects.filter(guest=address_hash(address)).delete()
    accounts.blank(person)
    erase_words_about(person)
    transaction.on_commit(lambda: traces.delete_mail_files(address))
