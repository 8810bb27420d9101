"""Pages of regions, and who describes them."""

import pytest

from hospes.organisations import blocks, rules
from hospes.organisations.choices import Membership
from hospes.organisations.models import RegionChallenge, RegionSkillNeed
from hospes.reference.choices import OrganisationKind
from tests.factories.organisations import (
    ChallengeFactory,
    OrganisationFactory,
    PostFactory,
    RepresentativeFactory,
    SkillNeedFactory,
)
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_anybody_reads_what_members_say_about_their_region(client):
    challenge = ChallengeFactory(territory="SE232")
    SkillNeedFactory(territory="SE232", field="0921")

    page = client.get("/regions/SE232/")

    assert challenge.text in page.content.decode()
    assert [code for _row, code, _may in page.context["skill_needs"]] == ["Care of the elderly and of disabled adults"]
    assert [place.code for place in page.context["region"].around] == ["SE", "SE2", "SE23"]


def test_organisations_of_its_parts_stand_on_the_page_too(client):
    inside, outside = OrganisationFactory(territory="SE232"), OrganisationFactory(territory="SE11")

    page = client.get("/regions/SE2/")

    assert list(page.context["organisations"]) == [inside]
    assert outside.name not in page.content.decode()


@pytest.mark.parametrize("code", ["XX", "SE9999", "se232", "a" * 500])
def test_what_is_no_region_has_no_page(client, code):
    assert client.get(f"/regions/{code}/").status_code == 404


def test_a_country_code_leads_to_the_regions_spelling(client):
    assert client.get("/regions/GR/").url == "/regions/EL/"


@pytest.mark.parametrize(
    ("kind", "territory", "membership", "code", "may"),
    [
        (OrganisationKind.REGIONAL_AUTHORITY, "SE23", Membership.ACTIVE, "SE23", True),
        (OrganisationKind.REGIONAL_AUTHORITY, "SE23", Membership.ACTIVE, "SE232", True),
        (OrganisationKind.REGIONAL_AUTHORITY, "SE232", Membership.ACTIVE, "SE23", False),
        (OrganisationKind.REGIONAL_AUTHORITY, "SE23", Membership.ACTIVE, "SE11", False),
        (OrganisationKind.VET_PROVIDER, "SE232", Membership.ACTIVE, "SE232", True),
        (OrganisationKind.VET_PROVIDER, "SE23", Membership.ACTIVE, "SE232", False),
        (OrganisationKind.REGIONAL_AUTHORITY, "SE23", Membership.NONE, "SE23", False),
        (OrganisationKind.REGIONAL_AUTHORITY, "SE23", Membership.SUSPENDED, "SE23", False),
        (OrganisationKind.REGIONAL_AUTHORITY, "", Membership.ACTIVE, "SE23", False),
    ],
)
def test_who_stands_for_a_region(kind, territory, membership, code, may):
    organisation = OrganisationFactory(kind=kind, territory=territory, membership=membership)

    assert rules.stands_for(organisation, code) is may


def test_the_representative_describes_and_removes(client):
    post = RepresentativeFactory(organisation=OrganisationFactory(authority_of="SE23"))
    client.force_login(post.person)
    words = {
        "kind": "shortages",
        "text": "Vi saknar undersköterskor. 🌍",
        "language": "sv",
        "source": "SCB",
        "year": "2025",
    }

    assert client.post("/regions/SE232/challenges/new/", words).url == "/regions/SE232/"
    client.post("/regions/SE232/skill-needs/new/", {"field": "0921", "text": "", "language": "sv"})

    challenge, need = RegionChallenge.objects.get(), RegionSkillNeed.objects.get()
    assert (challenge.organisation, challenge.year, need.field) == (post.organisation, 2025, "0921")
    client.post(f"/regions/SE232/challenges/{challenge.pk}/remove/")
    client.post(f"/regions/SE232/skill-needs/{need.pk}/remove/")
    assert not RegionChallenge.objects.exists()
    assert not RegionSkillNeed.objects.exists()


@pytest.mark.parametrize("who", ["staff", "representative of another region", "nobody"])
def test_others_neither_describe_nor_remove(client, who):
    row = ChallengeFactory(organisation=OrganisationFactory(authority_of="SE23"), territory="SE23")
    person = {
        "staff": lambda: PostFactory(organisation=row.organisation).person,
        "representative of another region": lambda: (
            RepresentativeFactory(organisation=OrganisationFactory(authority_of="FRH")).person
        ),
        "nobody": PersonFactory,
    }[who]()
    client.force_login(person)

    words = {"kind": "shortages", "text": "x", "language": "sv"}
    assert client.post("/regions/SE23/challenges/new/", words).status_code == 404
    assert client.post(f"/regions/SE23/challenges/{row.pk}/remove/").status_code == 404
    assert client.get("/regions/SE23/").context["may_describe"] is False
    assert RegionChallenge.objects.count() == 1


def test_a_member_of_the_same_region_does_not_touch_what_another_wrote(client):
    row = ChallengeFactory(organisation=OrganisationFactory(authority_of="SE23"), territory="SE23")
    post = RepresentativeFactory(organisation=OrganisationFactory(authority_of="SE23"))
    client.force_login(post.person)

    assert client.get("/regions/SE23/").context["may_describe"] is True
    assert client.post(f"/regions/SE23/challenges/{row.pk}/remove/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("text", "a\x00b"), ("kind", "evil"), ("language", "xx"), ("year", "٣"), ("year", "1e9")],
)
def test_bad_input_is_refused_beside_its_field(client, field, value):
    post = RepresentativeFactory(organisation=OrganisationFactory(authority_of="SE23"))
    client.force_login(post.person)
    words = {"kind": "shortages", "text": "x", "language": "sv", "source": "SCB", "year": "2025"}

    page = client.post("/regions/SE23/challenges/new/", words | {field: value})

    assert list(page.context["form"].errors) == [field]
    assert not RegionChallenge.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_region_asks_the_same_number_of_questions(client, count, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(blocks, "_BLOCKS", {})
    for _ in range(count):
        ChallengeFactory(territory="SE232")
        SkillNeedFactory(territory="SE232")

    with django_assert_num_queries(5):
        client.get("/regions/SE232/")


def test_apps_above_add_their_part_of_the_page(client, monkeypatch):
    monkeypatch.setattr(blocks, "_BLOCKS", {})
    blocks.add(blocks.REGION, 10, "organisations/members_table.html", lambda code: {"code": code})
    blocks.add(blocks.REGION, 20, "organisations/invite.html", lambda _code: None)

    page = client.get("/regions/SE232/")

    assert [block.context for block in page.context["blocks"]] == [{"code": "SE232"}]


def test_the_list_of_regions_counts_members(client):
    OrganisationFactory.create_batch(2, territory="SE232")
    OrganisationFactory(territory="FRH", not_a_member=True)

    page = client.get("/regions/")

    assert [(code, count) for code, _label, count in page.context["rows"]] == [("SE232", 2)]
