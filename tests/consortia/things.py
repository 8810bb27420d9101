"""Project ideas as tests need them, and consortia of the world in which pages are opened."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hospes.consortia.actions import partners, roles
from hospes.consortia.models import Partner, Role
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from tests.factories.matchmaking import EntryFactory

PARTNER_CANARY = "zzpartnercanary"


def an_idea(lead: Organisation, **values: Any) -> Entry:
    """Published, about green building, with a deadline in sixty days."""
    given = {
        "kind": EntryKind.IDEA,
        "organisation": lead,
        "published": True,
        "title": "Teach green building together",
        "text": "We build with wood.",
        "topics": ["green-construction"],
        "deadline": timezone.localdate() + timedelta(days=60),
        **values,
    }
    return EntryFactory(**given)


def a_role(entry: Entry, by: Person, **values: Any) -> Role:
    given = {"name": "A school with a workshop", "kinds": ["VET_PROVIDER"], **values}
    return roles.add_role(entry, by=by, **given)


def add_consortia(
    places: dict[str, dict[str, Any]],
    idea: Entry,
    *,
    we: Person,
    they: Person,
    theirs: Organisation,
) -> None:
    """Our idea with a role that somebody applied for and one for which they are asked; theirs for which we are."""
    school = a_role(idea, we)
    chamber = a_role(idea, we, name="A chamber", kinds=["CHAMBER"])
    applied = partners.apply(school, theirs, by=they, note=PARTNER_CANARY)
    asked = _asked(a_role(idea, we, name="An evaluator", kinds=[]), theirs, we)
    places["our idea"] = {"pk": idea.pk}
    places["role of our idea"] = {"pk": idea.pk, "role": school.pk}
    places["empty role of our idea"] = {"pk": idea.pk, "role": chamber.pk}
    places["application for our idea"] = {"pk": idea.pk, "partner": applied.pk}
    places["somebody asked for our idea"] = {"pk": idea.pk, "partner": asked.pk}
    places["our idea by number"] = {"idea_id": idea.pk}
    for name in ("role of our idea", "empty role of our idea"):
        places[f"{name} by number"] = {"idea_id": idea.pk, "role_id": places[name]["role"]}
    for name in ("application for our idea", "somebody asked for our idea"):
        places[f"{name} by number"] = {"idea_id": idea.pk, "partner_id": places[name]["partner"]}


def _asked(role: Role, organisation: Organisation, by: Person) -> Partner:
    return partners.ask(role, organisation, by=by, note=PARTNER_CANARY)
