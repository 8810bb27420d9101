"""Who sees what of an entry, and what the pages let them do."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from hospes.core.paginate import Page
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.queries.entries import todo_for
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import PostFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

HIDDEN = ("submitted", "paused", "expired", "rejected", "withdrawn")


def text(page) -> str:
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").text.split())


@pytest.mark.parametrize("state", [*HIDDEN, None])
def test_what_is_not_published_is_there_only_for_its_organisation_and_facilitators(
    state, school, anna, olga, fiona, signed_in
):
    entry = EntryFactory(organisation=school, **({state: True} if state else {}))

    statuses = [
        client.get(f"/entries/{entry.pk}/").status_code
        for client in (Client(), signed_in(olga), signed_in(anna), signed_in(fiona))
    ]

    assert statuses == [404, 404, 200, 200]


def test_everybody_reads_a_published_entry_and_nobody_its_contact(school, anna, olga, signed_in):
    entry = EntryFactory(organisation=school, kind="wish", published=True, full=True, contact=anna, people=11)

    for client in (Client(), signed_in(olga)):
        page = client.get(f"/entries/{entry.pk}/")
        assert page.status_code == 200
        assert entry.title in text(page)
        assert anna.name not in page.content.decode()
        assert anna.email not in page.content.decode()


def test_the_number_with_fewer_opportunities_is_for_its_own_organisation_and_facilitators(
    school, anna, olga, fiona, signed_in
):
    entry = EntryFactory(organisation=school, kind="wish", published=True, people=917, fewer_opportunities=613)

    seen = [
        "613" in client.get(f"/entries/{entry.pk}/").content.decode()
        for client in (Client(), signed_in(olga), signed_in(anna), signed_in(fiona))
    ]

    assert seen == [False, False, True, True]


def test_places_avoided_and_support_needed_are_not_for_visitors(school, olga, signed_in):
    entry = EntryFactory(organisation=school, kind="wish", published=True, needs=["QUIET_SPACE"])
    entry.refuses = {"countries": ["LI"], "regions": [], "organisations": []}
    entry.save()

    visitor, member = text(Client().get(f"/entries/{entry.pk}/")), text(signed_in(olga).get(f"/entries/{entry.pk}/"))

    assert ("A quiet space" in visitor, "A quiet space" in member) == (False, True)
    assert ("Liechtenstein" in visitor, "Liechtenstein" in member) == (False, False)


def test_the_words_of_an_entry_say_their_language(school):
    entry = EntryFactory(organisation=school, published=True, title="Lär med oss", text="Välkomna!", language="sv")

    html = BeautifulSoup(Client().get(f"/entries/{entry.pk}/").content, "html.parser")

    assert [tag.text.strip() for tag in html.select("main [lang=sv]")] == ["Lär med oss", "Välkomna!"]


def test_unknown_is_shown_as_unknown_and_none_as_none(school):
    unknown = EntryFactory(organisation=school, published=True, measures=None)
    none = EntryFactory(organisation=school, published=True, measures=[])

    assert "None so far" not in text(Client().get(f"/entries/{unknown.pk}/"))
    assert "None so far" in text(Client().get(f"/entries/{none.pk}/"))


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("submit", None, EntryStatus.SUBMITTED),
        ("pause", "published", EntryStatus.PAUSED),
        ("resume", "paused", EntryStatus.PUBLISHED),
        ("withdraw", "published", EntryStatus.WITHDRAWN),
        ("renew", "expired", EntryStatus.PUBLISHED),
    ],
)
def test_each_step_is_its_organisations_alone(step, before, after, school, anna, olga, signed_in):
    entry = EntryFactory(organisation=school, **({before: True} if before else {}))
    was, address = entry.status, f"/entries/{entry.pk}/{step}/"

    assert Client().post(address).status_code == 302
    assert signed_in(olga).post(address).status_code == 404
    entry.refresh_from_db()
    assert entry.status == was

    answer = signed_in(anna).post(address, follow=True)
    entry.refresh_from_db()
    assert (answer.status_code, entry.status) == (200, after)


@pytest.mark.parametrize("step", ["submit", "pause", "resume", "renew", "copy", "publish", "send-back", "confirm"])
def test_links_alone_change_nothing(step, school, anna, fiona, signed_in):
    entry = EntryFactory(organisation=school, published=True)

    for person in (anna, fiona):
        assert signed_in(person).get(f"/entries/{entry.pk}/{step}/").status_code in (404, 405)

    entry.refresh_from_db()
    assert entry.status == EntryStatus.PUBLISHED


def test_withdrawing_asks_first(school, anna, signed_in):
    entry = EntryFactory(organisation=school, published=True)

    page = signed_in(anna).get(f"/entries/{entry.pk}/withdraw/")

    entry.refresh_from_db()
    assert "Withdraw the entry?" in text(page)
    assert entry.status == EntryStatus.PUBLISHED


def test_who_comes_too_late_reads_how_it_stands(school, anna, signed_in):
    entry = EntryFactory(organisation=school, withdrawn=True)

    page = signed_in(anna).post(f"/entries/{entry.pk}/pause/", follow=True)

    assert "This cannot be done any more. The entry is now: Withdrawn." in text(page)


def test_a_copy_opens_as_a_form(school, anna, signed_in):
    entry = EntryFactory(organisation=school, published=True, title="Again next year")

    page = signed_in(anna).post(f"/entries/{entry.pk}/copy/", follow=True)

    assert BeautifulSoup(page.content, "html.parser").select_one("input[name=title]")["value"] == "Again next year"


@pytest.mark.parametrize("number", [1, 3])
def test_our_entries_ask_the_database_the_same_number_of_times(
    number, school, anna, signed_in, django_assert_num_queries
):
    EntryFactory.create_batch(number, organisation=school, published=True, full=True)
    EntryFactory(published=True)
    client = signed_in(anna)
    client.get("/entries/mine/")

    with django_assert_num_queries(7):
        page = client.get("/entries/mine/")

    assert isinstance(page.context["page"], Page)
    assert page.context["page"].count == number


def test_what_came_back_stands_first_among_our_entries(school, anna, signed_in):
    for state in ("withdrawn", "expired", "published", "submitted", "rejected"):
        EntryFactory(organisation=school, title=state, **{state: True})
    EntryFactory(organisation=school, title="draft")

    page = signed_in(anna).get("/entries/mine/")

    titles = [tag.text for tag in BeautifulSoup(page.content, "html.parser").select(".card h2")]
    assert titles == ["rejected", "draft", "submitted", "published", "expired", "withdrawn"]


def test_an_organisation_without_entries_is_shown_how_to_begin(anna, signed_in):
    assert "Write the first entry" in text(signed_in(anna).get("/entries/mine/"))


def test_a_visitor_is_asked_to_sign_in_for_what_is_not_public(school):
    entry = EntryFactory(organisation=school, published=True)

    for address in ("mine", "new", "new/offer", "to-check", f"{entry.pk}/change", f"{entry.pk}/history"):
        assert Client().get(f"/entries/{address}/").status_code == 302


def test_the_history_is_for_the_organisation(school, anna, olga, signed_in):
    entry = EntryFactory(organisation=school, published=True)
    signed_in(anna).post(f"/entries/{entry.pk}/pause/")

    own, other = (
        signed_in(anna).get(f"/entries/{entry.pk}/history/"),
        signed_in(olga).get(f"/entries/{entry.pk}/history/"),
    )

    assert "The entry was paused." in text(own)
    assert "Anna Andersson" in text(own)
    assert other.status_code == 404


@pytest.mark.parametrize("pk", [0, 999_999_999, 10**18, 10**30])
def test_an_entry_that_is_not_there_is_not_there(pk):
    assert Client().get(f"/entries/{pk}/").status_code == 404


def test_an_unknown_kind_is_not_there(anna, signed_in):
    assert signed_in(anna).get("/entries/new/party/").status_code == 404


def test_todo_names_what_came_back_and_what_ends(school, anna, fiona):
    back = EntryFactory(organisation=school, rejected=True, title="Back")
    ends = EntryFactory(organisation=school, ending_soon=True, title="Ends")
    ends.renewal_asked_at = ends.published_at
    ends.save()
    EntryFactory(organisation=school, published=True)
    EntryFactory(submitted=True)
    EntryFactory(changed_words=True)

    own, others = todo_for(anna, school), todo_for(fiona, None)

    assert {(item.title, item.url, item.due_on) for item in own} == {
        ("Your entry came back. Change it and send it again: Back", back.get_absolute_url(), None),
        ("Your entry ends soon. Is it still valid? Ends", ends.get_absolute_url(), ends.valid_until),
    }
    assert [item.title for item in others] == ["2 entries wait to be checked."]


@pytest.mark.parametrize("kind", EntryKind)
def test_a_colleague_of_two_organisations_sees_both_drafts(kind, school, anna, signed_in):
    other = PostFactory(person=anna).organisation
    drafts = [EntryFactory(organisation=one, kind=kind) for one in (school, other)]

    assert [signed_in(anna).get(draft.get_absolute_url()).status_code for draft in drafts] == [200, 200]


def test_a_person_without_an_organisation_sees_what_visitors_see(school, signed_in):
    draft = EntryFactory(organisation=school)

    assert signed_in(PersonFactory()).get(draft.get_absolute_url()).status_code == 404


def test_an_idea_past_its_deadline_asks_for_a_new_one_and_comes_back(school, anna, signed_in):
    today = timezone.localdate()
    entry = EntryFactory(
        organisation=school, kind="idea", text="An idea.", expired=True, deadline=today - timedelta(days=1)
    )
    client = signed_in(anna)

    page = text(client.get(entry.get_absolute_url()))
    assert "Give it a new deadline, then renew it." in page
    assert "Renew for another year" not in page

    typed = {"title": entry.title, "text": "An idea.", "language": "en", "version": "1"}
    client.post(f"/entries/{entry.pk}/change/", typed | {"deadline": (today + timedelta(days=60)).isoformat()})
    client.post(f"/entries/{entry.pk}/renew/")

    entry.refresh_from_db()
    assert (entry.status, entry.valid_until) == (EntryStatus.PUBLISHED, today + timedelta(days=60))
