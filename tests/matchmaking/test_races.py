"""Two people answer at the same instant, in real threads on a real database: one truth remains.

Every outcome must be one that some order of the same answers, one after the other, could have had.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.actions import questions as question_actions
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.choices import DeclineReason, IntroductionState, Side
from hospes.matchmaking.models import Introduction, Question
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.queries import questions
from hospes.matchmaking.rules.introductions import RefusedError, has_accepted, other
from tests.factories.introductions import (
    STAY,
    facilitator,
    proposed,
    sending_organisation,
    speaker,
    wish_and_offer,
)
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4

Deed = Callable[[Introduction], Any]


def accept(side: Side) -> Deed:
    return lambda one: actions.accept(one, side=side, terms_version=1, by=speaker(one, side))


def decline(side: Side) -> Deed:
    return lambda one: actions.decline(
        one, side=side, terms_version=1, by=speaker(one, side), reason=DeclineReason.DATES
    )


def counter(side: Side) -> Deed:
    return lambda one: actions.counter(
        one, side=side, terms_version=1, by=speaker(one, side), people=3, starts_on=STAY[0], ends_on=STAY[1]
    )


def withdraw(one: Introduction) -> Introduction:
    assert one.proposed_by is not None
    return actions.withdraw(one, by=one.proposed_by)


def expire(one: Introduction) -> int:
    return actions.expire_due(one.answer_by + timedelta(days=1))


SCENES: dict[str, tuple[Deed, ...]] = {
    "both accept": (accept(Side.WISH), accept(Side.OFFER)),
    "accept against decline": (accept(Side.WISH), decline(Side.OFFER)),
    "both accept while one declines": (accept(Side.WISH), accept(Side.OFFER), decline(Side.OFFER)),
    "everything at once": (accept(Side.WISH), accept(Side.OFFER), withdraw, expire),
    "other terms against an answer": (counter(Side.WISH), accept(Side.OFFER), counter(Side.OFFER)),
    "one clicks twice": (accept(Side.WISH), accept(Side.WISH), accept(Side.OFFER)),
}


def outcome(deed: Deed, introduction: Introduction) -> str:
    """What the one who acted was told."""
    try:
        result = deed(introduction)
    except RefusedError as error:
        return error.code
    return f"done {result}" if isinstance(result, int) else "done"


def snapshot(introduction: Introduction) -> tuple[Any, ...]:
    """What is true afterwards: the row, the journal, and the mails."""
    introduction.refresh_from_db()
    verbs = JournalLine.objects.filter(object_kind="matchmaking.introduction", object_id=str(introduction.pk))
    kinds = OutgoingMail.objects.filter(key__startswith=f"introduction-{introduction.pk}-").values_list(
        "key", flat=True
    )
    return (
        introduction.state,
        introduction.terms_version,
        has_accepted(introduction, Side.WISH),
        has_accepted(introduction, Side.OFFER),
        introduction.introduced_at is not None,
        introduction.ended_by_side,
        introduction.countered_by,
        tuple(sorted(verbs.values_list("verb", flat=True))),
        tuple(sorted("-".join(key.split("-")[2:5]) for key in kinds)),
    )


def in_some_order(introduction: Introduction, deeds: tuple[Deed, ...]) -> set[tuple[Any, ...]]:
    """Brute force: every order, each tried and undone."""
    found = set()
    for order in permutations(range(len(deeds))):
        told = [""] * len(deeds)
        with transaction.atomic():
            for index in order:
                told[index] = outcome(deeds[index], introduction)
            found.add((tuple(told), snapshot(introduction)))
            transaction.set_rollback(True)
    return found


def at_once(introduction: Introduction, deeds: tuple[Deed, ...]) -> tuple[Any, ...]:
    """Each deed in a thread and a connection of its own, all released by the same gate."""
    gate = threading.Barrier(len(deeds))
    told = [""] * len(deeds)

    def act(index: int) -> None:
        try:
            mine = queries.introductions().get(pk=introduction.pk)
            gate.wait(timeout=20)
            told[index] = outcome(deeds[index], mine)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[index]) for index in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return tuple(told), snapshot(introduction)


@pytest.mark.parametrize("scene", SCENES)
def test_at_the_same_instant_is_like_one_after_the_other(scene):
    deeds = SCENES[scene]
    wish, offer = wish_and_offer()
    by = facilitator()
    possible = None
    for _ in range(ROUNDS):
        introduction = proposed(wish, offer, by=by)
        possible = possible or in_some_order(introduction, deeds)

        found = at_once(introduction, deeds)

        assert found in possible
        Introduction.objects.filter(pk=introduction.pk).update(state=IntroductionState.WITHDRAWN)


def test_the_same_test_sees_what_happens_without_the_lock():
    """The control: answers that read first, and write what they think without looking again."""
    both_have_read = threading.Barrier(2)

    def accept_without_lock(one: Introduction) -> None:
        mine = Introduction.objects.get(pk=one.pk)
        both_have_read.wait(timeout=20)
        is_second = has_accepted(mine, other(Side.WISH))
        mine.state = IntroductionState.INTRODUCED if is_second else IntroductionState.ACCEPTED_BY_ONE
        mine.wish_accepted_at = timezone.now()
        mine.save()
        record("introduction.accepted", on=mine, by=None, facts={"side": "wish"})

    def decline_without_lock(one: Introduction) -> None:
        mine = Introduction.objects.get(pk=one.pk)
        both_have_read.wait(timeout=20)
        mine.state, mine.ended_by_side = IntroductionState.DECLINED, Side.OFFER
        mine.save()
        record("introduction.declined", on=mine, by=None, facts={"side": "offer", "reason": "dates"})

    introduction = proposed(*wish_and_offer())
    possible = in_some_order(introduction, SCENES["accept against decline"])
    # The mails of the real actions are not what this is about.
    rows = {(told, state[:7]) for told, state in possible}

    told, state = at_once(introduction, (accept_without_lock, decline_without_lock))

    assert told == ("done", "done")
    assert (told, state[:7]) not in rows


def test_of_two_groups_for_the_last_places_one_gets_them():
    wish, offer = wish_and_offer(offer={"places": 5})
    for _ in range(ROUNDS):
        second = EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation())
        first = EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation())
        rivals = [proposed(one, offer, people=4) for one in (first, second)]
        for one in rivals:
            accept(Side.WISH)(one)
        told = _in_threads([lambda one=one: outcome(accept(Side.OFFER), one) for one in rivals])

        assert sorted(told) == ["done", "no_room"]
        room = queries.room_of(offer)
        assert (room.taken, room.left) == (4, 1)
        Introduction.objects.filter(offer=offer).update(state=IntroductionState.NOT_REALISED)
    assert wish.pk


def test_a_pair_proposed_twice_at_once_is_proposed_once():
    wish, offer = wish_and_offer()
    by = facilitator()

    def propose() -> str:
        try:
            proposed(wish, offer, by=by)
        except RefusedError as error:
            return error.code
        return "done"

    assert sorted(_in_threads([propose, propose])) == ["already_proposed", "done"]
    assert OutgoingMail.objects.filter(key__contains="-proposal-").count() == 2


def test_two_reminders_at_once_are_one_reminder():
    introduction = proposed(*wish_and_offer())
    Introduction.objects.update(proposed_at=timezone.now() - timedelta(days=9))
    close = introduction.answer_by - timedelta(days=1)

    told = _in_threads([lambda: str(actions.remind_due(close))] * 2)

    assert sorted(told) == ["0", "1"]
    assert OutgoingMail.objects.filter(key__contains="-reminder-").count() == 2


def test_a_question_answered_twice_at_once_is_answered_once():
    _wish, offer = wish_and_offer(offer={"languages": None})
    suggestions.refresh()
    question = question_actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    by = offer.organisation.posts.first().person

    def answer(words: str) -> str:
        try:
            question_actions.answer(Question.objects.get(pk=question.pk), words, by=by)  # type: ignore[arg-type]
        except RefusedError as error:
            return error.code
        return words

    told = _in_threads([lambda: answer("yes"), lambda: answer("no")])

    offer.refresh_from_db()
    question.refresh_from_db()
    assert sorted(told)[0] == "already_answered"
    assert question.answer in told
    assert (offer.languages is not None) == (question.answer == "yes")


def test_pairs_found_by_several_at_once_are_the_pairs_found_by_one():
    for _ in range(3):
        wish_and_offer()
    suggestions.refresh()
    alone = _pairs()
    for entry_pk in {pk for pair in alone for pk in pair[:2]}:
        suggestions.find_pairs(entry_pk)

    _in_threads([lambda: [suggestions.find_pairs(pk) for pair in alone for pk in pair[:2]] and ""] * 3)

    assert _pairs() == alone


def _pairs() -> set[tuple[Any, ...]]:
    return set(suggestions.SuggestedPair.objects.values_list("wish_id", "offer_id", "standing", "pair_score"))


def _in_threads(deeds: list[Callable[[], Any]]) -> list[Any]:
    gate = threading.Barrier(len(deeds))
    told: list[Any] = ["nothing"] * len(deeds)

    def act(index: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=20)
            told[index] = deeds[index]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[index]) for index in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return told
