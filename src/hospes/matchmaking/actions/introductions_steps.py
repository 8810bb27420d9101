"""What every change of an introduction does first: take the row, so that of two at once one waits."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Entry, Exchange, Introduction
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules import introductions as rules
from hospes.matchmaking.rules.entries import is_welcome
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.people.models import Person


def take(introduction: Introduction) -> Introduction:
    """The introduction as it is now, locked until the transaction ends. A part of an exchange is taken with all of it.

    On SQLite the transaction itself, which is IMMEDIATE, keeps everybody else waiting.
    """
    exchange = Introduction.objects.values_list("exchange", flat=True).get(pk=introduction.pk)
    if exchange is None:
        return _rows().get(pk=introduction.pk)
    return next(part for part in take_parts(exchange)[1] if part.pk == introduction.pk)


def take_parts(exchange: int) -> tuple[Exchange, list[Introduction]]:
    """An exchange and its parts as they are now: the exchange first, then its parts by number.

    Whoever changes any part takes all of them in this order, so that two answers to two parts never wait for
    each other.
    """
    found = Exchange.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=exchange)
    parts = list(_rows().filter(exchange=exchange).order_by("pk"))
    for part in parts:
        part.exchange = found
    return found, parts


def _rows() -> QuerySet[Introduction]:
    rows = Introduction.objects.select_for_update(of=("self",))
    return rows.select_related("wish__organisation", "offer__organisation", "proposed_by")


def take_entries(*entries: Entry) -> None:
    """Lock both entries, always in the same order, and read them anew before their places are counted."""
    rows = Entry.objects.select_for_update(of=("self",)).select_related("organisation", "contact")
    for entry in sorted(entries, key=lambda entry: entry.pk):
        entry.refresh_from_db(from_queryset=rows)


def must_be_welcome(*entries: Entry) -> None:
    """Nothing new goes out for an organisation whose membership is suspended."""
    for entry in entries:
        if not is_welcome(entry.organisation):
            raise RefusedError("membership_suspended", organisation=entry.organisation.name)


def must_be_reachable(*entries: Entry) -> None:
    """Somebody answers for each entry now, and can receive mail: else there is nobody to introduce."""
    for entry in entries:
        if not recipients_for(entry):
            raise RefusedError("nobody_to_write_to", organisation=entry.organisation.name)


def must_become(introduction: Introduction, state: IntroductionState) -> None:
    if not rules.can_become(introduction, state):
        raise RefusedError("not_open", state=introduction.state)


def must_wait(introduction: Introduction) -> None:
    if not rules.is_waiting(introduction):
        raise RefusedError("not_open", state=introduction.state)


def must_be_about(introduction: Introduction, terms_version: int) -> None:
    """An answer counts for the terms it was given to, never for newer ones."""
    if introduction.terms_version != terms_version:
        raise RefusedError("stale_terms", terms_version=introduction.terms_version)


def must_be_agreeable(introduction: Introduction) -> None:
    """Nobody is introduced about an entry that its organisation has withdrawn. Call with the entries taken."""
    if not rules.can_be_agreed(introduction):
        raise RefusedError("not_on_the_market")


def must_have_room(introduction: Introduction, people: int) -> None:
    """Neither more guests than places, nor more travellers than people. Call with the entries taken."""
    for side in Side:
        room = queries.room_of(rules.entry_of(introduction, side), without=introduction)
        if not room.holds(people):
            raise RefusedError("no_room", side=side.value, left=room.left or 0, people=people)


def must_be_a_stay(introduction: Introduction, people: int, starts_on: date | None, ends_on: date | None) -> None:
    if people < 1:
        raise RefusedError("no_people")
    if starts_on and ends_on and ends_on < starts_on:
        raise RefusedError("ends_before_it_starts")
    if (starts_on is None) != (ends_on is None):
        raise RefusedError("half_a_period")


def remember_acceptance(introduction: Introduction, side: Side, by: Person) -> None:
    setattr(introduction, f"{side}_accepted_at", timezone.now())
    remember_who(introduction, side, by)


def remember_who(introduction: Introduction, side: Side, by: Person) -> None:
    setattr(introduction, f"{side}_answered_by", by)
