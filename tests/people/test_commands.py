"""The commands for people: the first administrator, and forgetting somebody."""

import pytest
from django.core.management import CommandError, call_command

from hospes.jobs.worker import do_everything
from hospes.journal.models import JournalLine, PersonalPayload
from hospes.mail.models import OutgoingMail
from hospes.moderation.models import Notice
from hospes.organisations.actions import invite
from hospes.organisations.models import Invitation, JoinRequest
from hospes.people.actions import send_one_time_link
from hospes.people.choices import PartnershipRole
from hospes.people.models import Person
from hospes.people.rules import has_second_factor, roles_that_wait
from tests.factories.organisations import InvitationFactory, JoinRequestFactory, RepresentativeFactory
from tests.factories.outreach import NoticeFactory
from tests.factories.people import PersonFactory
from tests.people.doors import come_in, is_in

pytestmark = pytest.mark.django_db


def test_the_first_administrator_gets_a_link_that_signs_in(client, capsys):
    call_command("create_admin", "maria@region.example", "--name", "Maria")

    link = capsys.readouterr().out.split()[-1]
    assert roles_that_wait(Person.objects.get(email="maria@region.example")) == {PartnershipRole.ADMINISTRATOR}
    assert client.post("/" + link.split("/", 3)[3]).url == "/account/sign-in/first/"


def test_somebody_with_an_account_becomes_an_administrator_and_twice_changes_nothing():
    person = PersonFactory()

    call_command("create_admin", person.email.upper())
    call_command("create_admin", person.email)

    assert person.held_roles.count() == 1


def test_a_lost_second_factor_is_removed_by_the_command_and_the_person_is_told(client, capsys):
    person = PersonFactory(signs_in=True, administrator=True)
    come_in(client, person)

    call_command("create_admin", person.email)
    assert (is_in(client), has_second_factor(person)) == (True, True)
    call_command("create_admin", person.email, "--reset-second-factor")

    assert "are removed" in capsys.readouterr().out
    assert (is_in(client), has_second_factor(person)) == (False, False)
    assert roles_that_wait(Person.objects.get(pk=person.pk)) == {PartnershipRole.ADMINISTRATOR}
    assert OutgoingMail.objects.filter(address=person.email).exists()
    assert JournalLine.objects.filter(verb__contains="second_factor", actor_key=None).exists()


@pytest.mark.parametrize("email", ["", "no address", "a@b", "a\x00@b.eu"])
def test_what_is_no_address_is_refused_in_one_line(email):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("create_admin", email)


def test_a_closed_account_does_not_become_an_administrator():
    person = PersonFactory(deactivated=True)

    with pytest.raises(CommandError, match="is closed"):
        call_command("create_admin", person.email)


def test_an_erased_person_is_named_nowhere():
    post = RepresentativeFactory(person=PersonFactory(name="Canary Name", email="canary@hospes.example"))
    InvitationFactory(email="Canary@hospes.example", name="Canary Name")
    JoinRequestFactory(contact_email="canary@hospes.example", contact_name="Canary Name")
    NoticeFactory(contact_email="canary@hospes.example", contact_name="Canary Name")
    invite(email="canary@hospes.example", organisation=post.organisation, by=PersonFactory(secretariat=True))
    send_one_time_link("Canary@hospes.example")
    assert OutgoingMail.objects.filter(status="waiting").count() == 2

    call_command("erase_person", "canary@hospes.example", "--yes")

    # A last mail says so; it is forgotten when it is sent.
    assert OutgoingMail.objects.get(address="canary@hospes.example").status == "waiting"
    do_everything()
    post.refresh_from_db()
    assert post.ended_on is not None
    kept_in = (Person, Invitation, JoinRequest, Notice, OutgoingMail, JournalLine, PersonalPayload)
    for model in kept_in:
        assert "canary" not in str(list(model.objects.values())).casefold()


def test_nobody_is_erased_without_saying_so():
    PersonFactory(email="canary@hospes.example")

    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_person", "canary@hospes.example")

    assert Person.objects.filter(email="canary@hospes.example").exists()


def test_the_last_administrator_is_not_erased():
    person = PersonFactory(administrator=True)

    with pytest.raises(CommandError, match="last administrator"):
        call_command("erase_person", person.email, "--yes")
