"""An organisation by the name that somebody types, and those that may be meant."""

import pytest
from django.test import Client

from hospes.organisations.models import Invitation
from hospes.organisations.queries.named import Names, alike, called
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import AuthenticatorFactory, PersonFactory

pytestmark = pytest.mark.django_db


def names(found: list) -> list[str]:
    return [one.name for one in found]


def test_a_name_is_found_whatever_its_capitals_accents_and_signs() -> None:
    wanted = OrganisationFactory(name="Lycée Émile-Zola")
    OrganisationFactory(name="Lycée Émile-Zola de Rennes")

    for text in ("Lycée Émile-Zola", "lycée émile-zola", f"/organisations/{wanted.slug}/", wanted.slug):
        assert called(text) == [wanted]
    assert called("Lycée Émile") == []
    assert called("  ") == called("!?") == []


def test_a_slip_of_the_pen_is_answered_with_what_may_be_meant_in_the_country_of_the_row() -> None:
    OrganisationFactory(name="Region Värmland", country="SE")
    meant = OrganisationFactory(name="Region Vastmanland", country="SE")
    OrganisationFactory(name="Region Västmanland", country="NO")
    OrganisationFactory(name="Provincia di Torino", country="IT")

    assert Names().alike("Regoin Västmanlnd", country="SE") == [meant.pk]
    assert names(alike("Provincia di Torin")) == ["Provincia di Torino"]
    assert alike("Something else altogether") == alike("") == []


def test_an_administrator_invites_by_name_and_is_asked_which_one_was_meant(client: Client) -> None:
    administrator = PersonFactory(role="administrator")
    AuthenticatorFactory(user=administrator)
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    organisation = OrganisationFactory(name="Region Värmland", town="Karlstad")
    given = {"email": "new@varmland.example", "post": "member", "language": "en"}

    refused = client.post("/invite/", given | {"organisation": "Regin Värmland"}).content.decode()
    assert "Did you mean: “Region Värmland” (Karlstad)?" in refused
    assert "Regin Värmland" in refused
    unknown = client.post("/invite/", given | {"organisation": "Nowhere at all"}).content.decode()
    assert "We know no organisation of this name." in unknown
    assert not Invitation.objects.exists()

    client.post("/invite/", given | {"organisation": "region varmland"})
    assert Invitation.objects.get().organisation == organisation


def test_two_of_one_name_are_told_apart_by_their_addresses(client: Client) -> None:
    administrator = PersonFactory(role="administrator")
    AuthenticatorFactory(user=administrator)
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    first, second = OrganisationFactory(name="Folkhögskolan"), OrganisationFactory(name="Folkhögskolan")
    given = {"email": "new@skola.example", "post": "member", "language": "en"}

    asked = client.post("/invite/", given | {"organisation": "Folkhögskolan"}).content.decode()
    assert first.slug in asked
    assert second.slug in asked

    client.post("/invite/", given | {"organisation": second.slug})
    assert Invitation.objects.get().organisation == second
