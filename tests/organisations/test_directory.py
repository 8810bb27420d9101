"""The directory, the pages of organisations, and who may change them."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hospes.journal.models import JournalLine
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.reference.choices import OrganisationKind
from tests.factories.organisations import (
    AccreditationFactory,
    OrganisationFactory,
    PostFactory,
    RepresentativeFactory,
)
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def names(page):
    return [organisation.name for organisation in page.context["page"]]


def test_anybody_reads_the_directory(client):
    OrganisationFactory(name="Region Väst")

    page = client.get("/organisations/")

    assert names(page) == ["Region Väst"]


def test_an_empty_directory_says_how_to_be_the_first(client):
    page = client.get("/organisations/")

    assert b'href="/join/"' in page.content


@pytest.mark.parametrize("search", ["lodz", "ŁÓDŹ", "Łódź szkola", "  lodz  "])
def test_the_search_forgives_accents_capitals_and_order(client, search):
    OrganisationFactory(name="Szkoła w Łódź")
    OrganisationFactory(name="Skolan i Borås")

    assert names(client.get("/organisations/", {"search": search})) == ["Szkoła w Łódź"]


@pytest.mark.parametrize("search", ["' OR 1=1--", "%", "_", "*", '"', "a\x00b", "a " * 3000, "\ud800", "🌍"])
def test_no_search_breaks_the_page(client, search):
    OrganisationFactory(name="Canary")

    page = client.get("/organisations/", {"search": search.encode("utf-8", "surrogatepass")})

    assert page.status_code == 200


def test_filters_combine_and_their_counts_tell_what_each_would_show(client):
    OrganisationFactory(country="SE", kind=OrganisationKind.NGO, name="A")
    OrganisationFactory(country="FR", kind=OrganisationKind.NGO, name="B")
    OrganisationFactory(country="FR", kind=OrganisationKind.SCHOOL, name="C", not_a_member=True)

    page = client.get("/organisations/", {"country": "FR", "membership": "active"})

    assert names(page) == ["B"]
    counts = {facet.name: {option.value: option.count for option in facet.options} for facet in page.context["facets"]}
    assert counts["country"] == {"FR": 1, "SE": 1}
    assert counts["membership"] == {"active": 1, "none": 1}
    assert counts["kind"] == {"NGO": 1}


@pytest.mark.parametrize("query", ["kind=evil", "country=XX", "membership='", "page=0", "page=-1", "page=10000000000"])
def test_unknown_filters_and_pages_are_as_if_they_were_not_there(client, query):
    OrganisationFactory(name="A")

    assert names(client.get(f"/organisations/?{query}")) == ["A"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_asks_the_same_number_of_questions(client, count, django_assert_num_queries):
    for number in range(count):
        organisation = OrganisationFactory(country=["SE", "FR", "DE"][number], territory=["SE1", "FR1", "DE1"][number])
        AccreditationFactory(organisation=organisation)

    with django_assert_num_queries(5):
        client.get("/organisations/")


def test_the_page_of_an_organisation_shows_names_literally(client):
    organisation = OrganisationFactory(name="<img src=x onerror=alert(1)>", about="<script>1</script>")

    page = client.get(organisation.get_absolute_url()).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "<script>1" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("representative", 200), ("staff", 200), ("secretariat", 200), ("stranger", 403), ("admin", 403)],
)
def test_who_may_edit(client, who, status):
    organisation = OrganisationFactory()
    person = {
        "representative": lambda: RepresentativeFactory(organisation=organisation).person,
        "staff": lambda: PostFactory(organisation=organisation).person,
        "secretariat": lambda: PersonFactory(secretariat=True),
        "stranger": lambda: RepresentativeFactory().person,
        "admin": lambda: PersonFactory(administrator=True),
    }[who]()
    client.force_login(person)

    assert client.get(f"/organisations/{organisation.slug}/edit/").status_code == status
    assert client.get(f"/organisations/{organisation.slug}/logo/").status_code == status


def test_somebody_whose_post_ended_no_longer_edits(client):
    post = PostFactory(ended=True)
    client.force_login(post.person)

    assert client.get(f"/organisations/{post.organisation.slug}/edit/").status_code == 403


def edited(**values):
    return {
        "name": "New name",
        "kind": "NGO",
        "country": "IT",
        "territory": "Toscana",
        "town": "Firenze",
        "website": "www.toscana.example",
        "about": "Ciao",
        "about_language": "it",
        "languages": ["it", "en"],
        "oid": "e10000001",
        "pic": "999 999 999",
        "in_earlall": "on",
    } | values


def test_every_field_is_kept_and_one_line_is_written(client):
    post = RepresentativeFactory()
    client.force_login(post.person)

    client.post(f"/organisations/{post.organisation.slug}/edit/", edited())

    one = Organisation.objects.get(pk=post.organisation_id)
    assert (one.name, one.kind, one.country, one.territory, one.town) == ("New name", "NGO", "IT", "ITI1", "Firenze")
    assert (one.website, one.about, one.about_language) == ("https://www.toscana.example", "Ciao", "it")
    assert (one.languages, one.oid, one.pic, one.in_earlall) == (["it", "en"], "E10000001", "999999999", True)
    assert "new name firenze" in one.search_words
    line = JournalLine.objects.get()
    assert (line.verb, line.organisation_key) == ("organisation.changed", one.key)


def test_membership_and_supporter_heading_are_not_for_members_to_set(client):
    post = RepresentativeFactory(organisation=OrganisationFactory(not_a_member=True))
    client.force_login(post.person)
    more = {"membership": "active", "supporter_category": "INDUSTRY", "slug": "evil", "member_since": "2020-01-01"}

    client.post(f"/organisations/{post.organisation.slug}/edit/", edited(**more))

    one = Organisation.objects.get(pk=post.organisation_id)
    assert (one.membership, one.supporter_category, one.slug) == (Membership.NONE, "", post.organisation.slug)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "\u200b"), ("name", "x" * 10_000), ("name", "a\x00b"), ("kind", "EVIL"),
        ("country", "XX"),
        ("territory", "Atlantis"), ("territory", "DE1"), ("territory", "Bayern (DE2)"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://files.example"), ("about_language", ""), ("oid", "12345"), ("oid", "E1234567٣"),
        ("pic", "12"), ("languages", ["xx"]), ("about", "x" * 10_000), ("website", "http://[broken"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_beside_its_field_and_the_typing_stays(client, field, value):
    post = RepresentativeFactory()
    client.force_login(post.person)

    page = client.post(f"/organisations/{post.organisation.slug}/edit/", edited(**{field: value}))

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert b'value="Firenze"' in page.content
    assert Organisation.objects.get(pk=post.organisation_id).name != "New name"


@pytest.mark.parametrize("name", ["🌍 Région", "مدرسة", "=HYPERLINK(1)", "Żółć", "a\u202eb", "Ḃ ħ"])
def test_names_of_every_script_are_kept_as_they_are(client, name):
    post = RepresentativeFactory()
    client.force_login(post.person)

    client.post(f"/organisations/{post.organisation.slug}/edit/", edited(name=name))

    one = Organisation.objects.get(pk=post.organisation_id)
    assert one.name == name
    assert client.get(one.get_absolute_url()).status_code == 200


def test_a_number_of_another_organisation_is_refused(client):
    OrganisationFactory(oid="E10000001")
    post = RepresentativeFactory()
    client.force_login(post.person)

    page = client.post(f"/organisations/{post.organisation.slug}/edit/", edited())

    assert list(page.context["form"].errors) == ["oid"]


def test_the_region_stands_in_the_form_as_it_can_be_sent_again(client):
    post = RepresentativeFactory(organisation=OrganisationFactory(territory="DE600", country="DE"))
    client.force_login(post.person)

    initial = client.get(f"/organisations/{post.organisation.slug}/edit/").context["form"].initial
    client.post(f"/organisations/{post.organisation.slug}/edit/", edited(country="DE", territory=initial["territory"]))

    assert Organisation.objects.get(pk=post.organisation_id).territory == "DE600"


# Logos


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), "image/png")


def test_a_logo_needs_words(client):
    post = RepresentativeFactory()
    client.force_login(post.person)

    page = client.post(f"/organisations/{post.organisation.slug}/logo/", {"logo": picture(), "logo_alt": ""})

    assert page.context["form"].errors["logo_alt"]
    assert not Organisation.objects.get(pk=post.organisation_id).logo


def test_a_logo_is_written_anew_and_can_be_taken_away(client):
    post = RepresentativeFactory()
    client.force_login(post.person)
    url = f"/organisations/{post.organisation.slug}/logo/"

    client.post(url, {"logo": picture(), "logo_alt": "Two teal arches"})
    one = Organisation.objects.get(pk=post.organisation_id)
    assert (one.logo_alt, one.logo.name.endswith(".webp")) == ("Two teal arches", True)
    assert b'alt="Two teal arches"' in client.get(one.get_absolute_url()).content
    served = client.get(one.logo.url)
    assert (served["Content-Type"], b"WEBP" in b"".join(served.streaming_content)) == ("image/webp", True)

    client.post(url, {"remove": "on", "logo_alt": ""})
    assert not Organisation.objects.get(pk=post.organisation_id).logo


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<html>", b"", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused(client, content):
    post = RepresentativeFactory()
    client.force_login(post.person)
    file = SimpleUploadedFile("../../x.png", content, "image/png")

    page = client.post(f"/organisations/{post.organisation.slug}/logo/", {"logo": file, "logo_alt": "Logo"})

    assert page.context["form"].errors["logo"]


# The secretariat


def test_the_secretariat_adds_an_organisation_and_makes_it_a_member(client):
    client.force_login(PersonFactory(secretariat=True))

    page = client.post("/organisations/new/", edited(supporter_category="INDUSTRY"))
    one = Organisation.objects.get()
    assert (page.url, one.membership, one.supporter_category) == (one.get_absolute_url(), "none", "INDUSTRY")

    client.post(f"/organisations/{one.slug}/membership/", {"membership": "active", "reason": "Accepted at the meeting"})
    one.refresh_from_db()
    assert (one.membership, one.member_since is not None) == (Membership.ACTIVE, True)


def test_a_membership_goes_only_where_it_may(client):
    organisation = OrganisationFactory(not_a_member=True)
    client.force_login(PersonFactory(secretariat=True))

    page = client.post(f"/organisations/{organisation.slug}/membership/", {"membership": "suspended"})

    assert page.context["form"].errors["membership"]


@pytest.mark.parametrize("url", ["/organisations/new/", "/organisations/import/", "/join-requests/"])
def test_the_secretariats_pages_are_nobody_elses(client, url):
    client.force_login(RepresentativeFactory().person)

    assert client.get(url).status_code == 404


def test_the_history_is_for_colleagues_and_the_secretariat(client):
    post = RepresentativeFactory()
    client.force_login(post.person)
    client.post(f"/organisations/{post.organisation.slug}/edit/", edited())
    url = f"/organisations/{post.organisation.slug}/history/"

    assert post.person.name in client.get(url).content.decode()
    client.force_login(RepresentativeFactory().person)
    assert client.get(url).status_code == 404


# Acting for


def test_one_acts_for_one_of_ones_own_organisations(client):
    person = PersonFactory()
    first = PostFactory(person=person, organisation=OrganisationFactory(name="A")).organisation
    second = PostFactory(person=person, organisation=OrganisationFactory(name="B")).organisation
    client.force_login(person)

    assert client.get("/organisations/").wsgi_request.acting_for == first
    client.post("/act-for/", {"organisation": second.pk, "next": "/organisations/"})
    assert client.get("/organisations/").wsgi_request.acting_for == second


def test_nobody_acts_for_a_strangers_or_a_former_organisation(client):
    person = PersonFactory()
    own = PostFactory(person=person).organisation
    former = PostFactory(person=person, ended=True).organisation
    client.force_login(person)

    for other in (former.pk, OrganisationFactory().pk, "", "x", "-1"):
        assert client.post("/act-for/", {"organisation": other}).status_code == 404
    assert client.get("/organisations/").wsgi_request.acting_for == own


def test_switching_never_leads_to_another_site(client):
    post = PostFactory()
    client.force_login(post.person)

    answer = client.post("/act-for/", {"organisation": post.organisation_id, "next": "https://evil.example/"})

    assert answer.url == "/todo/"


def test_the_reason_for_another_membership_stands_in_the_history(client):
    organisation, secretary = OrganisationFactory(), PersonFactory(secretariat=True)
    client.force_login(secretary)
    address = f"{organisation.get_absolute_url()}membership/"

    client.post(address, {"membership": "suspended", "reason": "Fees of 2026."})

    page = client.get(f"{organisation.get_absolute_url()}history/").content.decode()
    assert "The membership is now: Membership suspended. Reason: Fees of 2026." in page


def typed(page):
    """What the form on the page would send."""
    form = BeautifulSoup(page.content, "html.parser").select_one("main form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[type=text], input[type=url]")}
    fields |= {field["name"]: field.get_text().strip("\n") for field in form.select("textarea")}
    fields["version"] = form.select_one("input[name=version]")["value"]
    return fields


def test_of_two_who_edit_at_once_the_later_one_sees_what_the_first_one_saved_and_loses_no_typing(client):
    post = RepresentativeFactory()
    url = f"/organisations/{post.organisation.slug}/edit/"
    client.force_login(post.person)
    opened = typed(client.get(url))["version"]
    client.post(url, edited(town="Siena", version=opened))

    page = client.post(url, edited(town="Pisa", version=opened))

    rows = BeautifulSoup(page.content, "html.parser").select(".callout tbody tr")
    assert page.status_code == 409
    assert Organisation.objects.get(pk=post.organisation_id).town == "Siena"
    assert [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in rows] == [
        ["Town", "Siena", "Pisa"]
    ]
    assert typed(page)["town"] == "Pisa"

    client.post(url, edited(town="Pisa", version=typed(page)["version"]))

    assert Organisation.objects.get(pk=post.organisation_id).town == "Pisa"


def test_two_who_say_the_same_are_told_so(client):
    post = RepresentativeFactory()
    url = f"/organisations/{post.organisation.slug}/edit/"
    client.force_login(post.person)
    opened = typed(client.get(url))["version"]
    client.post(url, edited(version=opened))

    page = client.post(url, edited(version=opened))

    assert page.status_code == 409
    assert "Both versions say the same." in page.content.decode()


def test_a_heading_among_the_supporters_is_not_in_the_way_of_an_edit(client):
    post = RepresentativeFactory()
    url = f"/organisations/{post.organisation.slug}/edit/"
    client.force_login(post.person)
    opened = typed(client.get(url))["version"]
    Organisation.objects.filter(pk=post.organisation_id).update(supporter_category="INDUSTRY")

    assert client.post(url, edited(version=opened)).status_code == 302
