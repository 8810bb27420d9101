"""Who is there before anything can be asked for: people with roles, their tokens and their sessions.

Everything else is made through the running server, as programs and browsers do it.
"""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from hospes.organisations.actions.posts import place
from hospes.organisations.choices import Membership, Post
from hospes.organisations.models import Organisation
from hospes.people import actions
from hospes.people.models import Person
from hospes.people.scopes import Scope
from hospes.privacy.actions import accept_texts
from hospes.privacy.choices import How
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import AuthenticatorFactory

ROLES = ("facilitator", "secretariat", "administrator")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Each side has two people, who may answer at the same instant.
SIDES = {"sender": ("SE", "SE232"), "host": ("NO", "NO0A2"), "rival": ("ES", "ES511")}


@transaction.atomic
def found() -> str:
    """Make them in an empty installation. What a client needs to know comes back as JSON."""
    people = {role: entered(person_named(role, role=role)) for role in ROLES}
    organisations = {}
    for name, (country, territory) in SIDES.items():
        one: Organisation = OrganisationFactory(
            name=f"The {name}", slug=name, country=country, territory=territory, membership=Membership.ACTIVE
        )
        organisations[name] = one.pk
        for number, post in enumerate((Post.REPRESENTATIVE, Post.MEMBER)):
            person = person_named(f"{name}-{number}")
            place(person, one, post, by=None)
            people[person.name] = entered(person, one)
    return json.dumps({"people": people, "organisations": organisations})


def person_named(name: str, role: str = "") -> Person:
    person = actions.add_person(email=f"{name}@hospes.example", name=name, by=None)
    accept_texts(person, language="en", how=How.INVITATION, by=person)
    if role:
        actions.give_role(person, role, by=None)
        AuthenticatorFactory(user=person)
    return person


def entered(person: Person, organisation: Organisation | None = None) -> dict[str, Any]:
    _row, token = actions.make_api_token(
        person,
        name="races",
        by=person,
        organisation_id=organisation.pk if organisation else None,
        scopes=Scope.values,
    )
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"id": person.pk, "email": person.email, "token": token, "session": session}
