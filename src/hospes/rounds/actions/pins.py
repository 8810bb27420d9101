"""Pairs that facilitators put together or keep apart. Two at once never undo each other: the second is told."""

from django.db import IntegrityError, transaction

from hospes.journal.actions import record
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.people.models import Person
from hospes.rounds import rules
from hospes.rounds.actions.steps import hold, is_set_up
from hospes.rounds.choices import PinKind
from hospes.rounds.models import Pin, Round
from hospes.rounds.rules import NotNowError


@transaction.atomic
def pin(
    round_: Round, wish: Entry, offer: Entry, *, kind: PinKind | str, reason: str, by: Person, people: int | None = None
) -> Pin:
    """From the next plan on. Every pin has its reason, which members read."""
    round_ = hold(round_)
    is_set_up(round_, by)
    kind = PinKind(kind)
    if wish.kind != EntryKind.WISH or offer.kind != EntryKind.OFFER:
        raise NotNowError("not_a_pair")
    if kind == PinKind.TOGETHER and not rules.can_be_put_together(wish):
        raise NotNowError("only_in_exchange")
    if kind == PinKind.TOGETHER:
        people = people or wish.people
        if not people or (wish.people and people > wish.people) or (offer.places and people > offer.places):
            raise NotNowError("pin_does_not_fit", people=wish.people, places=offer.places)
    else:
        people = None
    try:
        with transaction.atomic():
            made = Pin.objects.create(
                round=round_, wish=wish, offer=offer, kind=kind, people=people, reason=reason, by=by
            )
    except IntegrityError as error:
        raise NotNowError("pinned_already") from error
    facts = {"wish": wish.pk, "offer": offer.pk, "kind": kind.value, "people": people}
    record("round.pinned", on=round_, by=by, facts=facts)
    return made


@transaction.atomic
def release(pin: Pin, *, by: Person) -> None:
    """The pair is free again in the next plan. Releasing twice is releasing once."""
    round_ = hold(pin.round)
    is_set_up(round_, by)
    facts = {"wish": pin.wish_id, "offer": pin.offer_id, "kind": pin.kind}
    deleted, _by_model = Pin.objects.filter(pk=pin.pk).delete()
    if deleted:
        record("round.released", on=round_, by=by, facts=facts)
