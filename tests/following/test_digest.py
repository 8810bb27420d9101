"""One mail in the morning, with everything that is new and nothing that is not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hospes.following.actions import readers
from hospes.following.actions.digests import tell_everybody
from hospes.following.actions.searches import save_search
from hospes.following.choices import DIGEST, NEAR, NEWS, SEARCHES, WAITING, Rhythm
from hospes.following.models import Reader, SavedSearch
from hospes.mail.actions import post
from hospes.mail.choices import MailStatus, Way
from hospes.mail.letter import Letter
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.people.letters import reader
from hospes.people.models import Person
from tests.factories.exchanges import partners, proposed_exchange
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.outreach import NewsFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

# A Wednesday; the Monday after it is the 23rd of November.
BEFORE = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)  # five past seven in Brussels
TUESDAY = MONDAY + timedelta(days=1)
OFFERS = Wanted(kinds=("offer",))


def offer(at: datetime, **values):
    return EntryFactory(
        kind=EntryKind.OFFER, published=True, published_at=at, first_published_at=at, indexed=True, **values
    )


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


def following(wanted: Wanted = OFFERS, *, rhythm=Rhythm.WEEKLY, **traits):
    person = PersonFactory(**traits)
    with at(BEFORE):
        save_search(wanted, name="Hosts for us", rhythm=rhythm, by=person)
    return person


def digests() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(topic=DIGEST).order_by("pk"))


def tell(moment: datetime) -> int:
    with at(moment):
        readers.greet_new_people()
        return tell_everybody(moment)


def test_on_monday_morning_a_reader_is_told_what_is_new_the_newest_first() -> None:
    person = following(language="fr")
    offer(BEFORE + timedelta(hours=1), title="The older one")
    offer(BEFORE + timedelta(days=2), title="The newer one")
    offer(BEFORE - timedelta(days=2), title="An old one")

    assert tell(MONDAY) == 1

    (mail,) = digests()
    assert (mail.address, mail.language, mail.status) == (person.email, "fr", MailStatus.WAITING)
    assert mail.text.index("The newer one") < mail.text.index("The older one")
    assert "An old one" not in mail.text
    assert "The newer one" in mail.html
    assert 'lang="fr"' in mail.html
    assert mail.stop_link in mail.text


def test_nobody_is_told_twice_however_often_the_task_runs() -> None:
    following()
    offer(BEFORE + timedelta(days=2))

    assert [tell(MONDAY), tell(MONDAY), tell(MONDAY + timedelta(hours=5)), tell(TUESDAY)] == [1, 0, 0, 0]


def test_a_run_that_was_lost_after_it_wrote_writes_no_second_mail() -> None:
    """The control: the dates are put back, as a database that lost them would have them; the key holds."""
    following()
    offer(BEFORE + timedelta(days=2))
    tell(MONDAY)

    Reader.objects.update(told_on=None, weekly_on=None, told_up_to=BEFORE)
    SavedSearch.objects.update(told_up_to=BEFORE)
    tell(MONDAY)

    assert len(digests()) == 1


def test_when_nothing_is_new_there_is_no_mail() -> None:
    following()
    offer(BEFORE - timedelta(days=1))

    assert (tell(MONDAY), digests()) == (0, [])


def test_an_entry_that_does_not_suit_is_not_told() -> None:
    following(Wanted(kinds=("wish",)))
    offer(BEFORE + timedelta(days=2))

    assert tell(MONDAY) == 0


def test_what_ones_own_organisation_published_is_no_news() -> None:
    post_ = RepresentativeFactory()
    with at(BEFORE):
        save_search(OFFERS, name="Hosts", rhythm="weekly", by=post_.person)
    offer(BEFORE + timedelta(days=2), organisation=post_.organisation)

    first = tell(MONDAY)
    offer(MONDAY + timedelta(days=2), title="Theirs")

    assert [first, tell(MONDAY + timedelta(days=7))] == [0, 1]
    assert "Theirs" in digests()[0].text


def test_an_entry_that_goes_on_after_a_pause_is_not_new() -> None:
    following()
    offer(BEFORE - timedelta(days=30), title="Back again").__class__.objects.update(published_at=BEFORE + timedelta(1))

    assert tell(MONDAY) == 0


@pytest.mark.parametrize(
    ("zone", "moment", "told"),
    [
        ("Europe/Brussels", datetime(2026, 11, 23, 5, 55, tzinfo=UTC), 0),
        ("Europe/Brussels", datetime(2026, 11, 23, 6, 5, tzinfo=UTC), 1),
        ("Atlantic/Azores", datetime(2026, 11, 23, 6, 5, tzinfo=UTC), 0),
        ("Atlantic/Azores", datetime(2026, 11, 23, 8, 5, tzinfo=UTC), 1),
        ("Indian/Reunion", datetime(2026, 11, 23, 3, 5, tzinfo=UTC), 1),
        ("Mars/Base", datetime(2026, 11, 23, 6, 5, tzinfo=UTC), 1),
    ],
)
def test_morning_is_morning_where_the_reader_is(zone: str, moment: datetime, told: int) -> None:
    following(time_zone=zone)
    offer(BEFORE + timedelta(days=2))

    assert tell(moment) == told


def test_a_monday_without_a_worker_is_made_up_for_once() -> None:
    following()
    offer(BEFORE + timedelta(days=2))

    assert [tell(TUESDAY), tell(TUESDAY + timedelta(days=1)), tell(MONDAY + timedelta(days=7))] == [1, 0, 0]


def test_a_daily_search_is_told_each_morning_and_on_monday_with_everything_in_one_mail() -> None:
    person = following(rhythm=Rhythm.DAILY)
    with at(BEFORE):
        save_search(Wanted(kinds=("wish",)), name="Guests for us", rhythm=Rhythm.WEEKLY, by=person)
    thursday = BEFORE.replace(day=19, hour=6, minute=5)
    offer(BEFORE + timedelta(hours=1), title="On Wednesday")
    EntryFactory(kind="wish", published=True, first_published_at=BEFORE + timedelta(hours=2), title="A wish")

    counts = [tell(thursday), tell(thursday + timedelta(days=1))]
    offer(BEFORE + timedelta(days=3), title="On Saturday")
    counts += [tell(MONDAY)]

    first, last = digests()
    assert counts == [1, 0, 1]
    assert "On Wednesday" in first.text
    assert "A wish" not in first.text
    assert "On Saturday" in last.text
    assert "A wish" in last.text
    assert "On Wednesday" not in last.text


def test_an_entry_published_at_the_last_moment_is_told_the_next_time() -> None:
    """Its moment may lie a little before it can be seen: what is younger than two minutes waits, and is not lost."""
    following(rhythm=Rhythm.DAILY)
    offer(MONDAY - timedelta(seconds=30), title="Just now")

    assert [tell(MONDAY), tell(TUESDAY)] == [0, 1]


def test_what_waits_news_and_near_misses_stand_under_their_own_headings() -> None:
    post_, stranger = RepresentativeFactory(person__name="Rita"), RepresentativeFactory()
    tell(BEFORE)
    EntryFactory(rejected=True, organisation=post_.organisation, title="Came back")
    nearly_fits(post_.person, "Your wish nearly fits Timber")
    NewsFactory(title="We are forty", published_at=BEFORE + timedelta(days=1))

    tell(MONDAY)

    by_address = {mail.address: mail.text for mail in digests()}
    mine, theirs = by_address[post_.person.email], by_address[stranger.person.email]
    for words in ("What waits for you", "Came back", "Pairs that one change", "nearly fits Timber", "We are forty"):
        assert words in mine
    assert "Came back" not in theirs
    assert "Timber" not in theirs


def nearly_fits(person: Person, subject: str) -> None:
    """A letter about a near miss, as it is written when its pair is found."""
    with at(BEFORE):
        letter = Letter(subject=subject, buttons=[("Change your wish", "http://hospes.example/")])
        post(lambda: letter, to=reader(person), topic=NEAR)


def test_an_exchange_is_one_line_however_many_of_its_parts_wait_for_the_reader() -> None:
    ring = partners(3)
    tell(BEFORE)
    with at(BEFORE):
        exchange = proposed_exchange(ring)

    tell(MONDAY)

    (mail,) = [one for one in digests() if one.address == ring[0].person.email]
    assert mail.text.count("Answer the exchange that was proposed to you") == 1
    assert f"/exchanges/{exchange.pk}/" in mail.text
    assert "/introductions/" not in mail.text
    assert "School 1" in mail.text
    assert "School 2" in mail.text


def test_a_mail_that_its_reader_wants_in_the_digest_waits_for_it_and_is_told_once() -> None:
    person = PersonFactory()
    tell(BEFORE)
    with at(BEFORE):
        readers.choose_mails(person, rhythm="weekly", ways={"messages": Way.DIGEST}, by=person)
        held = post(
            lambda: Letter(subject="New message", buttons=[("Go", "http://127.0.0.1:8000/introductions/1/")]),
            to=reader(person),
            topic="messages",
        )
        assert held.status == MailStatus.HELD

    counts = [tell(MONDAY), tell(MONDAY + timedelta(days=7))]

    held.refresh_from_db()
    (mail,) = digests()
    assert (counts, held.status) == ([1, 0], MailStatus.TOLD)
    assert "New message" in mail.text
    assert "/introductions/1/" in mail.text


def test_a_topic_that_asks_for_an_answer_never_waits_for_the_digest() -> None:
    person = PersonFactory()

    with pytest.raises(Exception, match="cannot come this way"):
        readers.choose_mails(person, rhythm="weekly", ways={"questions": Way.DIGEST}, by=person)


@pytest.mark.parametrize("topic", [SEARCHES, NEWS, WAITING, NEAR])
def test_a_part_that_its_reader_muted_is_left_out(topic: str) -> None:
    post_ = RepresentativeFactory()
    tell(BEFORE)
    with at(BEFORE):
        save_search(OFFERS, name="zz saved-searches", rhythm="weekly", by=post_.person)
        readers.choose_mails(post_.person, rhythm="weekly", ways={topic: Way.NEVER}, by=post_.person)
    offer(BEFORE + timedelta(days=1))
    nearly_fits(post_.person, "zz near-misses")
    EntryFactory(rejected=True, organisation=post_.organisation, title="zz waiting")
    NewsFactory(title="zz news", published_at=BEFORE + timedelta(days=1))

    tell(MONDAY)

    (mail,) = digests()
    assert {part for part in (SEARCHES, NEWS, WAITING, NEAR) if f"zz {part}" in mail.text} == {
        SEARCHES, NEWS, WAITING, NEAR,
    } - {topic}  # fmt: skip


def test_who_wants_no_digest_gets_none_and_is_told_the_rest_when_they_want_it_again() -> None:
    person = following()
    offer(BEFORE + timedelta(days=2), title="Missed")
    readers.choose_mails(person, rhythm=None, ways={}, by=person)

    quiet = tell(MONDAY)
    readers.choose_mails(person, rhythm="daily", ways={}, by=person)

    assert [quiet, tell(MONDAY + timedelta(days=7))] == [0, 1]
    assert "Missed" in digests()[0].text


def test_a_closed_account_and_a_paused_search_are_told_nothing() -> None:
    closed = following()
    paused = following()
    closed.is_active = False
    closed.save()
    SavedSearch.objects.filter(reader__person=paused).update(paused_at=BEFORE)
    offer(BEFORE + timedelta(days=2))

    assert tell(MONDAY) == 0


def test_an_erased_person_leaves_no_search_and_no_reader_behind() -> None:
    from hospes.privacy.actions.erasing import erase_person

    person = following()

    erase_person(person, by=person)

    assert (Reader.objects.count(), SavedSearch.objects.count()) == (0, 0)


def test_titles_of_others_cannot_bring_headers_or_markup_into_a_digest() -> None:
    following()
    evil = "<img src=x onerror=alert(1)>\u202e"
    offer(BEFORE + timedelta(days=2), title=evil, organisation=OrganisationFactory(name="{user.password}\u2028Bcc: x"))

    tell(MONDAY)

    (mail,) = digests()
    assert "<img" not in mail.html
    assert "{user.password}" in mail.text
    assert "\nBcc" not in mail.text


def test_more_readers_with_the_same_searches_ask_no_more_questions_but_for_their_own_mails() -> None:
    """Without anything new for them, forty readers cost what four cost."""

    def asked(number: int) -> int:
        for _one in range(number):
            post_ = RepresentativeFactory()
            with at(BEFORE):
                save_search(Wanted(kinds=("wish",)), name="W", rhythm="weekly", by=post_.person)
        Reader.objects.update(told_on=None, weekly_on=None)
        offer(BEFORE + timedelta(days=2))
        with at(MONDAY), CaptureQueriesContext(connection) as queries:
            assert tell_everybody(MONDAY) == 0
        return len(queries)

    assert asked(4) == asked(36)


def test_told_dates_stand_for_everybody_looked_at() -> None:
    following()
    tell(MONDAY)

    assert {one.told_on for one in Reader.objects.all()} == {timezone.localdate(timezone.localtime(MONDAY))}
