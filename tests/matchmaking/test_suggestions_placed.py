"""Nobody is invited to a pair whose people or places are all placed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hospes.matchmaking.actions.suggestions import say_interested
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.models import Entry, PairInterest
from hospes.matchmaking.queries.introductions import all_placed
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.people.models import Person
from tests.factories.introductions import accepted_by, changed, proposed, sending_organisation, wish_and_offer
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def a_full_offer(*, accepted: bool = True) -> tuple[Entry, Entry]:
    """An offer of six places with six people of a wish, and another wish that suits it."""
    wish, offer = wish_and_offer(wish={"people": 6}, offer={"places": 6})
    introduction = proposed(wish, offer, people=6)
    if accepted:
        accepted_by(introduction, Side.WISH, Side.OFFER)
    values = {"people": 4}
    late = EntryFactory(published=True, full=True, kind=EntryKind.WISH, organisation=sending_organisation(), **values)
    return changed(late, values), offer


def own_person(entry: Entry) -> Person:
    return entry.organisation.posts.get().person


def shown(client: Client, name: str, *parts: int) -> str:
    return client.get(reverse(name, args=parts)).content.decode()


def test_only_what_both_sides_accepted_takes_places() -> None:
    late, offer = a_full_offer(accepted=False)
    assert all_placed([late, offer]) == set()

    late, offer = a_full_offer()
    assert all_placed([late, offer]) == {offer.pk}


def test_an_offer_whose_places_are_taken_invites_nobody(signed_in: SignIn) -> None:
    _late, offer = a_full_offer()
    host = signed_in(own_person(offer))

    assert "All places of this offer are taken." in shown(host, "matchmaking:entry-detail", offer.pk)
    listed = shown(host, "matchmaking:entry-suggestions", offer.pk)
    assert "Change the number of places" in listed
    assert "You can ask to be introduced" not in listed
    assert "All placed" in listed


def test_a_pair_with_a_side_that_is_placed_takes_no_interest(signed_in: SignIn) -> None:
    late, offer = a_full_offer()
    guest = signed_in(own_person(late))

    pair = shown(guest, "matchmaking:pair-detail", late.pk, offer.pk)
    assert "All people or places of one side are placed already." in pair
    assert "We are interested" not in pair
    assert "All placed" in shown(guest, "matchmaking:entry-suggestions", late.pk)

    with pytest.raises(RefusedError, match="all_placed"):
        say_interested(late, offer, by=own_person(late))
    answer = guest.post(reverse("matchmaking:pair-interest", args=[late.pk, offer.pk]), follow=True)
    assert "All people or places of one of the two are placed already." in answer.content.decode()
    assert not PairInterest.objects.exists()


def test_a_pair_whose_other_side_only_waits_for_an_answer_still_takes_interest(signed_in: SignIn) -> None:
    late, offer = a_full_offer(accepted=False)
    guest = signed_in(own_person(late))

    assert "We are interested" in shown(guest, "matchmaking:pair-detail", late.pk, offer.pk)
    say_interested(late, offer, by=own_person(late))
    assert PairInterest.objects.count() == 1
