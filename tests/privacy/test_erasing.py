"""Who is erased is named nowhere any more: no table, no page, no mail, no list; and no restore brings them back."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from hospes.jobs.worker import do_everything
from hospes.journal.queries import verify
from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.models import Entry, Message
from hospes.organisations.models import OrganisationPost
from hospes.people.actions import add_person
from hospes.people.models import Person
from hospes.privacy import erasure_list
from hospes.privacy.actions import LastAdministratorError, erase_person, replay_erasures
from hospes.privacy.models import Erasure
from hospes.privacy.traces import belonging
from tests.factories.organisations import PostFactory, RepresentativeFactory
from tests.factories.people import PASSWORD, PersonFactory
from tests.privacy.traces import Traces

pytestmark = pytest.mark.django_db
ERASE = "/account/erase/"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def mine() -> Traces:
    return Traces("qqmine")


def rows() -> Iterator[tuple[str, str]]:
    """Every row of every table, as text."""
    for model in apps.get_models(include_auto_created=True):
        for values in model._default_manager.values():
            shown = {
                name: bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else value
                for name, value in values.items()
            }
            yield model._meta.label, repr(shown).casefold()


def found_in(traces: Traces) -> set[tuple[str, str]]:
    """Which words that must go are still in which table."""
    tables = list(rows())
    words = traces.gone_when_erased()
    return {(place, label) for label, text in tables for place, word in words.items() if word in text}


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form(person: Person, **values: str) -> dict[str, str]:
    return {"password": PASSWORD, "email": person.email.upper(), "all_the_same": "on"} | values


def test_no_table_names_who_is_erased(mine: Traces, data_folder: Path, django_capture_on_commit_callbacks) -> None:
    assert {place for place, _label in found_in(mine)} == set(mine.gone_when_erased())
    tab = sign_in(mine.person)

    with django_capture_on_commit_callbacks(execute=True):
        answer = tab.post(ERASE, form(mine.person))
    do_everything()

    assert answer.url == "/account/erased/"
    assert tab.get(answer.url).status_code == 200
    assert found_in(mine) == set()
    assert "qqmine" not in "".join(path.read_text() for path in data_folder.glob("*.jsonl"))
    assert verify() is None


def test_what_belongs_to_others_stays_and_names_nobody(mine: Traces) -> None:
    kept = {place: word for place, word in mine.words.items() if place not in mine.gone_when_erased()}

    erase_person(mine.person, by=mine.person)

    tables = list(rows())
    assert {place for place, word in kept.items() if any(word in text for _label, text in tables)} == set(kept)
    assert Message.objects.get(author=None).text == ""
    assert not Entry.objects.filter(contact=mine.person).exists()


def test_a_last_mail_says_so_and_is_forgotten_when_it_is_sent(mine: Traces) -> None:
    address = mine.person.email

    erase_person(mine.person, by=mine.person)
    do_everything()

    assert [one.subject for one in mail.outbox if address in one.to[0]] == ["Your account is erased"]
    assert not OutgoingMail.objects.filter(address__iexact=address).exists()
    assert mine.words["name"] not in "".join(OutgoingMail.objects.values_list("text", flat=True))


def test_mails_to_others_go_on_without_the_name(mine: Traces) -> None:
    """A long name is broken over two lines of a mail, and quoted."""
    others = OutgoingMail.objects.exclude(address__iexact=mine.person.email)
    waiting = others.filter(html__contains=mine.words["name"], status="waiting").exclude(
        topic__in=["messages", "contact"]
    )
    before = set(waiting.values_list("pk", flat=True))
    assert before

    erase_person(mine.person, by=mine.person)

    after = OutgoingMail.objects.filter(pk__in=before)
    assert set(after.values_list("status", flat=True)) == {"waiting"}
    assert all("…" in one.text and one.address for one in after)


def test_a_first_name_alone_is_taken_from_nobody_else() -> None:
    post(lambda: Letter(subject="Hello Anna Berg"), to=Recipient("berg@hospes.example", "Anna Berg"), topic="t")

    erase_person(PersonFactory(name="Anna", email="anna@hospes.example"), by=None)
    erase_person(PersonFactory(name="Nna Ber", email="berg@hospes.exam"), by=None)

    assert OutgoingMail.objects.get(topic="t").subject == "Hello Anna Berg"
    assert OutgoingMail.objects.get(topic="t").address == "berg@hospes.example"


def test_mails_that_lie_in_a_folder_go_too(settings, tmp_path: Path, django_capture_on_commit_callbacks) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    person = PersonFactory(email="canary@hospes.example")
    for address in (person.email, "anna@hospes.example"):
        post(lambda: Letter(subject="Hello"), to=Recipient(address), topic="t")
        do_everything()
    assert len(list((tmp_path / "mail").glob("*.log"))) == 2

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=None)
    do_everything()

    left = [path.read_text() for path in (tmp_path / "mail").glob("*.log")]
    assert len(left) == 1
    assert "canary" not in left[0]


def test_everything_that_belongs_to_a_person_is_taken_away() -> None:
    """A table that comes with a new part of the site is emptied without being named."""
    labels = {relation.related_model._meta.label for relation in belonging()}

    assert {"people.ApiToken", "account.EmailAddress", "mfa.Authenticator", "socialaccount.SocialAccount"} <= labels
    assert {"people.HeldRole", "organisations.OrganisationPost"} & labels == set()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "not-this-one"}, "This is not your password"),
        ({"password": ""}, "This field is required"),
        ({"email": "somebody@hospes.example"}, "This is not the address of your account"),
        ({"email": "x\x00y"}, "Null characters"),
        ({"all_the_same": ""}, "This field is required"),
    ],
)
def test_nobody_is_erased_by_mistake(wrong: dict[str, str], sentence: str) -> None:
    person = PersonFactory(signs_in=True)
    RepresentativeFactory(person=person)
    tab = sign_in(person)

    page = tab.post(ERASE, form(person, **wrong)).content.decode()

    assert sentence in page
    person.refresh_from_db()
    assert person.erased_at is None


def test_many_wrong_passwords_must_wait() -> None:
    person = PersonFactory(signs_in=True)
    tab = sign_in(person)
    cache.clear()
    answers = [tab.post(ERASE, form(person, password="wrong")).status_code for _number in range(11)]

    assert (answers[0], answers[-1]) == (200, 429)
    assert tab.post(ERASE, form(person)).status_code == 429


def test_without_a_password_a_fresh_sign_in_is_asked_for() -> None:
    person = PersonFactory()
    person.set_unusable_password()
    person.save()
    tab = sign_in(person)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        page = tab.get(ERASE).content.decode()
        tab.post(ERASE, {"email": person.email})
        person.refresh_from_db()
        assert ("First sign in anew" in page, person.erased_at) == (True, None)

    fresh = sign_in(person)
    assert 'name="password"' not in fresh.get(ERASE).content.decode()
    fresh.post(ERASE, {"email": person.email})
    person.refresh_from_db()
    assert person.erased_at is not None


def test_the_last_representative_is_told_to_hand_over_and_the_secretariat_hears_of_it() -> None:
    alone = RepresentativeFactory(person=PersonFactory(signs_in=True, name="Canary Gone"))
    shared = RepresentativeFactory(person=alone.person)
    PostFactory(organisation=shared.organisation)
    tab = sign_in(alone.person)

    page = tab.get(ERASE).content.decode()
    assert f"Nobody but you acts for {alone.organisation.name}" in page
    assert f"You are the representative of {shared.organisation.name}" in page

    tab.post(ERASE, form(alone.person))
    told = OutgoingMail.objects.get(topic="own-data")
    assert alone.organisation.name in told.text
    assert shared.organisation.name in told.text
    assert "Canary" not in told.text
    assert not OrganisationPost.objects.now().filter(person=alone.person).exists()


def test_whoever_has_handed_over_is_asked_nothing_more() -> None:
    post = PostFactory(person=PersonFactory(signs_in=True))
    RepresentativeFactory(organisation=post.organisation)
    tab = sign_in(post.person)

    assert "First hand over" not in tab.get(ERASE).content.decode()
    assert tab.post(ERASE, form(post.person)).status_code == 302


def test_the_last_administrator_stays_and_is_told_why() -> None:
    person = PersonFactory(signs_in=True, administrator=True)
    page = Client()
    page.force_login(person)

    with pytest.raises(LastAdministratorError):
        erase_person(person, by=person)
    person.refresh_from_db()
    assert person.erased_at is None


def test_nobody_erases_somebody_else() -> None:
    person, other = PersonFactory(), PersonFactory(secretariat=True)

    with pytest.raises(PermissionDenied):
        erase_person(person, by=other)
    erase_person(person, by=PersonFactory(administrator=True))


def test_every_session_of_an_erased_person_is_over(mine: Traces) -> None:
    phone, desk = sign_in(mine.person), sign_in(mine.person)
    desk.post(ERASE, form(mine.person))

    assert phone.get("/account/").status_code == 302
    assert not any(mine.person.pk == int(one.get_decoded().get("_auth_user_id", 0)) for one in _sessions())


def _sessions():
    from django.contrib.sessions.models import Session

    return Session.objects.all()


# The list of erasures


def came_back(person: Person, **values: object) -> Person:
    """The row as an older backup has it."""
    Person.objects.filter(pk=person.pk).update(
        erased_at=None, is_active=True, email="canary@hospes.example", name="Canary Name", **values
    )
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def gone(django_capture_on_commit_callbacks) -> Person:
    person = PersonFactory(email="canary@hospes.example", name="Canary Name")
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=None)
    return person


def test_the_list_holds_keys_and_fingerprints_only(gone: Person, data_folder: Path) -> None:
    path = data_folder / "erasures.jsonl"
    line = json.loads(path.read_text())

    assert path.stat().st_mode & 0o777 == 0o600
    assert line["person"] == str(gone.key)
    assert "canary" not in path.read_text().casefold()
    assert Erasure.objects.get().address_hash == line["address"] == erasure_list.address_hash("Canary@hospes.example ")


@pytest.mark.parametrize("known_to", ["both", "file", "table"])
def test_who_comes_back_is_erased_again(gone: Person, data_folder: Path, known_to: str) -> None:
    if known_to == "table":
        (data_folder / "erasures.jsonl").unlink()
    came_back(gone)
    if known_to == "file":
        Erasure.objects.all().delete()
    sent = OutgoingMail.objects.count()

    assert replay_erasures() == 1
    assert replay_erasures() == 0

    gone.refresh_from_db()
    assert gone.erased_at is not None
    assert "canary" not in repr(list(Person.objects.values())).casefold()
    assert OutgoingMail.objects.count() == sent
    assert [one.person_key for one in erasure_list.in_file()] == [gone.key]
    assert verify() is None


def test_who_comes_back_under_another_key_is_known_by_the_address(gone: Person) -> None:
    Person.objects.filter(pk=gone.pk).update(email="other@hospes.example")
    older = PersonFactory(email="CANARY@hospes.example", name="Canary Name")
    Person.objects.filter(pk=older.pk).update(created_at=timezone.now() - timedelta(days=400))

    assert replay_erasures() == 1
    older.refresh_from_db()
    assert older.erased_at is not None


def test_who_joins_anew_afterwards_stays(gone: Person) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        anew = add_person(email="canary@hospes.example", name="Canary Name", by=None)

        assert replay_erasures() == 0
    anew.refresh_from_db()
    assert anew.erased_at is None


def test_a_list_that_was_cut_off_by_a_crash_is_read_as_far_as_it_goes(gone: Person, data_folder: Path) -> None:
    path = data_folder / "erasures.jsonl"
    path.write_text(path.read_text() + '{"person": "0b2f')
    came_back(gone)

    assert replay_erasures() == 1


def test_the_last_administrator_of_an_older_backup_is_erased_all_the_same(gone: Person) -> None:
    came_back(gone)
    gone.held_roles.create(role="administrator")

    assert replay_erasures() == 1
