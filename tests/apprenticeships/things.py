"""Invented rules between real territories, entered as the secretariat enters them."""

from datetime import date
from typing import Any

from hospes.apprenticeships.actions import Territories, enter_rule, withdraw_rule
from hospes.apprenticeships.models import ApprenticeRule
from hospes.people.models import Person
from tests.factories.people import AuthenticatorFactory, PersonFactory

FROM, TO = "SE232", "NO0A2"


def secretary(**values: Any) -> Person:
    person: Person = PersonFactory(role="secretariat", **values)
    AuthenticatorFactory(user=person)
    return person


def words(**changed: Any) -> dict[str, Any]:
    return {
        "verdict": "blocked",
        "matters": ["contract"],
        "text": "The contract cannot rest while the apprentice is away.",
        "language": "en",
        "source": "Invented Act on Apprentices",
        "source_url": "https://law.example/apprentices",
        "source_on": date(2026, 9, 1),
    } | changed


def a_rule(by: Person, sending: str = FROM, hosting: str = TO, **changed: Any) -> ApprenticeRule:
    return enter_rule(Territories(sending, hosting), by=by, **words(**changed))


def add_rules(places: dict[str, dict[str, Any]], by: Person) -> None:
    """For the world in which pages are opened: one that holds and one that was withdrawn."""
    standing = a_rule(by)
    withdrawn = withdraw_rule(a_rule(by, "FI", "DK"), reason="It ended.", by=by)
    places["rule for apprentices"] = {"pk": standing.pk}
    places["withdrawn rule for apprentices"] = {"pk": withdrawn.pk}
    places["rule for apprentices by number"] = {"rule_id": standing.pk}
