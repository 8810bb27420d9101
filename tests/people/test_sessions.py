"""Sessions: shown to their owner, ended by them, and by time, a new password, a closed account or a new seal."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as the_settings
from django.test import Client

from hospes.people import actions, addresses
from hospes.people.models import BrowserSession, Person
from hospes.people.sessions import kind_of_browser
from tests.factories.people import PASSWORD, PersonFactory
from tests.people.doors import come_in, is_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 "
    "Edg/140.0.0.0"
)


def browser(says: str = FIREFOX) -> Client:
    return Client(headers={"User-Agent": says})


def key(client: Client) -> str:
    return client.cookies[the_settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize(
    ("says", "kind"),
    [(FIREFOX, ("Firefox", "Windows")), (IPHONE, ("Safari", "iPhone")), (EDGE, ("Edge", "Windows")), ("", ("", "")),
     ("curl/8.0", ("", "")), ("<script>" * 999, ("", ""))],
)  # fmt: skip
def test_a_browser_is_told_in_two_words(says, kind):
    assert kind_of_browser(says) == kind


def test_the_list_shows_where_one_is_signed_in_and_which_is_this_one():
    person = PersonFactory(signs_in=True)
    here, there, stranger = browser(), browser(IPHONE), browser(EDGE)
    come_in(here, person)
    come_in(there, person)
    come_in(stranger, PersonFactory(signs_in=True))

    page = here.get("/account/sessions/").content.decode()

    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    assert "Edge" not in page
    assert page.count("Now, in this browser") == 1


def test_one_session_is_ended_and_the_others_go_on():
    person = PersonFactory(signs_in=True)
    here, there, third = browser(), browser(IPHONE), browser(EDGE)
    for one in (here, there, third):
        come_in(one, person)
    row = BrowserSession.objects.get(session_key=key(there))

    here.post(f"/account/sessions/{row.pk}/end/")

    assert [is_in(one) for one in (here, there, third)] == [True, False, True]


def test_nobody_ends_the_session_of_another():
    person, stranger = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    here, there = browser(), browser(IPHONE)
    come_in(here, person)
    come_in(there, stranger)

    assert there.post(f"/account/sessions/{person.browsers.get().pk}/end/").status_code == 404
    assert is_in(here)


def test_all_others_are_ended_and_this_one_goes_on():
    person = PersonFactory(signs_in=True)
    here, there = browser(), browser(IPHONE)
    come_in(here, person)
    come_in(there, person)

    here.post("/account/sign-out-everywhere/")

    assert [is_in(here), is_in(there)] == [True, False]
    assert [is_here for _row, is_here in here.get("/account/sessions/").context["rows"]] == [True]


def new_password(person: Person, here: Client) -> None:
    words = {"oldpassword": PASSWORD, "password1": "another-long-one-8", "password2": "another-long-one-8"}
    assert here.post("/accounts/password/change/", words).status_code == 302


def closed(person: Person, _here: Client) -> None:
    actions.deactivate_person(person, by=PersonFactory(administrator=True))


def new_address(person: Person, _here: Client) -> None:
    from django.core import signing

    addresses.change_address(
        signing.dumps([str(person.key), "new@hospes.example", addresses._state(person)], salt=addresses._SALT)
    )


@pytest.mark.parametrize(("change", "goes_on"), [(new_password, True), (closed, False), (new_address, False)])
def test_a_change_ends_sessions_in_all_browsers_at_the_next_request(change, goes_on):
    person = PersonFactory(signs_in=True)
    here, there = browser(), browser(IPHONE)
    come_in(here, person)
    come_in(there, person)

    change(person, here)

    assert [is_in(here), is_in(there)] == [goes_on, False]


def test_signing_in_gives_the_session_a_new_name():
    """A name that somebody put there before is worth nothing."""
    person = PersonFactory(signs_in=True)
    client = browser()
    client.get("/accounts/passkey/options/")
    before = key(client)

    come_in(client, person)

    assert key(client) != before
    planted = browser()
    planted.cookies[the_settings.SESSION_COOKIE_NAME] = before
    assert not is_in(planted)


def test_signing_out_ends_the_session_for_whoever_copied_it():
    person = PersonFactory(signs_in=True)
    client, copy = browser(), browser()
    come_in(client, person)
    copy.cookies[the_settings.SESSION_COOKIE_NAME] = key(client)
    assert is_in(copy)

    client.post("/accounts/logout/")

    assert not is_in(copy)


def days(number: float) -> timedelta:
    return timedelta(days=number)


@pytest.mark.parametrize(("away", "goes_on"), [(13.9, True), (14.1, False)])
def test_a_session_ends_after_two_weeks_without_a_visit(away, goes_on):
    person = PersonFactory(signs_in=True)
    client = browser()
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        come_in(client, person)
        clock.shift(days(away))

        assert is_in(client) is goes_on


@pytest.mark.parametrize(("age", "goes_on"), [(29.9, True), (30.1, False)])
def test_a_session_ends_after_a_month_however_often_one_comes(age, goes_on):
    person = PersonFactory(signs_in=True)
    client = browser()
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        come_in(client, person)
        for _ in range(3):
            clock.shift(days(9))
            assert is_in(client)
        clock.shift(days(age - 27))

        assert is_in(client) is goes_on


def test_a_clock_that_goes_back_ends_no_session():
    person = PersonFactory(signs_in=True)
    client = browser()
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        come_in(client, person)
        clock.shift(timedelta(hours=-1))
        assert is_in(client)
        clock.shift(timedelta(hours=3))
        assert is_in(client)


def test_being_seen_is_written_down_now_and_then_not_always(django_assert_num_queries):
    person = PersonFactory(signs_in=True)
    client = browser()
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        come_in(client, person)
        first = person.browsers.get().seen_at
        clock.shift(60)
        client.get("/account/")
        assert person.browsers.get().seen_at == first
        clock.shift(600)
        client.get("/account/")

        assert person.browsers.get().seen_at > first


def test_the_cookie_of_a_closed_account_is_no_hindrance_to_the_next_person():
    gone, person = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    client = browser()
    come_in(client, gone)
    Person.objects.filter(pk=gone.pk).update(is_active=False)

    come_in(client, person)

    assert is_in(client)
    assert person.browsers.get().session_key == key(client)


def test_signing_in_as_another_leaves_nothing_of_the_first():
    first, second = PersonFactory(), PersonFactory()
    client = browser()
    client.post(f"/accounts/link/{actions.make_one_time_link(first)}/")
    session = client.session
    session["left_behind"] = "by the first"
    session.save()

    client.post(f"/accounts/link/{actions.make_one_time_link(second)}/")

    assert client.get("/account/").context["person"] == second
    assert "left_behind" not in client.session
