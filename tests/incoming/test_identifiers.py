"""OID and PIC say which organisation is meant, however its name is written."""

from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory
from tests.incoming.conftest import HEADINGS, HOST, SEND, changed, listed

WITH_NUMBERS = (*HEADINGS, "OID / PIC")
MORE = changed(HOST, number="7", organisation="Skolan i staden", topics="Tourism", email="")


def with_numbers(*rows: tuple[tuple[str, ...], str]) -> bytes:
    return listed(*((*row, number) for row, number in rows), headings=WITH_NUMBERS)


def test_an_organisation_is_found_by_its_oid_or_pic(run):
    by_oid = OrganisationFactory(name="Kulturskolan", country="SE", oid="E10012345")
    by_pic = OrganisationFactory(name="Centre du Sud", country="FR", pic="998877665")

    run(with_numbers((HOST, "OID E10012345"), (SEND, "998877665")))

    assert [one.organisation for one in Entry.objects.order_by("pk")] == [by_oid, by_pic]
    assert Organisation.objects.count() == 2


def test_rows_with_one_number_are_one_new_organisation_which_keeps_it(run):
    run(with_numbers((HOST, "E10099999"), (MORE, "e10099999")))

    assert Organisation.objects.get().oid == "E10099999"
    assert Entry.objects.count() == 2


def test_numbers_of_two_organisations_decide_nothing(run):
    OrganisationFactory(name="Eine", country="SE", oid="E10000001")
    OrganisationFactory(name="Andere", country="SE", pic="911111111")

    run(with_numbers((HOST, "E10000001 911111111")))

    new = Organisation.objects.get(name="Skolan")
    assert (new.oid, new.pic) == ("", "")


def test_nine_digits_beside_a_name_are_no_pic(run):
    OrganisationFactory(name="Andere", country="SE", pic="911111111")

    run(listed(changed(HOST, organisation="Skolan 911111111")))

    assert Entry.objects.get().organisation.name == "Skolan 911111111"
