"""A new or changed entry nearly fits one of another organisation: that one is told the change, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hospes.following.actions import readers
from hospes.following.actions.near import tell_of_near_misses
from hospes.following.choices import NEAR
from hospes.following.models import NearMissTold
from hospes.following.queries import near
from hospes.mail.choices import MailStatus, Way
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions.suggestions import find_pairs, set_aside
from hospes.matchmaking.models import Entry
from hospes.organisations.models import OrganisationPost
from tests.factories.introductions import facilitator, proposed, wish_and_offer

pytestmark = pytest.mark.django_db

LATER = [["2027-06-20", "2027-08-30"]]


def apart(**offer):
    """A wish for May and June and an offer that begins too late: the dates alone are in the way."""
    return wish_and_offer(offer={"windows": LATER, **offer})


def found(*entries):
    for entry in entries:
        find_pairs(entry.pk)


def alerts():
    return OutgoingMail.objects.filter(topic=NEAR).order_by("pk")


def person_of(entry):
    return OrganisationPost.objects.get(organisation=entry.organisation).person


def test_the_other_side_is_told_what_is_in_the_way_and_the_change_that_would_do():
    wish, offer = apart()
    found(offer)

    assert tell_of_near_misses() == 1

    (mail,) = alerts()
    assert mail.address == person_of(wish).email
    assert mail.status == MailStatus.HELD
    assert mail.link.endswith(f"/entries/{wish.pk}/change/#id_window_1_from")
    assert offer.title in " ".join(mail.text.split())
    assert f"/pairs/{wish.pk}/{offer.pk}/" in mail.text


def test_it_is_said_in_words_with_one_question():
    wish, offer = apart()
    post = OrganisationPost.objects.get(organisation=wish.organisation)
    post.person.language = "en"
    post.person.save()
    found(offer)

    tell_of_near_misses()

    text = alerts().get().text
    assert "Your wish" in text and "nearly fits" in text
    assert "Could your group travel from" in text


def test_the_same_change_of_the_same_pair_is_never_told_twice():
    wish, offer = apart()
    found(offer)

    told = [tell_of_near_misses(), tell_of_near_misses()]
    Entry.objects.filter(pk=offer.pk).update(text="Changed.")
    found(offer)
    told.append(tell_of_near_misses())

    assert told == [1, 0, 0]
    assert alerts().count() == 1
    assert NearMissTold.objects.get().organisation == wish.organisation


def test_both_sides_are_told_of_their_own_change_when_both_are_new():
    wish, offer = apart()
    found(wish, offer)

    assert tell_of_near_misses() == 2

    assert {mail.address for mail in alerts()} == {person_of(wish).email, person_of(offer).email}


def test_a_pair_that_waits_for_one_answer_of_ones_own_is_told_too():
    wish, offer = wish_and_offer(wish={"languages": None})
    found(offer)

    tell_of_near_misses()

    (mail,) = alerts()
    assert (mail.address, NearMissTold.objects.get().change) == (person_of(wish).email, "wish:answer:languages")
    assert mail.link.endswith("#id_language_1")


def test_a_pair_that_fits_or_lacks_more_than_one_thing_is_not_told():
    found(*wish_and_offer())
    wish, offer = apart(languages={"fi": "C1"})
    found(wish, offer)

    assert [tell_of_near_misses(), alerts().count()] == [0, 0]


def test_a_pair_that_was_introduced_or_set_aside_is_not_told():
    first = apart()
    proposed(*first)
    other = apart()
    set_aside(*other, reason="They know each other.", by=facilitator())
    found(first[1], other[1])

    tell_of_near_misses()

    pairs = {(row.wish_id, row.offer_id) for row in NearMissTold.objects.all()}
    assert not pairs & {(first[0].pk, first[1].pk), (other[0].pk, other[1].pk)}


def test_who_wants_it_at_once_gets_it_at_once_and_who_stopped_it_gets_none():
    wish, offer = apart()
    readers.choose_mails(person_of(wish), rhythm="weekly", ways={NEAR: Way.AT_ONCE}, by=person_of(wish))
    readers.choose_mails(person_of(offer), rhythm="weekly", ways={NEAR: Way.NEVER}, by=person_of(offer))
    found(wish, offer)

    tell_of_near_misses()

    status = {mail.address: mail.status for mail in alerts()}
    assert status == {person_of(wish).email: MailStatus.WAITING, person_of(offer).email: MailStatus.MUTED}
    assert all(mail.stop_link for mail in alerts())


def test_nobody_gets_more_than_so_many_in_a_week():
    wish, offer = apart()
    now = timezone.now()
    for number in range(near.MOST_A_WEEK):
        NearMissTold.objects.create(
            organisation=wish.organisation, wish=wish, offer=offer, change=f"other:{number}", told_at=now
        )
    found(offer)

    assert tell_of_near_misses() == 0
    NearMissTold.objects.update(told_at=now - timedelta(days=8))
    found(offer)
    assert tell_of_near_misses() == 1


def test_what_was_compared_long_ago_is_no_news():
    _wish, offer = apart()
    found(offer)
    Entry.objects.update(paired_at=timezone.now() - timedelta(days=8))

    assert tell_of_near_misses() == 0


def test_so_many_entries_are_looked_at_in_one_go_and_the_rest_in_the_next():
    pairs = [apart() for _ in range(2)]
    found(*(offer for _wish, offer in pairs))

    waiting = []
    for _ in range(3):
        waiting.append(near.to_look_at(timezone.now(), 10).count())
        tell_of_near_misses(limit=1)

    assert waiting == [2, 1, 0]
