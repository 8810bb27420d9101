"""What everybody finds in the catalogue."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from hospes.matchmaking.actions import terms
from hospes.matchmaking.actions.terms import months
from hospes.matchmaking.models import Entry, EntryTerm
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def titles(query: str = "") -> list[str]:
    page = Client().get(f"/entries/{query}")
    assert page.status_code == 200
    return [tag.text.strip() for tag in BeautifulSoup(page.content, "html.parser").select(".cards .card h2")]


def facet(name: str, query: str = "") -> dict[str, int]:
    html = BeautifulSoup(Client().get(f"/entries/{query}").content, "html.parser")
    boxes = html.select(f".facets input[type=checkbox][name={name}]")
    return {str(box["value"]): int(box.parent.select_one(".facet-count").text) for box in boxes}


def test_only_what_is_published_and_still_valid_is_there():
    EntryFactory(title="Here", published=True)
    EntryFactory(title="Last day", published=True, valid_until=timezone.localdate())
    EntryFactory(title="Over", published=True, valid_until=timezone.localdate() - timedelta(days=1))
    for state in ("submitted", "paused", "expired", "rejected", "withdrawn"):
        EntryFactory(title=state, **{state: True})

    assert set(titles()) == {"Here", "Last day"}


def test_facets_narrow_and_count():
    EntryFactory(title="Care", published=True, topics=["elderly-care"], formats=["JOB_SHADOWING"])
    EntryFactory(title="Nursing", kind="wish", published=True, topics=["nursing"], formats=["JOB_SHADOWING"])
    EntryFactory(title="Wood", published=True, topics=["wood-furniture"], formats=["STUDY_VISIT"])
    EntryFactory(title="Idea", kind="idea", published=True, deadline=date(2027, 3, 5))

    assert set(titles("?topic=elderly-care")) == {"Care"}
    assert set(titles("?topic=health-care")) == {"Care", "Nursing"}
    assert set(titles("?topic=elderly-care&topic=wood-furniture")) == {"Care", "Wood"}
    assert set(titles("?topic=health-care&kind=wish")) == {"Nursing"}
    assert set(titles("?format=STUDY_VISIT&topic=elderly-care")) == set()
    assert facet("kind") == {"offer": 2, "wish": 1, "idea": 1}
    assert facet("format", "?kind=offer") == {"JOB_SHADOWING": 1, "STUDY_VISIT": 1}
    # One answer of a question does not count against the others of the same question.
    assert facet("format", "?format=STUDY_VISIT") == {"JOB_SHADOWING": 2, "STUDY_VISIT": 1}
    assert facet("topic", "?format=STUDY_VISIT") == {"building": 1, "wood-furniture": 1}


def test_every_chosen_measure_must_be_there():
    EntryFactory(title="Both", published=True, measures=["STEP_FREE", "MENTOR"])
    EntryFactory(title="One", published=True, measures=["MENTOR"])

    assert titles("?measure=MENTOR&measure=STEP_FREE") == ["Both"]


def test_one_kind_of_help_is_enough():
    for title, kind in (("A room", "HOUSING"), ("A grant", "SCHOLARSHIP"), ("A lift", "TRAVEL")):
        EntryFactory(title=title, published=True, support=[{"kind": kind, "amount": "", "eligibility": ""}])
    EntryFactory(title="Nothing said", published=True)

    assert set(titles("?support=HOUSING&support=TRAVEL")) == {"A room", "A lift"}
    assert facet("support") == {"SCHOLARSHIP": 1, "TRAVEL": 1, "HOUSING": 1}


def test_by_country_region_month_language_and_openness():
    norway = OrganisationFactory(country="NO", territory="NO0A2")
    here = {"windows": [["2027-05-20", "2027-06-02"]], "languages": {"en": "B1"}, "open_to_apprentices": True}
    EntryFactory(title="Norway", published=True, organisation=norway, **here)
    EntryFactory(title="Sweden", published=True)

    for query in ("country=NO", "region=NO0A", "month=2027-06", "language=en", "flag=open_to_apprentices"):
        assert titles(f"?{query}") == ["Norway"]


def test_newest_first_or_those_that_end_first():
    today = timezone.localdate()
    EntryFactory(title="Old", published=True, published_at=timezone.now() - timedelta(days=9), valid_until=today)
    EntryFactory(title="Idea", kind="idea", published=True, deadline=today + timedelta(days=5))
    EntryFactory(title="New", published=True, published_at=timezone.now())

    assert titles() == ["New", "Idea", "Old"]
    assert titles("?sort=end") == ["Old", "Idea", "New"]


@pytest.mark.parametrize(
    "query", ["aldre", "ÄLDRE", "boras elderly", "äldreomsorgen", "cura de gent gran", "%C3%84ldre%00", "Borås"]
)
def test_words_are_found_in_any_language_without_accents(query):
    organisation = OrganisationFactory(name="Borås yrkesskola")
    EntryFactory(
        title="Äldre i vården, elderly",
        published=True,
        organisation=organisation,
        topics=["elderly-care"],
        language="sv",
    )
    EntryFactory(title="Something else", published=True)

    assert titles(f"?search={query}") == ["Äldre i vården, elderly"]


@pytest.mark.parametrize(
    "query",
    [
        "search=%27%20OR%201%3D1--",
        "search=%25",
        "search=_",
        "search=*",
        "search=%22",
        "search=a%20AND",
        "search=" + "word%20" * 2000,
        "search=%00",
        "search=%F0%9F%98%80",
        "search=%ED%A0%80",
        "kind=nonsense",
        "topic=nonsense&month=2027-13&country=ZZ&language=xx",
        "month=0000-00",
        "page=0",
        "page=-1",
        "page=1000000000000000000",
        "page_size=1000000000&ordering=password&fields=__all__",
        "organisation__members__password__startswith=p",
        "&".join(f"topic={number}" for number in range(900)),
        "region=%00",
        "sort=password",
    ],
)
def test_no_address_breaks_the_catalogue(query):
    EntryFactory(title="Here", published=True)

    assert Client().get(f"/entries/?{query}").status_code == 200


def test_signs_are_no_wildcards():
    EntryFactory(title="Plain", published=True)

    assert [titles("?search=%25"), titles("?search=P_az"), titles("?search=nothing")] == [[], [], []]


@pytest.mark.parametrize("number", [1, 3])
def test_the_catalogue_asks_the_database_the_same_number_of_times(number, django_assert_num_queries):
    EntryFactory.create_batch(number, published=True, full=True)
    Client().get("/entries/")

    with django_assert_num_queries(3):
        page = Client().get("/entries/")

    assert len(BeautifulSoup(page.content, "html.parser").select(".cards .card")) == number


def test_pages_keep_the_filters():
    EntryFactory.create_batch(21, published=True, topics=["nursing"])

    html = BeautifulSoup(Client().get("/entries/?topic=nursing").content, "html.parser")

    assert html.select_one(".pages a[rel=next]")["href"] == "?topic=nursing&page=2"
    assert len(titles("?topic=nursing&page=2")) == 1


def test_an_empty_catalogue_teaches_and_an_empty_answer_helps():
    assert "The catalogue is still empty" in Client().get("/entries/").content.decode()

    EntryFactory(published=True)

    assert "Nothing suits all your choices" in Client().get("/entries/?kind=idea").content.decode()


def test_the_map_has_a_table_with_the_same_regions(school):
    EntryFactory.create_batch(2, organisation=school, published=True)
    EntryFactory(organisation=school, kind="wish", published=True)
    EntryFactory(organisation=OrganisationFactory(country="NO", territory=""), kind="idea", published=True)

    html = BeautifulSoup(Client().get("/entries/").content, "html.parser")

    rows = [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in html.select("table tbody tr")]
    assert rows == [["Västsverige Sweden", "2", "1", "0"], ["Norway", "0", "0", "1"]]
    assert [link["href"] for link in html.select("table tbody a")] == ["/entries/?region=SE23", "/entries/?country=NO"]


def test_the_deadline_of_an_idea_is_shown():
    EntryFactory(kind="idea", published=True, deadline=date(2027, 3, 5))

    assert "Deadline 5 March 2027" in Client().get("/entries/").content.decode()


def test_the_feed_is_well_formed_whatever_people_write(anna, school):
    EntryFactory(organisation=school, published=True, title="<b>&amp; 👩‍👩‍👧 \u202e", text="]]> <script>", contact=anna)
    EntryFactory(published=True, title="Fewer", kind="wish", people=9, fewer_opportunities=7)
    EntryFactory(submitted=True, title="Not yet")

    answer = Client().get("/feeds/entries.atom")

    feed = ET.fromstring(answer.content)  # noqa: S314
    atom = "{http://www.w3.org/2005/Atom}"
    found = [entry.find(f"{atom}title").text for entry in feed.iter(f"{atom}entry")]
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert set(found) == {"<b>&amp; 👩‍👩‍👧 \u202e", "Fewer"}
    assert anna.name not in answer.content.decode()


# The codes that lists filter by


def test_terms_follow_the_entry(school, anna):
    entry = EntryFactory(
        organisation=school,
        formats=["STUDY_VISIT"],
        topics=["nursing"],
        fields=["0732"],
        languages={"en": "B1"},
        windows=[["2027-12-20", "2028-01-05"]],
        measures=["MENTOR"],
        green_travel=True,
    )

    assert set(EntryTerm.objects.filter(entry=entry).values_list("scheme", "code")) == {
        ("format", "STUDY_VISIT"),
        ("topic", "nursing"),
        ("topic", "health-care"),
        ("field", "0732"),
        ("field", "073"),
        ("field", "07"),
        ("language", "en"),
        ("month", "2027-12"),
        ("month", "2028-01"),
        ("measure", "MENTOR"),
        ("country", "SE"),
        ("region", "SE232"),
        ("region", "SE23"),
        ("region", "SE2"),
        ("region", "SE"),
        ("flag", "green_travel"),
    }

    entry.formats, entry.topics, entry.fields, entry.languages = None, [], None, None
    entry.windows, entry.measures, entry.green_travel = None, None, False
    terms.rebuild(entry)

    assert set(EntryTerm.objects.filter(entry=entry).values_list("scheme", flat=True)) == {"country", "region"}


def test_the_nightly_round_follows_organisations_that_moved(school):
    EntryFactory(organisation=school, published=True)
    school.country, school.territory = "NO", "NO0A2"
    school.save()

    assert terms.rebuild_all() == Entry.objects.count()
    assert EntryTerm.objects.filter(scheme="country").get().code == "NO"


def test_months_of_a_period():
    assert months(date(2027, 11, 30), date(2028, 2, 1)) == ["2027-11", "2027-12", "2028-01", "2028-02"]
