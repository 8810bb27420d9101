"""An exchange stands or falls as a whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.actions import introductions as part_actions
from hospes.matchmaking.choices import DeclineReason, ExchangeState, IntroductionState, Side
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.queries.introductions import contact_of
from hospes.matchmaking.rules.introductions import RefusedError
from tests.factories.exchanges import Partner, accepts, legs_of, partners, parts_of, proposed_exchange, terms_for
from tests.factories.introductions import STAY, facilitator, speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring() -> list[Partner]:
    return partners(3)


def states(exchange: Exchange) -> list[str]:
    return [part.state for part in parts_of(exchange)]


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith="exchange-", key__contains=f"-{kind}-").order_by("pk"))


# Proposing


def test_every_organisation_gets_one_mail_that_tells_of_all_parts(ring):
    proposed_exchange(ring)

    assert len(mails("proposal")) == 3
    assert OutgoingMail.objects.count() == 3
    for mail in mails("proposal"):
        assert mail.text.count("School") >= 6
        assert "School 1 to School 0" in mail.text
        assert "School 0 to School 2" in mail.text


def test_legs_are_taken_in_any_order_and_kept_in_that_of_the_ring(ring):
    legs = legs_of(ring)

    exchange = actions.propose_exchange(
        [legs[2], legs[0], legs[1]], answer_by=timezone.localdate() + timedelta(days=9), by=facilitator()
    )

    parts = parts_of(exchange)
    assert [part.wish.organisation for part in parts] == [part.offer.organisation for part in parts[1:] + parts[:1]]


def test_all_are_proposed_or_none_and_the_refusal_names_the_leg(ring):
    ring[1].offer.status = "paused"
    ring[1].offer.save()

    with pytest.raises(RefusedError, match="not_on_the_market") as refused:
        proposed_exchange(ring)

    assert refused.value.facts["leg"] == 1
    assert refused.value.facts["host"] == "School 1"
    assert not Exchange.objects.exists()
    assert not Introduction.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_legs_that_make_no_ring_are_no_exchange(ring):
    one, two, three = legs_of(ring)
    answer_by, by = timezone.localdate() + timedelta(days=9), facilitator()

    for legs in ([one], [one, one], [one, two, three, one], [one, three._replace(wish=one.wish)]):
        with pytest.raises(RefusedError, match="not_an_exchange"):
            actions.propose_exchange(legs, answer_by=answer_by, by=by)


def test_a_chain_begins_with_a_host_that_sends_nobody(ring):
    exchange = actions.propose_exchange(
        list(reversed(legs_of(ring)[:2])), answer_by=timezone.localdate() + timedelta(days=9), by=facilitator()
    )

    assert [part.offer.organisation.name for part in parts_of(exchange)] == ["School 0", "School 1"]


def test_only_facilitators_propose_and_withdraw(ring):
    with pytest.raises(PermissionDenied):
        proposed_exchange(ring, by=ring[0].person)
    exchange = proposed_exchange(ring)
    with pytest.raises(PermissionDenied):
        actions.withdraw_exchange(exchange, by=ring[0].person)


# Accepting


def test_nobody_is_introduced_until_everybody_has_accepted(ring):
    exchange = proposed_exchange(ring)

    accepts(exchange, ring[0])
    assert states(exchange) == ["accepted_by_one", "proposed", "accepted_by_one"]
    accepts(exchange, ring[1])
    assert states(exchange) == ["accepted_by_both", "accepted_by_one", "accepted_by_one"]
    assert all(contact_of(part, side) is None for part in parts_of(exchange) for side in Side)
    assert not mails("agreed")

    accepts(exchange, ring[2])

    exchange.refresh_from_db()
    assert states(exchange) == ["introduced"] * 3
    assert exchange.state == ExchangeState.AGREED
    assert all(contact_of(part, side) is not None for part in parts_of(exchange) for side in Side)
    assert len(mails("agreed")) == 3
    mail = next(mail for mail in mails("agreed") if mail.address == ring[0].person.email)
    assert ring[1].person.email in mail.text
    assert ring[2].person.email in mail.text


def test_accepting_twice_is_one_answer(ring):
    exchange = proposed_exchange(ring)

    accepts(exchange, ring[0])
    accepts(exchange, ring[0])

    assert JournalLine.objects.filter(verb="introduction.accepted").count() == 2


def test_only_those_who_take_part_answer(ring):
    exchange = proposed_exchange(ring)
    version = terms_for(exchange, ring[0].organisation)
    stranger = partners(1)[0]

    for person, organisation in (
        (ring[1].person, ring[0].organisation),
        (stranger.person, stranger.organisation),
        (facilitator(), ring[0].organisation),
    ):
        with pytest.raises(PermissionDenied):
            actions.accept_exchange(exchange, organisation=organisation, terms_version=version, by=person)


def test_the_last_answer_does_not_count_when_one_part_has_no_room_any_more(ring):
    exchange = proposed_exchange(ring)
    accepts(exchange, ring[0])
    accepts(exchange, ring[1])
    ring[0].offer.places = 2
    ring[0].offer.save()

    with pytest.raises(RefusedError, match="no_room"):
        accepts(exchange, ring[2])

    assert states(exchange) == ["accepted_by_both", "accepted_by_one", "accepted_by_one"]


# Ending


def test_one_decline_ends_all_parts_and_everybody_is_told_once(ring):
    exchange = proposed_exchange(ring)
    accepts(exchange, ring[0])
    own = [part for part in parts_of(exchange) if part.wish.organisation == ring[1].organisation]

    actions.decline_exchange(
        exchange,
        organisation=ring[1].organisation,
        part=own[0],
        terms_version=terms_for(exchange, ring[1].organisation),
        by=ring[1].person,
        reason=DeclineReason.DATES,
        comment="A word for School 0 alone",
    )

    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.DECLINED
    assert sorted(states(exchange)) == ["declined", "fell_through", "fell_through"]
    assert len(mails("ended")) == 3
    told = {mail.address: "A word for School 0 alone" in mail.text for mail in mails("ended")}
    assert told == {ring[0].person.email: True, ring[1].person.email: True, ring[2].person.email: False}
    with pytest.raises(RefusedError, match="exchange_is_over"):
        accepts(exchange, ring[2])


def test_a_decline_of_a_part_ends_the_exchange(ring):
    exchange = proposed_exchange(ring)
    part = parts_of(exchange)[0]

    part_actions.decline(part, side=Side.OFFER, terms_version=1, by=speaker(part, Side.OFFER), reason="size")

    assert sorted(states(exchange)) == ["declined", "fell_through", "fell_through"]


def test_when_nobody_answers_in_time_all_ends(ring):
    exchange = proposed_exchange(ring)
    accepts(exchange, ring[0])
    accepts(exchange, ring[1])

    assert part_actions.expire_due(exchange.answer_by) == 0
    assert part_actions.expire_due(exchange.answer_by + timedelta(days=1)) == 1

    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.EXPIRED
    # Both sides of the first part had accepted: it did not end by itself.
    assert states(exchange) == ["fell_through", "expired", "expired"]
    assert len(mails("ended")) == 3
    assert "School 2" in mails("ended")[0].text


def test_taking_one_part_back_takes_back_all(ring):
    exchange = proposed_exchange(ring)
    part = parts_of(exchange)[1]

    part_actions.withdraw(part, by=facilitator())

    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.WITHDRAWN
    assert states(exchange) == ["withdrawn"] * 3
    assert len(mails("ended")) == 3


def test_a_pair_that_fell_through_can_be_proposed_again(ring):
    exchange = proposed_exchange(ring)
    part = parts_of(exchange)[0]
    part_actions.decline(part, side=Side.OFFER, terms_version=1, by=speaker(part, Side.OFFER), reason="size")

    assert proposed_exchange(ring).state == ExchangeState.WAITING


# Other terms


def test_other_terms_of_one_part_wait_for_its_other_side_alone(ring):
    exchange = proposed_exchange(ring)
    accepts(exchange, ring[0])
    accepts(exchange, ring[1])
    # School 1 sends to School 0; now with three people.
    part = parts_of(exchange)[0]

    part_actions.counter(
        part, side=Side.WISH, terms_version=1, by=ring[1].person, people=3, starts_on=STAY[0], ends_on=STAY[1]
    )
    accepts(exchange, ring[2])

    assert states(exchange) == ["accepted_by_one", "accepted_by_both", "accepted_by_both"]
    assert [mail.address for mail in mails("countered")] == [ring[0].person.email]
    # School 0 read the old terms.
    with pytest.raises(RefusedError, match="stale_terms"):
        actions.accept_exchange(exchange, organisation=ring[0].organisation, terms_version=2, by=ring[0].person)

    accepts(exchange, ring[0])

    assert states(exchange) == ["introduced"] * 3
    assert parts_of(exchange)[0].people == 3


def test_other_terms_late_give_everybody_more_time(ring):
    exchange = proposed_exchange(ring, answer_by=timezone.localdate() + timedelta(days=1))

    part_actions.counter(
        parts_of(exchange)[0],
        side=Side.WISH,
        terms_version=1,
        by=ring[1].person,
        people=3,
        starts_on=None,
        ends_on=None,
    )

    exchange.refresh_from_db()
    assert exchange.answer_by == timezone.localdate() + timedelta(days=7)
    assert {part.answer_by for part in parts_of(exchange)} == {exchange.answer_by}


def test_a_reminder_goes_once_to_those_who_have_not_answered(ring):
    exchange = proposed_exchange(ring)
    Introduction.objects.update(proposed_at=timezone.now() - timedelta(days=5))
    accepts(exchange, ring[0])
    day = exchange.answer_by - timedelta(days=2)

    assert part_actions.remind_due(day) == 1
    assert part_actions.remind_due(day) == 0

    assert {mail.address for mail in mails("reminder")} == {ring[1].person.email, ring[2].person.email}


def test_a_part_outlives_its_exchange(ring):
    """Once agreed, each stay goes its own way."""
    exchange = proposed_exchange(ring)
    for one in ring:
        accepts(exchange, one)
    first = parts_of(exchange)[0]

    part_actions.mark(first, IntroductionState.NOT_REALISED, by=ring[0].person, reason="dates")

    assert states(exchange) == ["not_realised", "introduced", "introduced"]
