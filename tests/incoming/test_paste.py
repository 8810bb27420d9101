"""Paste to record: an old mail becomes the ordinary form, filled in; nothing is saved before somebody says so."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hospes.incoming.reading.pasted import marked
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
PASTE = "/entries/paste/"
MAIL = """Hello Anna,

we would like to send 6 apprentices to Norway for 2-3 weeks in May or June 2027, to learn about green construction.
They speak Swedish and English B1. One of them uses a wheelchair.

Best regards, Lars Exempel
"""


@pytest.fixture
def ours():
    return OrganisationFactory(name="Skolan")


@pytest.fixture
def member(ours):
    client = Client()
    client.force_login(PostFactory(organisation=ours).person)
    return client


def form_of(answer):
    """The ordinary form of the page: where it goes, and what it holds."""
    page = BeautifulSoup(answer.content, "html.parser")
    form = page.select("main form")[-1]
    held = {box["name"]: box.get("value", "") for box in form.select("input[type=hidden], input[checked]")}
    typed = form.select("input[type=text], input[type=number], input[type=date]")
    held |= {box["name"]: box.get("value", "") for box in typed}
    held |= {box["name"]: one["value"] for box in form.select("select") if (one := box.select_one("[selected]"))}
    several = {}
    for box in form.select("input[type=checkbox][checked]"):
        several.setdefault(box["name"], []).append(box["value"])
    return form["action"], held | several


def test_a_mail_fills_in_the_form_and_what_is_saved_is_what_somebody_confirmed(member, ours):
    answer = member.post(PASTE, {"text": MAIL})
    action, held = form_of(answer)
    assert not Entry.objects.exists()

    saved = member.post(action, held | {"people": "5", "title": "Six apprentices look for wood", "save": "1"})

    assert saved.status_code == 302
    entry = Entry.objects.get()
    assert (entry.organisation, entry.kind, entry.status) == (ours, "wish", EntryStatus.DRAFT)
    assert (entry.people, entry.days_least, entry.days_most) == (5, 14, 21)
    assert entry.windows == [["2027-05-01", "2027-06-30"]]
    assert "green-construction" in entry.topics
    assert entry.languages["en"] == "B1"
    assert entry.needs == ["STEP_FREE"]


def test_each_answer_shows_the_words_it_was_read_from_and_how_sure_we_are(member):
    page = BeautifulSoup(member.post(PASTE, {"text": MAIL}).content, "html.parser")

    rows = {row.select_one("th").get_text(): row.get_text(" ", strip=True) for row in page.select("main tbody tr")}
    assert "6 apprentices" in rows["How many people or places"]
    assert "likely" in rows["How many people or places"]
    assert "2-3 weeks" in [one.get_text() for one in page.select("aside mark")]


def test_the_text_is_kept_nowhere(member):
    action, held = form_of(member.post(PASTE, {"text": MAIL}))

    member.post(action, held | {"title": "Wood", "save": "1"})

    entry = Entry.objects.get()
    assert "Lars Exempel" not in entry.text + entry.title + entry.search_words


def test_a_text_without_anything_known_begins_an_empty_form(member):
    answer = member.post(PASTE, {"text": "…"})

    assert answer.status_code == 200
    assert "We recognised nothing in this text." in answer.content.decode()


def test_a_facilitator_pastes_for_any_organisation_by_its_name(ours):
    desk = Client()
    desk.force_login(PersonFactory(facilitator=True))

    unknown = desk.post(PASTE, {"text": MAIL, "organisation": "Nowhere"})
    assert unknown.status_code == 400
    assert "We know no organisation of this name." in unknown.content.decode()
    assert "Lars Exempel" in unknown.content.decode()
    action, held = form_of(desk.post(PASTE, {"text": MAIL, "organisation": "skolan"}))
    desk.post(action, held | {"title": "Wood", "save": "1"})

    assert Entry.objects.get().organisation == ours


def test_a_member_pastes_for_no_other_organisation(member, ours):
    OrganisationFactory(name="Another")

    action, _held = form_of(member.post(PASTE, {"text": MAIL, "organisation": "Another"}))

    assert f"organisation={ours.slug}" in action


def test_who_acts_for_nobody_has_no_such_page():
    client = Client()
    client.force_login(PersonFactory())

    assert client.get(PASTE).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "<script>alert(1)</script> host 5",
        "\u202e🙂" * 50,
        "{{ settings.SECRET_KEY }} {% debug %}",
        "=1+1",
    ],
)
def test_hostile_texts_are_shown_as_texts(member, text):
    answer = member.post(PASTE, {"text": text})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("a\x00b", "cannot be shown"), ("x" * 20_001, "too long"), ("  ", "required")],
    ids=["unprintable", "long", "empty"],
)
def test_what_cannot_be_read_is_refused_beside_the_box(member, text, sentence):
    answer = member.post(PASTE, {"text": text})

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_words_that_were_read_are_marked_once_and_in_their_order():
    assert marked("send 6 in May", ["in May", "6", "nowhere", ""]) == [
        ("send ", False),
        ("6", True),
        (" ", False),
        ("in May", True),
    ]
    assert marked("overlap", ["over", "verlap"]) == [("over", True), ("lap", True)]
