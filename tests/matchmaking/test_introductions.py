"""What happens between the proposal and the stay."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import entries
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.choices import DeclineReason, IntroductionState, NotRealisedReason, Side
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from tests.factories.introductions import (
    STAY,
    accepted_by,
    facilitator,
    hosting_organisation,
    proposed,
    sending_organisation,
    speaker,
    wish_and_offer,
)
from tests.factories.matchmaking import EntryFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__contains=f"-{kind}-").order_by("pk"))


# Proposing


def test_a_proposal_goes_to_both_sides_in_their_own_language():
    proposed(*wish_and_offer())

    assert [mail.language for mail in mails("proposal")] == ["sv", "de"]


def test_a_proposal_keeps_the_reasons_of_the_day():
    introduction = proposed(*wish_and_offer())

    kept = introduction.assessment
    assert kept["status"] == "possible"
    assert sum(one["points"] for one in kept["reasons"] if one["side"] == "wish") == kept["scores"]["wish"]


def test_only_facilitators_propose():
    wish, offer = wish_and_offer()

    with pytest.raises(PermissionDenied):
        proposed(wish, offer, by=speaker(proposed(wish, offer), Side.WISH))


@pytest.mark.parametrize("wrong", ["wish", "offer"])
def test_an_entry_off_the_market_is_not_proposed(wrong):
    wish, offer = wish_and_offer(**{wrong: {"published": False, "status": "paused"}})

    with pytest.raises(RefusedError, match="not_on_the_market"):
        proposed(wish, offer)


def test_a_pair_under_way_is_not_proposed_twice():
    wish, offer = wish_and_offer()
    proposed(wish, offer)

    with pytest.raises(RefusedError, match="already_proposed"):
        proposed(wish, offer)


def test_a_declined_pair_can_be_proposed_again():
    wish, offer = wish_and_offer()
    introduction = proposed(wish, offer)
    actions.decline(
        introduction, side=Side.WISH, terms_version=1, by=speaker(introduction, Side.WISH), reason=DeclineReason.DATES
    )

    assert proposed(wish, offer).state == IntroductionState.PROPOSED


def test_nobody_to_write_to_is_said_before_anything_is_kept():
    wish, offer = wish_and_offer()
    offer.organisation.posts.update(ended_on=timezone.localdate())

    with pytest.raises(RefusedError, match="nobody_to_write_to"):
        proposed(wish, offer)
    assert not wish.introductions_as_wish.exists()


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"people": 0}, "no_people"),
        ({"people": 9}, "no_room"),
        ({"starts_on": STAY[1], "ends_on": STAY[0]}, "ends_before_it_starts"),
        ({"ends_on": None}, "half_a_period"),
        ({"answer_by": timezone.localdate() - timedelta(days=1)}, "answer_date_is_past"),
    ],
)
def test_terms_that_cannot_be_are_refused(terms, code):
    with pytest.raises(RefusedError, match=code):
        proposed(*wish_and_offer(), **terms)


# Answering


def test_both_acceptances_introduce_and_are_kept_with_person_and_moment():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.OFFER, Side.WISH)

    assert introduction.state == IntroductionState.INTRODUCED
    assert introduction.introduced_at is not None
    assert introduction.wish_answered_by == speaker(introduction, Side.WISH)
    assert introduction.offer_answered_by == speaker(introduction, Side.OFFER)


def test_each_side_gets_the_contact_of_the_other():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.OFFER, Side.WISH)

    to_wish, to_offer = mails("introduced")
    assert speaker(introduction, Side.OFFER).email in to_wish.text
    assert speaker(introduction, Side.WISH).email in to_offer.text


def test_no_contact_is_given_before_both_have_accepted():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.OFFER)

    assert queries.contact_of(introduction, Side.WISH) is None
    addresses = [speaker(introduction, side).email for side in Side]
    for mail in OutgoingMail.objects.all():
        others = [address for address in addresses if address != mail.address]
        assert not [address for address in others if address in mail.text + mail.html + mail.subject + mail.reply_to]


def test_accepting_twice_is_one_acceptance():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.WISH)

    assert introduction.state == IntroductionState.ACCEPTED_BY_ONE
    assert JournalLine.objects.filter(verb="introduction.accepted").count() == 1


def test_nobody_answers_for_the_other_side():
    introduction = proposed(*wish_and_offer())

    with pytest.raises(PermissionDenied):
        actions.accept(introduction, side=Side.OFFER, terms_version=1, by=speaker(introduction, Side.WISH))


def test_a_facilitator_answers_for_nobody():
    introduction = proposed(*wish_and_offer())

    with pytest.raises(PermissionDenied):
        actions.accept(introduction, side=Side.OFFER, terms_version=1, by=facilitator())


def test_decline_wins_over_a_later_accept():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH)
    actions.decline(
        introduction, side=Side.OFFER, terms_version=1, by=speaker(introduction, Side.OFFER), reason=DeclineReason.SIZE
    )

    with pytest.raises(RefusedError, match="not_open"):
        accepted_by(introduction, Side.OFFER)
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.DECLINED


def test_a_side_that_accepted_can_still_decline_until_the_other_has_answered():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH)

    introduction = actions.decline(
        introduction, side=Side.WISH, terms_version=1, by=speaker(introduction, Side.WISH), reason=DeclineReason.FUNDING
    )

    assert introduction.state == IntroductionState.DECLINED
    assert introduction.ended_by_side == Side.WISH


def test_other_terms_clear_what_was_accepted_before():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH)

    introduction = actions.counter(
        introduction,
        side=Side.OFFER,
        terms_version=1,
        by=speaker(introduction, Side.OFFER),
        people=3,
        starts_on=STAY[0],
        ends_on=STAY[1],
    )

    assert introduction.terms_version == 2
    assert introduction.state == IntroductionState.ACCEPTED_BY_ONE
    assert introduction.wish_accepted_at is None
    assert introduction.offer_accepted_at is not None


@pytest.mark.parametrize("answer", ["accept", "decline", "counter"])
def test_an_answer_to_older_terms_is_refused(answer):
    introduction = proposed(*wish_and_offer())
    by = speaker(introduction, Side.OFFER)
    terms = {"people": 3, "starts_on": STAY[0], "ends_on": STAY[1]}
    actions.counter(introduction, side=Side.WISH, terms_version=1, by=speaker(introduction, Side.WISH), **terms)
    more = {"accept": {}, "decline": {"reason": DeclineReason.SIZE}, "counter": {**terms, "people": 2}}[answer]

    with pytest.raises(RefusedError, match="stale_terms"):
        getattr(actions, answer)(introduction, side=Side.OFFER, terms_version=1, by=by, **more)


def test_the_same_terms_are_no_counter_proposal():
    introduction = proposed(*wish_and_offer())

    with pytest.raises(RefusedError, match="same_terms"):
        actions.counter(
            introduction,
            side=Side.WISH,
            terms_version=1,
            by=speaker(introduction, Side.WISH),
            people=4,
            starts_on=STAY[0],
            ends_on=STAY[1],
        )


# Room


def second_wish_for(offer, **values):
    return EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation(), **values)


def test_places_are_never_given_twice():
    wish, offer = wish_and_offer(offer={"places": 5})
    first, second = proposed(wish, offer, people=4), proposed(second_wish_for(offer), offer, people=4)
    accepted_by(first, Side.WISH, Side.OFFER)

    with pytest.raises(RefusedError, match="no_room") as refused:
        accepted_by(second, Side.WISH)
    assert refused.value.facts == {"side": "offer", "left": 1, "people": 4}


def test_a_group_does_not_travel_twice():
    wish, offer = wish_and_offer()
    other = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    first, second = proposed(wish, offer, people=4), proposed(wish, other, people=4)
    accepted_by(first, Side.WISH, Side.OFFER)

    with pytest.raises(RefusedError, match="no_room"):
        accepted_by(second, Side.OFFER)


def test_what_was_not_realised_gives_its_places_back():
    wish, offer = wish_and_offer(offer={"places": 4})
    introduction = accepted_by(proposed(wish, offer), Side.WISH, Side.OFFER)

    actions.mark(
        introduction,
        IntroductionState.NOT_REALISED,
        by=speaker(introduction, Side.WISH),
        reason=NotRealisedReason.STAFF,
    )

    assert queries.room_of(offer).left == 4


# Dates


def test_what_nobody_answers_expires_and_says_so_to_both():
    introduction = proposed(*wish_and_offer())
    later = introduction.answer_by + timedelta(days=1)

    assert actions.expire_due(introduction.answer_by) == 0
    assert actions.expire_due(later) == 1
    assert actions.expire_due(later) == 0
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.EXPIRED
    assert len(mails("expired")) == 2


def test_only_the_silent_side_is_reminded_and_only_once():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH)
    close = introduction.answer_by - timedelta(days=2)

    assert actions.remind_due(introduction.answer_by - timedelta(days=5)) == 0
    assert actions.remind_due(close) == 1
    assert actions.remind_due(close + timedelta(days=1)) == 0
    assert [mail.address for mail in mails("reminder")] == [speaker(introduction, Side.OFFER).email]


def test_an_ending_names_the_next_best():
    wish, offer = wish_and_offer()
    EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation(name="Fjordskole"))
    introduction = proposed(wish, offer)

    actions.decline(
        introduction, side=Side.OFFER, terms_version=1, by=speaker(introduction, Side.OFFER), reason=DeclineReason.DATES
    )

    to_wish, to_offer = mails("declined")
    assert "Fjordskole" in to_wish.text
    assert "Fjordskole" not in to_offer.text


# Afterwards


def test_the_way_goes_on_from_introduced_to_realised():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)
    by = speaker(introduction, Side.OFFER)

    with pytest.raises(RefusedError, match="not_open"):
        actions.mark(introduction, IntroductionState.REALISED, by=by)
    actions.mark(introduction, IntroductionState.IN_PREPARATION, by=by)
    introduction = actions.mark(introduction, IntroductionState.REALISED, by=by)

    assert introduction.state == IntroductionState.REALISED


def test_nobody_marks_a_way_round_the_answers():
    introduction = proposed(*wish_and_offer())

    for state in IntroductionState:
        with pytest.raises(RefusedError):
            actions.mark(introduction, state, by=speaker(introduction, Side.WISH))


def test_a_message_goes_to_the_other_side_only():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)

    actions.write_message(introduction, text="Hej! När passar det?", by=speaker(introduction, Side.WISH))

    mail = OutgoingMail.objects.get(topic="messages")
    assert mail.address == speaker(introduction, Side.OFFER).email
    assert "När passar det?" in mail.text


def test_nobody_writes_before_the_introduction():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH)

    with pytest.raises(RefusedError, match="thread_is_closed"):
        actions.write_message(introduction, text="Hello?", by=speaker(introduction, Side.WISH))


def test_a_stranger_does_not_write():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)

    with pytest.raises(PermissionDenied):
        actions.write_message(introduction, text="Hello?", by=PersonFactory())


def test_every_step_leaves_one_line_in_the_journal():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)

    verbs = JournalLine.objects.filter(object_kind="matchmaking.introduction").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == [
        "introduction.proposed",
        "introduction.accepted",
        "introduction.introduced",
    ]
    assert introduction.pk


def test_the_reply_rate_counts_silence_and_leaves_out_what_says_nothing():
    wish, offer = wish_and_offer()
    expired = accepted_by(proposed(wish, offer), Side.WISH)
    actions.expire_due(expired.answer_by + timedelta(days=1))
    withdrawn = proposed(wish, offer)
    actions.withdraw(withdrawn, by=facilitator())

    assert (queries.reply_rate(wish.organisation).answered, queries.reply_rate(wish.organisation).asked) == (1, 1)
    assert (queries.reply_rate(offer.organisation).answered, queries.reply_rate(offer.organisation).asked) == (0, 1)


# What changes meanwhile


@pytest.mark.parametrize("answer", ["accept", "counter"])
def test_nobody_is_introduced_about_an_entry_that_was_withdrawn(answer):
    introduction = proposed(*wish_and_offer())
    entries.withdraw_entry(introduction.offer, by=speaker(introduction, Side.OFFER))
    common = {"side": Side.WISH, "terms_version": 1, "by": speaker(introduction, Side.WISH)}

    with pytest.raises(RefusedError, match="not_on_the_market"):
        if answer == "accept":
            actions.accept(introduction, **common)
        else:
            actions.counter(introduction, **common, people=2, starts_on=None, ends_on=None)

    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.PROPOSED
    declined = actions.decline(introduction, **common, reason=DeclineReason.OTHER)
    assert declined.state == IntroductionState.DECLINED


def test_a_pause_takes_nothing_back_that_was_proposed_before():
    introduction = proposed(*wish_and_offer())
    entries.pause_entry(introduction.offer, by=speaker(introduction, Side.OFFER))

    assert accepted_by(introduction, Side.WISH, Side.OFFER).state == IntroductionState.INTRODUCED


def test_an_entry_past_its_last_day_is_not_proposed():
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(RefusedError, match="not_on_the_market"):
        proposed(*wish_and_offer(offer={"valid_until": yesterday}))


def test_nothing_is_proposed_for_a_suspended_member():
    wish, offer = wish_and_offer()
    Organisation.objects.filter(pk=offer.organisation_id).update(membership=Membership.SUSPENDED)

    with pytest.raises(RefusedError, match="membership_suspended"):
        proposed(wish, Entry.objects.get(pk=offer.pk))


def test_places_are_counted_as_they_are_when_the_proposal_is_made():
    """The facilitator opened the form when the host still had eight places."""
    wish, offer = wish_and_offer(offer={"places": 8})
    Entry.objects.filter(pk=offer.pk).update(places=2)

    with pytest.raises(RefusedError, match="no_room"):
        proposed(wish, offer, people=4)


def test_nobody_is_reminded_of_what_can_no_longer_be_accepted():
    introduction = proposed(*wish_and_offer())
    entries.withdraw_entry(introduction.offer, by=speaker(introduction, Side.OFFER))

    assert actions.remind_due(introduction.answer_by - timedelta(days=1)) == 0
    assert not mails("reminder")


def test_the_end_of_a_proposal_says_nothing_of_the_market_to_whom_has_left_it():
    introduction = proposed(*wish_and_offer())
    entries.withdraw_entry(introduction.wish, by=speaker(introduction, Side.WISH))
    Person.objects.update(language="en")

    actions.expire_due(introduction.answer_by + timedelta(days=1))

    to_wish, to_offer = mails("expired")
    assert "stays on the market" not in to_wish.text
    assert "stays on the market" in to_offer.text


def test_nobody_is_introduced_to_an_organisation_where_everybody_has_left():
    introduction = accepted_by(proposed(*wish_and_offer()), Side.OFFER)
    Person.objects.filter(pk=speaker(introduction, Side.OFFER).pk).update(is_active=False)

    with pytest.raises(RefusedError, match="nobody_to_write_to"):
        accepted_by(introduction, Side.WISH)
