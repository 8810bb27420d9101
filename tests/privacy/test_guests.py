"""Somebody without an account: what they agreed to is in the log, and all of it is erased by their address."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from hospes.following import links
from hospes.following.actions import readers, searches
from hospes.following.choices import DIGEST
from hospes.following.models import Reader, SavedSearch
from hospes.incoming.models import ImportedContact
from hospes.journal.models import JournalLine
from hospes.mail.actions import mute
from hospes.mail.models import OutgoingMail
from hospes.mail.rules import address_hash
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.moderation.models import Notice
from hospes.organisations.models import Invitation, JoinRequest
from hospes.privacy import erasure_list
from hospes.privacy.actions import erase_guest, note_stopped_by_mail, replay_erasures
from hospes.privacy.models import Consent, Erasure
from hospes.privacy.queries import kept_of_guest
from hospes.privacy.tasks import keep_erased
from hospes.privacy.texts import GUEST_TEXTS
from tests.factories.organisations import InvitationFactory, JoinRequestFactory, OrganisationFactory
from tests.factories.outreach import NoticeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
GUEST = "canary@guest.example"
MODELS = (Invitation, JoinRequest, Notice, OutgoingMail, Reader, SavedSearch, ImportedContact, Consent)


def follow(client, address=GUEST, language="en"):
    """Save a search without an account, and press the button behind the link in the mail."""
    prefix = "" if language == "en" else f"/{language}"
    client.post(f"{prefix}/searches/new/?kind=offer", {"name": "Hosts", "rhythm": "weekly", "email": address})
    search = SavedSearch.objects.get(reader__address=address)
    assert client.post(f"{prefix}/searches/confirm/{links.confirm_token(search)}/").status_code == 200
    return search


@pytest.fixture
def traces(client):
    """Everything that is kept under one address, and the same under another."""
    for address in (GUEST.upper(), "other@guest.example"):
        InvitationFactory(email=address, name="Canary")
        JoinRequestFactory(contact_email=address, contact_name="Canary")
        NoticeFactory(contact_email=address, contact_name="Canary")
        ImportedContact.objects.create(
            organisation=OrganisationFactory(), email=address, file="old.xlsx", kept_at=timezone.now()
        )
        message = {"name": "Canary", "email": address, "subject": "Hello", "text": "Call me", "fax_number": ""}
        client.post("/contact/", message)
    follow(client)
    follow(client, "other@guest.example")


def named() -> list[str]:
    return [model.__name__ for model in MODELS if "canary@guest" in str(list(model.objects.values())).casefold()]


def test_the_log_says_what_a_guest_agreed_to_when_and_in_which_language(client):
    follow(client, language="fr")
    follow(client, language="fr")

    row = Consent.objects.get()
    assert (row.person, row.guest, row.text) == (None, address_hash(GUEST), "searches")
    assert (row.version, row.language, row.how) == (GUEST_TEXTS["searches"].version, "fr", "mail_link")
    assert (row.given_at <= timezone.now(), row.withdrawn_at) == (True, None)


def test_until_the_link_is_opened_nothing_is_agreed_to(client):
    client.post("/searches/new/?kind=offer", {"name": "Hosts", "rhythm": "weekly", "email": GUEST})

    assert SavedSearch.objects.get().confirmed_at is None
    assert not Consent.objects.exists()


def test_removing_the_last_search_takes_the_agreement_back(client):
    search = follow(client)
    page = f"/searches/by-mail/{links.reader_token(search.reader)}/"

    client.post(page, {"deed": "remove", "search": search.pk})

    row = Consent.objects.get()
    assert (row.withdrawn_how, row.withdrawn_at is not None) == ("mail_link", True)


def test_stopping_the_mails_by_their_link_takes_it_back_too_and_agreeing_anew_is_a_new_line(client):
    follow(client)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        mute(hashed_address=address_hash(GUEST), topic=DIGEST)
        assert note_stopped_by_mail() == 1
        assert note_stopped_by_mail() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        follow(client)
        note_stopped_by_mail()

    first, second = Consent.objects.order_by("pk")
    assert (first.withdrawn_at is None, second.withdrawn_at) == (False, None)


def test_with_an_account_it_is_no_agreement_of_a_guest(client):
    person = PersonFactory(email=GUEST)
    searches.save_search(Wanted(kinds=("offer",)), name="Hosts", rhythm="weekly", by=person)

    assert not Consent.objects.exclude(guest="").exists()


def test_a_guest_is_erased_by_the_command_from_every_list_and_nobody_else(traces, capsys):
    kept = kept_of_guest(GUEST)
    assert set(kept) == {
        "addresses_in_old_files", "agreements", "invitations", "mails", "messages_to_us", "notices",
        "requests_to_join", "searches_by_mail",
    }  # fmt: skip
    assert len(named()) >= 6
    others = kept_of_guest("other@guest.example")

    call_command("erase_person", GUEST, "--yes")

    assert named() == []
    assert kept_of_guest(GUEST) == {}
    assert kept_of_guest("other@guest.example") == others
    assert "searches_by_mail" in capsys.readouterr().err
    line = JournalLine.objects.get(verb="guest.erased")
    assert line.facts == kept
    assert "canary" not in str(list(JournalLine.objects.values())).casefold()


def test_nobody_is_erased_by_mistake(traces):
    person = PersonFactory()

    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_person", GUEST)
    with pytest.raises(CommandError, match="nothing else is kept"):
        call_command("erase_person", "nobody@guest.example", "--yes")
    with pytest.raises(PermissionDenied):
        erase_guest(GUEST, by=PersonFactory(secretariat=True))
    with pytest.raises(ValueError, match="has an account"):
        erase_guest(person.email, by=None)
    assert kept_of_guest(GUEST)
    assert not Erasure.objects.exists()


@pytest.fixture
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.django_db(transaction=True)
def test_what_a_restore_brings_back_is_erased_again_and_what_came_later_stays(client, own_folder):
    follow(client)
    erase_guest(GUEST, by=None)
    (line,) = erasure_list.in_file()
    assert GUEST not in json.dumps(str(line))

    with time_machine.travel(timezone.now() - timedelta(days=3)):
        InvitationFactory(email=GUEST, name="Canary")
    assert replay_erasures() == 1
    assert (named(), replay_erasures()) == ([], 0)

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        follow(client)
        keep_erased.call()
        assert kept_of_guest(GUEST)["searches_by_mail"] == 1


def test_the_list_is_read_with_the_secret_of_before_as_well(client, settings, own_folder):
    follow(client)
    erase_guest(GUEST, by=None)
    lines = erasure_list.in_database()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new secret of the installation"
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        readers.reader_at(GUEST, language="en", time_zone="Europe/Paris")

    assert replay_erasures(lines) == 1
    settings.SECRET_KEY_FALLBACKS = []
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        readers.reader_at(GUEST, language="en", time_zone="Europe/Paris")
    assert replay_erasures(lines) == 0
