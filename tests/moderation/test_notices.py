"""Reporting something public, deciding, and telling everybody concerned."""

from datetime import timedelta

import pytest

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.moderation import queries, reportable
from hospes.moderation.choices import Decision, NoticeKind, NoticeStatus
from hospes.moderation.models import Notice
from hospes.organisations.models import RegionChallenge, RegionSkillNeed
from hospes.outreach.choices import NewsStatus
from tests.factories.organisations import (
    ChallengeFactory,
    OrganisationFactory,
    RepresentativeFactory,
    SkillNeedFactory,
)
from tests.factories.outreach import NewsFactory, NoticeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def notice(**values):
    return {
        "kind": "wrong",
        "text": "This is not true.",
        "contact_name": "Nils",
        "contact_email": "nils@hospes.example",
        "fax_number": "",
    } | values


def test_from_the_link_to_the_decision(client):
    post = RepresentativeFactory()
    news = NewsFactory(organisation=post.organisation)
    link = f"/report/?on=news:{news.pk}"
    assert link in client.get(news.get_absolute_url()).content.decode()

    assert client.post(f"/sv{link}", notice()).url == "/sv/report/sent/"
    received = OutgoingMail.objects.get()
    assert (received.address, received.language) == ("nils@hospes.example", "sv")
    # The address may be somebody else's: our mail carries no words that a stranger chose.
    assert notice()["text"] not in received.text + received.html

    client.force_login(PersonFactory(secretariat=True))
    kept = Notice.objects.get()
    decision = {"decision": "removed", "statement": "The figures are invented."}
    asked = client.post(f"/notices/{kept.pk}/", decision)
    news.refresh_from_db()
    assert (asked.context["is_asked_first"], news.status) == (True, NewsStatus.PUBLISHED)
    assert b'name="sure"' in asked.content
    client.post(f"/notices/{kept.pk}/", decision | {"sure": "yes"})

    news.refresh_from_db()
    assert news.status == NewsStatus.WITHDRAWN
    assert client.get("/notices/decisions/").context["page"].items == [kept]
    told = OutgoingMail.objects.exclude(pk=received.pk)
    assert {mail.address for mail in told} == {"nils@hospes.example", post.person.email}
    assert all("The figures are invented." in mail.text for mail in told)
    assert set(JournalLine.objects.values_list("verb", flat=True)) == {
        "notice.received",
        "notice.decided",
        "news.withdrawn",
    }


def test_an_organisations_page_can_be_reported_without_a_name(client):
    organisation = OrganisationFactory()

    client.post(f"/report/?on=organisation:{organisation.pk}", notice(contact_name="", contact_email=""))

    assert Notice.objects.get().about_title == organisation.name
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "on",
    ["", "news", "news:", "news:999", "news:-1", "news:x", "evil:1", "news:1:2", "news:٣", "news:" + "9" * 100, "\x00"],
)
def test_only_what_is_public_can_be_reported(client, on):
    assert client.get("/report/", {"on": on}).status_code == 404


def test_a_draft_cannot_be_reported_and_its_title_is_not_told(client):
    news = NewsFactory(draft=True, title="Canary draft")

    page = client.get(f"/report/?on=news:{news.pk}")

    assert page.status_code == 404
    assert b"Canary" not in page.content


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "evil"), ("kind", ""), ("text", ""), ("text", "x" * 10_000), ("text", "a\x00b"), ("contact_email", "no"),
     ("contact_name", "x" * 500), ("fax_number", "1")],
)  # fmt: skip
def test_bad_input_is_refused_and_the_typing_stays(client, field, value):
    news = NewsFactory()

    page = client.post(f"/report/?on=news:{news.pk}", notice(**{field: value}))

    assert list(page.context["form"].errors) == [field]
    assert b"This is not true." in page.content or field == "text"
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["visitor", "member", "facilitator", "administrator"])
def test_notices_are_read_by_the_secretariat_alone(client, who):
    kept = NoticeFactory(contact_name="Canary Sender")
    if who != "visitor":
        client.force_login(
            RepresentativeFactory().person if who == "member" else PersonFactory(role=who),
        )

    for url in ("/notices/", "/notices/decisions/", f"/notices/{kept.pk}/"):
        page = client.get(url)
        assert page.status_code == (302 if who == "visitor" else 404)
        assert b"Canary" not in page.content
    assert client.post(f"/notices/{kept.pk}/", {"decision": "stays", "statement": "x"}).status_code in (302, 404)
    kept.refresh_from_db()
    assert kept.status == NoticeStatus.RECEIVED


def test_a_decision_needs_reasons_and_is_made_once(client):
    kept = NoticeFactory()
    client.force_login(PersonFactory(secretariat=True))
    url = f"/notices/{kept.pk}/"

    assert client.post(url, {"decision": "stays", "statement": " "}).context["form"].errors["statement"]
    assert client.post(url, {"decision": "stays", "statement": "True."}).status_code == 302
    client.post(url, {"decision": "removed", "statement": "Second thoughts."})

    kept.refresh_from_db()
    assert (kept.decision, kept.statement) == (Decision.STAYS, "True.")
    assert OutgoingMail.objects.count() == 1


def test_what_is_gone_already_can_still_be_decided(client):
    kept = NoticeFactory(about_id="999")
    client.force_login(PersonFactory(secretariat=True))

    client.post(f"/notices/{kept.pk}/", {"decision": "removed", "statement": "It is gone."})

    kept.refresh_from_db()
    assert kept.status == NoticeStatus.DECIDED


def test_the_secretariat_is_reminded_and_danger_comes_at_once():
    secretary = PersonFactory(secretariat=True)
    first = NoticeFactory()
    assert queries.todo_for(secretary)[0].due_on == (first.received_at + timedelta(days=7)).date()

    danger = NoticeFactory(kind=NoticeKind.DANGER)

    items = queries.todo_for(secretary)
    assert [(item.url, item.due_on) for item in items] == [("/notices/", danger.received_at.date())]
    assert list(queries.todo_for(PersonFactory())) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_same_number_of_questions(client, count, django_assert_num_queries):
    NoticeFactory.create_batch(count)
    client.force_login(PersonFactory(secretariat=True))

    with django_assert_num_queries(7):
        client.get("/notices/")


@pytest.mark.parametrize(
    ("factory", "kind", "model"),
    [(ChallengeFactory, "challenge", RegionChallenge), (SkillNeedFactory, "skill-need", RegionSkillNeed)],
)
def test_what_members_say_about_a_region_can_be_reported_and_removed(client, factory, kind, model):
    row = factory(territory="SE232")
    link = f"/report/?on={kind}:{row.pk}"
    assert link in client.get("/regions/SE232/").content.decode()
    client.post(link, notice())
    client.force_login(PersonFactory(secretariat=True))

    client.post(
        f"/notices/{Notice.objects.get().pk}/", {"decision": "removed", "statement": "Not true.", "sure": "yes"}
    )

    assert not model.objects.exists()


def test_apps_declare_what_can_be_reported():
    assert {"challenge", "news", "organisation", "skill-need"} <= {one.kind for one in reportable.kinds()}
