"""Somebody is erased while a request of theirs is under way."""

import pytest
from django.db import transaction

from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient
from hospes.mail.models import OutgoingMail
from hospes.people.actions import change_profile
from hospes.people.models import Person
from hospes.people.queries import AccountGoneError
from hospes.privacy.actions import erase_person, erasing
from tests.factories.people import PersonFactory

NAME = "Zita Zzgone"


def mail_about(person: Person) -> None:
    letter = Letter(subject=f"{NAME} asks", greeting="Hello", paragraphs=["Something."], reason="Why.")
    post(lambda: letter, to=Recipient("other@hospes.example"), topic="test")


@pytest.mark.django_db(transaction=True)
def test_what_they_do_afterwards_is_refused_and_leaves_nothing() -> None:
    person = PersonFactory(name=NAME)
    read_before = Person.objects.get(pk=person.pk)
    erase_person(person, by=None)

    with pytest.raises(AccountGoneError), transaction.atomic():
        mail_about(read_before)
        change_profile(read_before, name=NAME, language="en", time_zone="UTC", by=read_before)

    person.refresh_from_db()
    assert (person.name, person.is_active) == ("", False)
    assert not OutgoingMail.objects.filter(subject__contains=NAME).exists()


@pytest.mark.django_db(transaction=True)
def test_what_they_wrote_between_its_beginning_and_its_end_goes_and_the_farewell_stays(monkeypatch) -> None:
    person = PersonFactory(name=NAME)
    address, written = person.email, []
    record = erasing.record

    def another_writes_first(*words, **named):
        """What a request of theirs, a moment earlier in the journal, has left."""
        mail_about(person)
        written.append(OutgoingMail.objects.filter(subject__contains=NAME).count())
        return record(*words, **named)

    monkeypatch.setattr(erasing, "record", another_writes_first)
    erase_person(person, by=None)

    assert written == [1]
    assert not OutgoingMail.objects.filter(subject__contains=NAME).exists()
    farewell = OutgoingMail.objects.get(key=f"erased-{person.key}")
    assert (farewell.address, farewell.status) == (address, "waiting")
