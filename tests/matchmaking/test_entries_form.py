"""The form, as a browser without scripts sends it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.forms.entries import EntryForm
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.values import refuse_wrong_values
from tests.factories.matchmaking import EntryFactory, full_values

pytestmark = pytest.mark.django_db

HOSTILE = {
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 𝒳",
    "right to left": "\u202eevil مرحبا\u202c שלום",
    "combining": "Z" + "\u0301" * 50,
    "markup": "<img src=x onerror=alert(1)>{{ settings.SECRET_KEY }}{% debug %}",
    "formula": '=HYPERLINK("http://x","y")',
    "header": "Title\r\nBcc: x@x",
    "nul": "a\x00b",
    "half a character": "a\ud800b",
    "long": "a" * 10_000,
    "spaces": " \u200b\u2060 ",
    "number": "NaN",
    "arabic digit": "٣",
    "comma": "1,5",
    "huge": "1" * 31,
    "date": "2026-02-30",
    "german date": "31.12.26",
}


def as_typed(page: bytes) -> dict[str, Any]:
    """What the browser would send if nothing were touched."""
    form = BeautifulSoup(page, "html.parser").select_one("main form[data-keep]")
    assert form is not None
    typed: dict[str, list[str]] = {}
    for box in form.select("input[name], textarea[name], select[name]"):
        name = str(box["name"])
        if box.name == "select":
            values = [str(option["value"]) for option in box.select("option[selected]")]
        elif box.name == "textarea":
            values = [box.text.removeprefix("\n")]
        elif box.get("type") in ("checkbox", "radio"):
            values = [str(box.get("value", "on"))] if box.has_attr("checked") else []
        else:
            values = [str(box.get("value", ""))]
        typed.setdefault(name, []).extend(values)
    return {name: values for name, values in typed.items() if name != "csrfmiddlewaretoken"}


def _sent(value: str) -> list[bytes]:
    """Half a character can only be sent as bytes that are no text."""
    return [value.encode("utf-8", "surrogatepass")]


def _typed(values: dict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(values)
    return query


@pytest.mark.parametrize("kind", EntryKind)
def test_what_the_form_shows_of_an_entry_it_reads_back_unchanged(kind, school, anna, signed_in):
    entry = EntryFactory(organisation=school, kind=kind, full=True, contact=anna)
    client = signed_in(anna)
    page = client.get(f"/entries/{entry.pk}/change/").content

    answer = client.post(f"/entries/{entry.pk}/change/", as_typed(page) | {"save": "1"})

    entry.refresh_from_db()
    assert answer.status_code == 302
    assert entry.version == 1
    assert {name: getattr(entry, name) for name in full_values(kind)} == full_values(kind)


@pytest.mark.parametrize("kind", EntryKind)
def test_a_title_alone_makes_a_draft_and_everything_else_is_unknown(kind, school, anna, signed_in):
    client = signed_in(anna)
    page = client.get(f"/entries/new/{kind}/").content

    answer = client.post(f"/entries/new/{kind}/", as_typed(page) | {"title": "We have an idea", "save": "1"})

    entry = Entry.objects.get()
    assert answer.headers["Location"] == f"/entries/{entry.pk}/"
    assert (entry.organisation, entry.kind, entry.status, entry.contact) == (school, kind, EntryStatus.DRAFT, anna)
    unknown = ("formats", "profiles", "topics", "fields", "languages", "windows", "needs", "measures", "days_least")
    assert {name: getattr(entry, name) for name in unknown} == dict.fromkeys(unknown)
    assert (entry.people, entry.places, entry.green_travel, entry.abroad) == (None, None, None, None)


def test_unknown_and_none_are_two_answers_and_come_back_as_such(school, anna, signed_in):
    client = signed_in(anna)
    typed = {"title": "Six carers", "language": "en", "needs": "none", "topics": "none"}

    client.post("/entries/new/wish/", typed)
    client.post("/entries/new/wish/", {"title": "Six others", "language": "en"})

    none, unknown = Entry.objects.order_by("pk")
    assert (none.needs, none.topics, unknown.needs, unknown.topics) == ([], [], None, None)
    for entry in (none, unknown):
        again = as_typed(client.get(f"/entries/{entry.pk}/change/").content)
        client.post(f"/entries/{entry.pk}/change/", again)
        entry.refresh_from_db()
        assert entry.version == 1


def test_none_and_something_together_is_asked_again(school, anna, signed_in):
    page = signed_in(anna).post("/entries/new/wish/", {"title": "Six", "language": "en", "needs": ["none", "MENTOR"]})

    assert "You ticked “none” and something else" in page.content.decode()
    assert not Entry.objects.exists()


def test_a_whole_offer_typed_by_hand(school, anna, signed_in):
    typed = {
        "title": "Learn with our carpenters",
        "formats": ["JOB_SHADOWING", "STUDY_VISIT"],
        "profiles": ["TEACHER_TRAINER"],
        "topics": ["green-construction"],
        "places": "8",
        "window_1_from": "2027-05-01",
        "window_1_to": "2027-06-15",
        "window_3_from": "2027-09-01",
        "window_3_to": "2027-09-30",
        "days_least": "3",
        "days_most": "5",
        "language_1": "en",
        "level_1": "B1",
        "language_5": "sv",
        "level_5": "C1",
        "measures": ["STEP_FREE"],
        "green_travel": "no",
        "open_to_apprentices": "on",
        "wants_countries": ["NO"],
        "wants_regions": "Vestland\nEmilia-Romagna",
        "support_HOUSING": "on",
        "support_TRAVEL_amount": "half of the ticket",
        "text": "You work with us.",
        "language": "en",
        "submit": "1",
    }

    answer = signed_in(anna).post("/entries/new/offer/", typed, follow=True)

    entry = Entry.objects.get()
    assert answer.status_code == 200
    assert entry.status == EntryStatus.SUBMITTED
    assert entry.windows == [["2027-05-01", "2027-06-15"], ["2027-09-01", "2027-09-30"]]
    assert entry.languages == {"en": "B1", "sv": "C1"}
    assert entry.wants == {"countries": ["NO"], "regions": ["NO0A2", "ITH5"], "organisations": []}
    assert entry.support == [
        {"kind": "TRAVEL", "amount": "half of the ticket", "eligibility": ""},
        {"kind": "HOUSING", "amount": "", "eligibility": ""},
    ]
    assert (entry.green_travel, entry.open_to_apprentices, entry.open_to_anyone) == (False, True, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"window_1_from": "2027-05-01"}, "A period needs a first and a last day."),
        ({"window_1_from": "2027-05-02", "window_1_to": "2027-05-01"}, "The period ends before it begins."),
        ({"language_1": "en"}, "Choose a level."),
        ({"level_2": "B1"}, "Choose the language that this level is about."),
        ({"language_1": "en", "level_1": "B1", "language_2": "en", "level_2": "C1"}, "This language is there twice."),
        ({"places": "0"}, "Give a whole number from 1 to 9999."),
        ({"places": "٣"}, "Give a whole number from 1 to 9999."),
        ({"places": "1e9"}, "Give a whole number from 1 to 9999."),
        ({"places": "4", "largest_group": "5"}, "This is more than the number of places."),
        ({"days_least": "5", "days_most": "3"}, "The shortest stay is longer than the longest one."),
        ({"wants_regions": "Atlantis"}, "We do not know a region called “Atlantis”."),
        ({"wants_regions": "Limburg"}, "can be several regions"),
        ({"wants_countries": "NO", "refuses_countries": "NO"}, "The same place is sought and not wanted."),
        ({"formats": "NONSENSE"}, "NONSENSE"),
        ({"valid_until": "2026-02-30"}, "Give a date as year-month-day"),
        ({"contact": "999999"}, "999999"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(typed, sentence, school, anna, signed_in):
    given = {"title": "A good title", "text": "Keep me.", "language": "en"} | typed

    page = signed_in(anna).post("/entries/new/offer/", given)

    assert page.status_code == 200
    html = BeautifulSoup(page.content, "html.parser")
    assert sentence in html.select_one(".field--error .error").text
    assert html.select_one("textarea[name=text]").text.strip() == "Keep me."
    assert not Entry.objects.exists()


def test_an_ambiguous_region_is_chosen_by_its_code(school, anna, signed_in):
    client = signed_in(anna)
    page = client.post("/entries/new/offer/", {"title": "A", "language": "en", "wants_regions": "Limburg"})
    assert "(NL42)" in page.content.decode()

    client.post("/entries/new/offer/", {"title": "A", "language": "en", "wants_regions": "Limburg, Netherlands (NL42)"})

    assert Entry.objects.get().wants["regions"] == ["NL42"]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("kind", EntryKind)
def test_a_form_full_of_nonsense_comes_back_with_its_typing(kind, value, school, anna, signed_in):
    client = signed_in(anna)
    boxes = as_typed(client.get(f"/entries/new/{kind}/").content)

    page = client.post(f"/entries/new/{kind}/", dict.fromkeys(boxes, _sent(value)))

    assert page.status_code == 200
    assert b"<img src=x" not in page.content
    assert not Entry.objects.exists()


@pytest.mark.parametrize("value", [HOSTILE[name] for name in ("nul", "half a character", "huge", "long", "number")])
@pytest.mark.parametrize("kind", EntryKind)
def test_every_box_alone_refuses_or_understands(kind, value, school, anna):
    boxes = list(EntryForm(kind=kind, organisation=school, person=anna).fields)

    for name in boxes:
        form = EntryForm(
            _typed({"title": "Fine", "language": "en", name: value}),
            kind=kind,
            organisation=school,
            person=anna,
        )
        if form.is_valid():
            refuse_wrong_values(kind, form.values)


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["title", "text", "partners_sought", "call"])
def test_words_are_refused_beside_their_box_or_shown_harmlessly(name, value, school, anna, signed_in):
    client = signed_in(anna)

    page = client.post(
        "/entries/new/idea/",
        {"title": "Fine", "text": "Fine", "language": "en", name: _sent(value), "submit": "1"},
        follow=True,
    )

    entry = Entry.objects.first()
    assert page.status_code == 200
    assert b"<img src=x" not in page.content
    if entry is None:
        assert BeautifulSoup(page.content, "html.parser").select_one(f"#id_{name}_error")
    else:
        assert client.get(f"/entries/{entry.pk}/change/").status_code == 200
        assert client.get("/entries/mine/").status_code == 200


def test_a_stale_form_shows_both_versions_and_keeps_the_typing(school, anna, fiona, signed_in):
    entry = EntryFactory(organisation=school, title="First", places=4)
    client = signed_in(anna)
    opened = as_typed(client.get(f"/entries/{entry.pk}/change/").content)
    signed_in(fiona).post(f"/entries/{entry.pk}/change/", opened | {"title": "Second", "places": "5"})

    page = client.post(f"/entries/{entry.pk}/change/", opened | {"title": "Third", "places": "6"})

    entry.refresh_from_db()
    html = BeautifulSoup(page.content, "html.parser")
    rows = [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in html.select(".callout tbody tr")]
    assert page.status_code == 409
    assert entry.title == "Second"
    assert rows == [["Title", "Second", "Third"], ["Places in all", "5", "6"]]
    assert html.select_one("input[name=title]")["value"] == "Third"

    client.post(f"/entries/{entry.pk}/change/", as_typed(page.content))

    entry.refresh_from_db()
    assert (entry.title, entry.places) == ("Third", 6)


def test_a_stale_form_that_says_what_is_saved_already_can_be_saved(school, anna, signed_in):
    entry = EntryFactory(organisation=school, title="First")
    client = signed_in(anna)
    opened = as_typed(client.get(f"/entries/{entry.pk}/change/").content) | {"title": "Second"}
    client.post(f"/entries/{entry.pk}/change/", opened)

    page = client.post(f"/entries/{entry.pk}/change/", opened)

    assert page.status_code == 409
    assert "Both versions say the same." in page.content.decode()
    assert client.post(f"/entries/{entry.pk}/change/", as_typed(page.content)).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "٣", "-1", "9" * 40])
def test_a_version_that_cannot_be_read_is_an_old_one(version, school, anna, signed_in):
    entry = EntryFactory(organisation=school, title="First")

    page = signed_in(anna).post(
        f"/entries/{entry.pk}/change/", {"title": "Second", "language": "en", "version": version}
    )

    entry.refresh_from_db()
    assert (page.status_code, entry.title) == (409, "First")


def test_a_double_click_makes_one_entry(school, anna, signed_in):
    client = signed_in(anna)
    typed = as_typed(client.get("/entries/new/wish/").content) | {"title": "Six carers"}

    answers = [client.post("/entries/new/wish/", typed).headers["Location"] for _click in range(2)]

    assert Entry.objects.count() == 1
    assert answers[0] == answers[1]


def test_who_acts_for_nobody_is_told_what_to_do(fiona, signed_in):
    page = signed_in(fiona).get("/entries/new/")

    assert "You act for no organisation yet" in page.content.decode()


def test_a_facilitator_writes_for_an_organisation_by_name(school, fiona, signed_in):
    client = signed_in(fiona)

    client.post(f"/entries/new/offer/?organisation={school.slug}", {"title": "By phone", "language": "sv"})

    assert Entry.objects.get().organisation == school


def test_nobody_else_writes_for_another_organisation(school, olga, signed_in):
    page = signed_in(olga).post(
        f"/entries/new/offer/?organisation={school.slug}", {"title": "Not mine", "language": "sv"}
    )

    assert page.status_code == 403
    assert not Entry.objects.exists()


def test_the_form_says_that_there_is_no_money_and_warns_about_persons(anna, signed_in):
    page = signed_in(anna).get("/entries/new/wish/").content.decode()

    assert "It has no money to give" in page
    assert page.count("Please write no names") == 2
    assert "Only the number, never who or why." in page


def test_codes_that_the_form_does_not_offer_stay_where_they_came_from_elsewhere(school, anna, signed_in):
    entry = EntryFactory(organisation=school, fields=["0730"])
    client = signed_in(anna)

    client.post(f"/entries/{entry.pk}/change/", as_typed(client.get(f"/entries/{entry.pk}/change/").content))

    entry.refresh_from_db()
    assert (entry.version, entry.fields) == (1, ["0730"])


@pytest.mark.parametrize("slug", ["%00", "nobody", "%ED%A0%80", "a" * 5000])
def test_an_organisation_that_is_not_there_is_not_there(slug, fiona, signed_in):
    assert signed_in(fiona).get(f"/entries/new/offer/?organisation={slug}").status_code == 404
