"""One's own dates, under an address that opens nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from hospes.core.tokens import hash_token
from hospes.journal.actions import record
from hospes.matchmaking.actions import introductions, introductions_answers
from hospes.matchmaking.models import Introduction
from hospes.organisations.actions import posts
from hospes.sharing.actions.calendar import make_calendar_link, revoke_calendar_link
from hospes.sharing.models import CalendarLink
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.people import PersonFactory
from tests.site import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return RepresentativeFactory()


@pytest.fixture
def token(post) -> str:
    return make_calendar_link(post.person, by=post.person)


def read(client, token: str):
    answer = client.get(f"/feeds/calendar/{token}.ics")
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def events(client, token: str) -> dict[str, object]:
    return {str(event["UID"]).split("-")[0]: event for event in read(client, token).walk("VEVENT")}


def proposed(post, **traits) -> Introduction:
    wish = EntryFactory(kind="wish", published=True, organisation=post.organisation)
    offer = EntryFactory(kind="offer", published=True, **traits)
    RepresentativeFactory(organisation=offer.organisation)
    return introductions.propose(
        wish,
        offer,
        people=2,
        starts_on=date(2027, 3, 22),
        ends_on=date(2027, 4, 2),
        answer_by=timezone.localdate() + timedelta(days=10),
        by=PersonFactory(facilitator=True),
    )


def test_it_shows_answer_dates_stays_and_the_end_of_entries(client, post, token: str) -> None:
    proposed(post, organisation=OrganisationFactory(name="Their School"))
    stay = proposed(post, organisation=OrganisationFactory(name="Our Host"))
    Introduction.objects.filter(pk=stay.pk).update(
        state="introduced", wish_accepted_at=timezone.now(), offer_accepted_at=timezone.now()
    )

    found = events(client, token)

    assert set(found) == {"answer", "stay", "end"}
    assert found["answer"]["SUMMARY"] == "Answer the proposal from Their School"
    assert found["answer"]["DTSTART"].dt == timezone.localdate() + timedelta(days=10)
    # Across the change of clocks: whole days stay whole days, and the end is the day after the last.
    assert (found["stay"]["DTSTART"].dt, found["stay"]["DTEND"].dt) == (date(2027, 3, 22), date(2027, 4, 3))
    assert found["stay"]["SUMMARY"] == "Stay with Our Host"


def test_nobody_else_is_named(client, post, token: str) -> None:
    proposed(post)

    content = client.get(f"/feeds/calendar/{token}.ics").content

    assert b"BEGIN:VEVENT" in content
    for word in (b"ATTENDEE", b"ORGANIZER", b"mailto", b"@hospes.example", post.person.name.encode()):
        assert word not in content


def test_what_one_has_answered_is_no_date_any_more(client, post, token: str) -> None:
    introduction = proposed(post)

    introductions_answers.accept(introduction, side="wish", terms_version=1, by=post.person)

    assert "answer" not in events(client, token)


def test_an_event_keeps_its_uid_and_its_sequence_grows(client, post, token: str) -> None:
    introduction = proposed(post)
    before = events(client, token)["answer"]

    Introduction.objects.filter(pk=introduction.pk).update(answer_by=timezone.localdate() + timedelta(days=20))
    record("introduction.reminded", on=introduction, by=None)
    after = events(client, token)["answer"]

    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["LAST-MODIFIED"].dt <= after["LAST-MODIFIED"].dt


@pytest.mark.parametrize(
    "evil",
    [
        "Meeting\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM",
        "a\rBEGIN:VEVENT\rEND:VEVENT",
        "a\r\nATTENDEE:mailto:x@example.org",
        "semi;colon,comma\\back\\nslash",
        "😀" * 35,
        "\u2028END:VCALENDAR",
    ],
)
def test_a_title_brings_no_component_in(client, post, token: str, evil: str) -> None:
    EntryFactory(published=True, organisation=post.organisation, title=evil)

    content = client.get(f"/feeds/calendar/{token}.ics").content
    calendar = Calendar.from_ical(content)

    assert [one.name for one in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert b"ATTENDEE:" not in content.replace(b"\r\n ", b"")[: content.find(b"SUMMARY")]
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\r" not in content.replace(b"\r\n", b"")
    event = calendar.walk("VEVENT")[0]
    assert "ATTENDEE" not in event
    assert "VALARM" not in [one.name for one in event.walk()]


def test_the_answer_is_private_and_leaves_no_trace_in_the_log(client, post, token: str, caplog) -> None:
    caplog.set_level("INFO", logger="hospes.request")

    answer = client.get(f"/feeds/calendar/{token}.ics")

    assert answer["Cache-Control"].startswith("private")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "/feeds/calendar/***" in caplog.text
    assert token not in caplog.text


def test_the_token_is_kept_as_a_hash(post, token: str) -> None:
    link = CalendarLink.objects.get()

    assert link.token_hash == hash_token(token)


def test_a_link_that_was_withdrawn_or_replaced_is_dead_at_once(client, post, token: str) -> None:
    newer = make_calendar_link(post.person, by=post.person)
    replaced = client.get(f"/feeds/calendar/{token}.ics").status_code
    before = client.get(f"/feeds/calendar/{newer}.ics").status_code
    revoke_calendar_link(post.person, by=post.person)
    after = client.get(f"/feeds/calendar/{newer}.ics").status_code

    assert (replaced, before, after) == (404, 200, 404)


def test_who_leaves_the_organisation_or_is_closed_out_sees_nothing_from_the_next_request(client, post) -> None:
    """The control: the same token showed the dates a moment before."""
    token = make_calendar_link(post.person, by=post.person)
    EntryFactory(published=True, organisation=post.organisation)
    other = RepresentativeFactory(person=post.person)
    path = f"/feeds/calendar/{token}.ics"
    first = client.get(path).content.count(b"BEGIN:VEVENT")

    posts.end_post(post, by=post.person)
    left = client.get(path).content.count(b"BEGIN:VEVENT")
    posts.end_post(other, by=post.person)
    nowhere = client.get(path).status_code
    RepresentativeFactory(person=post.person)
    back = client.get(path).status_code
    post.person.is_active = False
    post.person.save()

    assert (first, left, nowhere, back, client.get(path).status_code) == (1, 0, 404, 200, 404)


@pytest.mark.parametrize("guess", ["x", "null", "0", "%00", "..", "a" * 300])
def test_a_guess_opens_nothing(client, token: str, guess: str) -> None:
    assert client.get(f"/feeds/calendar/{guess}.ics").status_code == 404
    assert client.get(f"/feeds/calendar/{token[:-1]}.ics").status_code == 404


def test_the_token_opens_neither_the_api_nor_a_session_and_takes_nothing(client, post, token: str) -> None:
    api = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    link = client.post(f"/accounts/link/{token}/")
    write = client.post(f"/feeds/calendar/{token}.ics")

    assert (api.status_code, write.status_code) == (401, 405)
    assert "_auth_user_id" not in client.session
    assert b"no longer works" in link.content


def test_an_api_token_opens_no_calendar(client, post) -> None:
    from hospes.people.actions import make_api_token

    _row, secret = make_api_token(post.person, name="Mine", by=post.person)

    assert client.get(f"/feeds/calendar/{secret}.ics").status_code == 404


def test_the_link_is_shown_once(client, post) -> None:
    client.force_login(post.person, backend=BACKEND)

    made = client.post("/account/calendar/")
    later = client.get("/account/calendar/")

    assert b"/feeds/calendar/" in made.content
    assert "no-store" in made["Cache-Control"]
    assert b"/feeds/calendar/" not in later.content


@pytest.mark.parametrize("count", [1, 3])
def test_a_full_calendar_asks_no_more_questions(client, post, count: int, django_assert_num_queries) -> None:
    token = make_calendar_link(post.person, by=post.person)
    for _one in range(count):
        proposed(post)
    client.get(f"/feeds/calendar/{token}.ics")

    with django_assert_num_queries(7):
        client.get(f"/feeds/calendar/{token}.ics")
