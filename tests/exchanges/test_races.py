"""Everybody answers an exchange at the same instant, in real threads on a real database: one truth remains.

Every outcome must be one that some order of the same answers, one after the other, could have had.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import connections, transaction

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.actions import introductions as part_actions
from hospes.matchmaking.choices import ExchangeState, IntroductionState, Side
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.rules.exchanges import is_complete, parts_of, terms_version
from hospes.matchmaking.rules.introductions import RefusedError
from tests.factories.exchanges import Partner, partners, proposed_exchange
from tests.factories.exchanges import parts_of as all_parts
from tests.factories.introductions import STAY, facilitator, speaker

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 2

Deed = Callable[[Exchange, list[Partner]], object]


def accept(number: int) -> Deed:
    def deed(one: Exchange, ring: list[Partner]) -> object:
        mine = ring[number]
        # What the mail said; other terms may have come since.
        return actions.accept_exchange(one, organisation=mine.organisation, terms_version=2, by=mine.person)

    return deed


def decline(number: int) -> Deed:
    def deed(one: Exchange, ring: list[Partner]) -> object:
        mine = ring[number]
        return actions.decline_exchange(
            one, organisation=mine.organisation, terms_version=2, by=mine.person, reason="dates"
        )

    return deed


def accept_part(at: int, side: Side) -> Deed:
    """One part alone, as a program may do."""

    def deed(one: Exchange, ring: list[Partner]) -> object:
        part = all_parts(one)[at]
        return part_actions.accept(part, side=side, terms_version=1, by=speaker(part, side))

    return deed


def counter(at: int, side: Side) -> Deed:
    def deed(one: Exchange, ring: list[Partner]) -> object:
        part = all_parts(one)[at]
        by = speaker(part, side)
        return part_actions.counter(
            part, side=side, terms_version=1, by=by, people=3, starts_on=STAY[0], ends_on=STAY[1]
        )

    return deed


def withdraw(one: Exchange, ring: list[Partner]) -> object:
    assert one.proposed_by is not None
    return actions.withdraw_exchange(one, by=one.proposed_by)


def expire(one: Exchange, ring: list[Partner]) -> int:
    return part_actions.expire_due(one.answer_by + timedelta(days=1))


SCENES: dict[str, tuple[Deed, ...]] = {
    "all three accept": (accept(0), accept(1), accept(2)),
    "the last accepts while one declines": (accept(0), accept(1), decline(2)),
    "everything at once": (accept(0), withdraw, expire),
    "other terms against the last answers": (accept(0), counter(0, Side.WISH), accept(2)),
    "one part alone against all of them": (accept(0), accept(2), accept_part(1, Side.WISH)),
}


def outcome(deed: Deed, exchange: Exchange, ring: list[Partner]) -> str:
    """What the one who acted was told."""
    try:
        result = deed(exchange, ring)
    except RefusedError as error:
        return error.code
    return f"done {result}" if isinstance(result, int) else "done"


def snapshot(exchange: Exchange) -> tuple[Any, ...]:
    """What is true afterwards: the rows, the journal, and the mails."""
    exchange.refresh_from_db()
    parts = all_parts(exchange)
    numbers = [str(part.pk) for part in parts]
    lines = JournalLine.objects.filter(object_kind="matchmaking.introduction", object_id__in=numbers)
    own = JournalLine.objects.filter(object_kind="matchmaking.exchange", object_id=str(exchange.pk))
    mails = OutgoingMail.objects.filter(key__startswith=f"exchange-{exchange.pk}-").values_list("key", flat=True)
    return (
        exchange.state,
        tuple((part.state, part.terms_version, part.introduced_at is not None) for part in parts),
        tuple((part.wish_accepted_at is not None, part.offer_accepted_at is not None) for part in parts),
        tuple(sorted(lines.values_list("verb", flat=True))),
        tuple(sorted(own.values_list("verb", flat=True))),
        tuple(sorted(key.split("-")[3] for key in mails)),
    )


def in_some_order(exchange: Exchange, ring: list[Partner], deeds: tuple[Deed, ...]) -> set[tuple[Any, ...]]:
    """Brute force: every order, each tried and undone."""
    found = set()
    for order in permutations(range(len(deeds))):
        told = [""] * len(deeds)
        with transaction.atomic():
            for index in order:
                told[index] = outcome(deeds[index], exchange, ring)
            found.add((tuple(told), snapshot(exchange)))
            transaction.set_rollback(True)
    return found


def at_once(exchange: Exchange, ring: list[Partner], deeds: tuple[Deed, ...]) -> tuple[Any, ...]:
    """Each deed in a thread and a connection of its own, all released by the same gate."""
    gate = threading.Barrier(len(deeds))
    told = ["nothing"] * len(deeds)

    def act(index: int) -> None:
        try:
            mine = Exchange.objects.select_related("proposed_by").get(pk=exchange.pk)
            gate.wait(timeout=20)
            told[index] = outcome(deeds[index], mine, ring)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[index]) for index in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return tuple(told), snapshot(exchange)


@pytest.mark.parametrize("scene", SCENES)
def test_at_the_same_instant_is_like_one_after_the_other(scene: str) -> None:
    deeds, ring, by = SCENES[scene], partners(3), facilitator()
    possible = None
    for _ in range(ROUNDS):
        exchange = proposed_exchange(ring, by=by)
        possible = possible or in_some_order(exchange, ring, deeds)

        found = at_once(exchange, ring, deeds)

        assert found in possible
        Introduction.objects.filter(exchange=exchange).update(state=IntroductionState.WITHDRAWN)


def test_the_same_test_sees_what_happens_without_the_lock() -> None:
    """The control: the last two read first, and write what they think without looking again."""
    ring = partners(3)
    both_have_read = threading.Barrier(2)

    def accept_without_lock(number: int) -> Deed:
        def deed(one: Exchange, ring: list[Partner]) -> None:
            parts = all_parts(one)
            both_have_read.wait(timeout=20)
            for part, side in parts_of(ring[number].organisation, parts):
                setattr(part, f"{side}_accepted_at", one.proposed_at)
                part.state = IntroductionState.ACCEPTED_BY_ONE
                part.save(update_fields=["state", f"{side}_accepted_at"])
            if is_complete(parts):
                Exchange.objects.filter(pk=one.pk).update(state=ExchangeState.AGREED, agreed_at=one.proposed_at)

        return deed

    exchange = proposed_exchange(ring)
    accept(2)(exchange, ring)
    possible = in_some_order(exchange, ring, (accept(0), accept(1)))

    _told, state = at_once(exchange, ring, (accept_without_lock(0), accept_without_lock(1)))

    # Everybody has accepted, and nobody was introduced.
    assert state[0] == ExchangeState.WAITING
    assert all(both == (True, True) for both in state[2])
    assert {one[1][0] for one in possible} == {ExchangeState.AGREED}


def test_terms_are_named_by_what_an_organisation_reads() -> None:
    """So that the races above answer what the mails said."""
    ring = partners(3)
    parts = all_parts(proposed_exchange(ring))

    assert [terms_version(parts_of(one.organisation, parts)) for one in ring] == [2, 2, 2]
