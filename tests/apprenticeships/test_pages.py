"""Pages of rules for apprentices: read by everybody with an account, kept by the secretariat."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from hospes.apprenticeships.actions import change_rule, withdraw_rule
from hospes.apprenticeships.models import ApprenticeRule
from tests.apprenticeships.things import FROM, TO, a_rule, secretary, words
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sonja():
    return secretary(name="Sonja Secretary")


@pytest.fixture
def at_office(client, sonja):
    client.force_login(sonja)
    return client


def typed(**changed):
    values = words(sending_country="SE", hosting_country="NO", source_on="2026-09-01") | changed
    return {name: value for name, value in values.items() if value is not None}


def html(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(number, client, sonja, django_assert_max_num_queries):
    for hosting in ("NO", "DK", "FI")[:number]:
        a_rule(sonja, "SE", hosting)
    client.force_login(PersonFactory())

    with django_assert_max_num_queries(9):
        page = html(client.get(reverse("apprenticeships:rule-list")))

    assert len(page.select("tbody tr")) == number


def test_the_list_is_narrowed_and_taken_along(client, sonja):
    a_rule(sonja)
    a_rule(sonja, "FI", "DK", verdict="conditional")
    client.force_login(PersonFactory())

    page = html(client.get(reverse("apprenticeships:rule-list"), {"from": "FI"}))
    table = client.get("/lists/apprentice-rules.csv", {"from": "FI"})

    assert [row.select_one("th").text.split()[0] for row in page.select("tbody tr")] == ["Finland"]
    rows = (b"".join(table.streaming_content) if table.streaming else table.content).decode()
    assert "Invented Act" in rows and "SE232" not in rows


def test_an_empty_list_says_that_no_rule_is_no_permission(client):
    client.force_login(PersonFactory())

    assert "Until then ask your school" in client.get(reverse("apprenticeships:rule-list")).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source": ""}, "This field is required."),
        ({"matters": []}, "This field is required."),
        ({"source_on": "2099-01-01"}, "today at the latest"),
        ({"source_on": "0000-99-99"}, "Give a date as year-month-day"),
        ({"sending_region": "Nowhere at all"}, "We know no region of this name"),
        ({"hosting_country": "SE", "hosting_region": "SE232"}, "must not hold each other"),
        ({"text": "x" * 10_000}, "too long"),
        ({"text": "a\x00b"}, "cannot be shown"),
        ({"source_url": "javascript:alert(1)"}, "not an address on the web"),
    ],
)
def test_a_form_that_is_not_right_says_why_and_keeps_the_typing(at_office, changed, said):
    answer = at_office.post(reverse("apprenticeships:rule-new"), typed(**{"text": "Kept typing.", **changed}))

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert ("Kept typing." in answer.content.decode()) or "text" in changed
    assert not ApprenticeRule.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=cmd()", "🦊 مرحبا", "{{ 7 }}"])
def test_words_are_shown_as_they_were_typed_and_do_nothing(at_office, text):
    at_office.post(reverse("apprenticeships:rule-new"), typed(text=text, source=text))

    rule = ApprenticeRule.objects.get()
    page = at_office.get(rule.get_absolute_url())
    assert (rule.text, rule.source) == (text, text)
    assert text in html(page).text
    assert b"<script>alert" not in page.content


def test_a_second_rule_for_the_same_direction_shows_the_one_that_stands(at_office, sonja):
    rule = a_rule(sonja, "SE", "NO")

    answer = at_office.post(reverse("apprenticeships:rule-new"), typed(text="Mine."))

    assert answer.status_code == 400
    assert "There is a rule between these two already." in answer.content.decode()
    assert html(answer).select_one(f"a[href='{rule.get_absolute_url()}']")
    assert "Mine." in answer.content.decode()


def test_two_at_one_rule_the_second_sees_what_the_first_saved(at_office, sonja):
    rule = a_rule(sonja)
    change_rule(rule, version=1, reason="New law.", by=sonja, text="Four weeks at most.")

    late = at_office.post(
        reverse("apprenticeships:rule-change", args=[rule.pk]),
        typed(text="Five weeks.", reason="I read it otherwise.", version="1"),
    )

    page = late.content.decode()
    assert late.status_code == 400
    assert "Four weeks at most." in page and "Five weeks." in page
    rule.refresh_from_db()
    assert rule.text == "Four weeks at most."


def test_the_page_of_a_rule_shows_each_version_with_what_was_different(client, sonja):
    rule = a_rule(sonja)
    change_rule(rule, version=1, reason="New law.", by=sonja, verdict="conditional")
    withdraw_rule(rule, reason="The law ended.", by=sonja)
    client.force_login(PersonFactory())

    page = html(client.get(rule.get_absolute_url()))

    assert [one.text for one in page.select(".history del, .history ins")] == [
        "Not possible",
        "Possible under conditions",
    ]
    assert "New law." in page.text and "The law ended." in page.text
    assert not page.select(f"a[href='{reverse('apprenticeships:rule-change', args=[rule.pk])}']")


def test_between_two_regions_both_directions_are_said_in_words(client, sonja):
    a_rule(sonja, "SE", "NO", verdict="conditional", matters=["consent", "pay"])
    a_rule(sonja, TO, FROM)
    client.force_login(PersonFactory())

    found = client.get(
        reverse("apprenticeships:between"),
        {"sending_country": "SE", "sending_region": "SE232", "hosting_country": "NO", "hosting_region": "NO0A2"},
    )
    page = html(client.get(found.headers["Location"])).text

    assert found.headers["Location"].endswith(f"?from={FROM}&to={TO}")
    assert "Possible, when what stands below is settled" in page
    assert "Write down who pays the apprentice" in page
    assert "Not possible as things stand." in page


@pytest.mark.parametrize("query", ["?from=ZZ&to=%00", "?from=SE232", "?from=SE232&to=SE", "?from[]=1&to='", ""])
def test_no_address_breaks_the_page_for_two_regions(client, query):
    client.force_login(PersonFactory())

    assert client.get(f"{reverse('apprenticeships:between')}{query}").status_code == 200


def test_the_page_of_a_region_leads_those_with_an_account_to_its_rules(client, sonja):
    a_rule(sonja)
    region = reverse("organisations:region-detail", args=[FROM])

    assert "1 rule concerns apprentices" not in client.get(region).content.decode()
    client.force_login(PersonFactory())
    assert "1 rule concerns apprentices" in client.get(region).content.decode()
