"""Facilitators check what organisations send."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from hospes.mail.models import OutgoingMail
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.phrases.replies import REPLIES, reply_text
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db


def main(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser").select_one("main")


@pytest.mark.parametrize("address", ["to-check", "{pk}/check"])
def test_the_queue_is_there_for_facilitators_alone(address, school, anna, olga, fiona, signed_in):
    entry = EntryFactory(organisation=school, submitted=True)
    path = f"/entries/{address.format(pk=entry.pk)}/"

    assert [signed_in(person).get(path).status_code for person in (anna, olga, fiona)] == [404, 404, 200]


@pytest.mark.parametrize(("step", "typed"), [("publish", {}), ("send-back", {"reason": "Why"}), ("confirm", {})])
def test_only_facilitators_decide(step, typed, school, anna, olga, signed_in):
    entry = EntryFactory(organisation=school, submitted=True)

    for person in (anna, olga):
        answer = signed_in(person).post(f"/entries/{entry.pk}/{step}/", typed | {"version": "1"})
        assert answer.status_code == 404

    entry.refresh_from_db()
    assert entry.status == EntryStatus.SUBMITTED


def test_what_has_waited_longest_comes_first_and_new_words_stand_in_the_same_queue(fiona, signed_in):
    now = timezone.now()
    EntryFactory(title="Second", submitted=True, submitted_at=now - timedelta(days=2))
    EntryFactory(title="First", published=True, unchecked_since=now - timedelta(days=3))
    EntryFactory(title="Third", submitted=True, submitted_at=now - timedelta(days=1))
    EntryFactory(title="Not here", published=True)

    page = signed_in(fiona).get("/entries/to-check/")

    assert [tag.text.strip() for tag in main(page).select("tbody th")] == ["First", "Second", "Third"]


def test_after_a_decision_comes_the_next_entry(anna, fiona, school, signed_in):
    first = EntryFactory(organisation=school, submitted=True)
    second = EntryFactory(submitted=True)
    client = signed_in(fiona)

    then = client.post(f"/entries/{first.pk}/publish/", {"version": "1", "note": "Well said."})
    last = client.post(f"/entries/{second.pk}/send-back/", {"version": "1", "reason": "When?"})

    assert [then.headers["Location"], last.headers["Location"]] == [
        f"/entries/{second.pk}/check/",
        "/entries/to-check/",
    ]
    assert "Well said." in OutgoingMail.objects.get(address=anna.email).text


def test_ready_answers_speak_the_language_of_whoever_reads_them(school, anna, fiona, signed_in):
    anna.language = "fr"
    anna.save()
    entry = EntryFactory(organisation=school, submitted=True)

    page = signed_in(fiona).get(f"/entries/{entry.pk}/check/?reply=dates")

    assert main(page).select_one("textarea[name=reason]").text.strip() == reply_text("dates", "fr")


def test_an_unknown_ready_answer_is_no_answer(fiona, signed_in):
    entry = EntryFactory(submitted=True)

    page = signed_in(fiona).get(f"/entries/{entry.pk}/check/?reply=%00nonsense")

    assert main(page).select_one("textarea[name=reason]").text.strip() == ""


def test_every_ready_answer_says_something():
    assert all(len(reply_text(code, "en")) > 60 for code in REPLIES)


def test_without_a_reason_nothing_goes_back_and_the_page_says_so(fiona, signed_in):
    entry = EntryFactory(submitted=True)

    page = signed_in(fiona).post(f"/entries/{entry.pk}/send-back/", {"version": "1", "reason": "  "})

    entry.refresh_from_db()
    assert main(page).select_one("#id_reason_error").text.strip() == "Say what should be changed."
    assert entry.status == EntryStatus.SUBMITTED


def test_a_decision_on_an_older_version_shows_the_newer_one(school, anna, fiona, signed_in):
    entry = EntryFactory(organisation=school, submitted=True)
    signed_in(anna).post(f"/entries/{entry.pk}/change/", {"title": "New", "language": "en", "version": "1"})

    page = signed_in(fiona).post(f"/entries/{entry.pk}/publish/", {"version": "1"}, follow=True)

    entry.refresh_from_db()
    assert entry.status == EntryStatus.SUBMITTED
    assert "The organisation changed the entry while you read it." in main(page).text
    assert main(page).select_one("h1").text.strip() == "New"


def test_two_facilitators_decide_once(fiona, signed_in):
    entry = EntryFactory(submitted=True)
    client = signed_in(fiona)

    client.post(f"/entries/{entry.pk}/publish/", {"version": "1"})
    page = client.post(f"/entries/{entry.pk}/publish/", {"version": "1"}, follow=True)

    assert "This cannot be done any more. The entry is now: Published." in main(page).text


def test_an_empty_queue_says_that_everything_is_checked(fiona, signed_in):
    assert "Everything is checked" in main(signed_in(fiona).get("/entries/to-check/")).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_asks_the_database_the_same_number_of_times(number, fiona, signed_in, django_assert_num_queries):
    EntryFactory.create_batch(number, submitted=True)
    client = signed_in(fiona)
    client.get("/entries/to-check/")

    with django_assert_num_queries(7):
        page = client.get("/entries/to-check/")

    assert len(main(page).select("tbody tr")) == number
