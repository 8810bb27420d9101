"""What the scene has of rounds and exchanges."""

from typing import Any

from hospes.matchmaking.models import Exchange
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.rounds.models import Pin, Round
from tests.exchanges.things import add_exchanges
from tests.factories.introductions import wish_and_offer
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.rounds.things import add_rounds

# Operations about another round than the planned one.
ELSEWHERE = {
    "round_freeze": "open round by number",
    "round_close": "committed round by number",
    "round_repair": "round that wants a repair by number",
    "run_stop": "plan that is being made by number",
}


def rounds_and_exchanges(canary: str, ours: Organisation, *, we: Person, by: Person) -> dict[str, Any]:
    """What the addresses name, which of them are elsewhere, and the things themselves, as a scene keeps them."""
    places: dict[str, dict[str, Any]] = {}
    partner = OrganisationFactory(name="Partner in exchange", country="NO", territory="NO0A2")
    RepresentativeFactory(organisation=partner)
    add_exchanges(places, ours, partner, we=we, by=by)
    Exchange.objects.update(note=f"{canary} note")
    # Two that suit each other: a plan places somebody.
    wish_and_offer()
    add_rounds(places, by)
    planned = places["planned round"]["pk"]
    Round.objects.filter(pk=planned).update(name=f"{canary} round")
    Pin.objects.update(reason=f"{canary} pin")
    return {
        "numbers": {
            **places["our exchange by number"],
            **places["plan of the planned round by number"],
            **places["pin of the planned round by number"],
        },
        "instead": {name: places[place] for name, place in ELSEWHERE.items()},
        "things": {
            "exchange": Exchange.objects.get(pk=places["our exchange"]["pk"]),
            "legs": places["legs to propose"],
            "pair to pin": {name: places["pair of the planned round"][name] for name in ("wish", "offer")},
        },
    }
