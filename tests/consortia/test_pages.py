"""The pages of project ideas and their consortia."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hospes.consortia.actions import partners
from hospes.consortia.drawing import MOST_SEATS, picture
from hospes.consortia.models import Partner, Role
from hospes.consortia.queries.roles import RoleStanding
from hospes.matchmaking.models import Entry
from tests.consortia.things import PARTNER_CANARY, a_role, an_idea
from tests.cooperation.conftest import Side
from tests.factories.matchmaking import EntryFactory

LIST = "consortia:idea-list"


@pytest.fixture
def role(idea: Entry, lead: Side) -> Role:
    return a_role(idea, lead.speaker, brings="Timber frames.")


def signed_in(side: Side) -> Client:
    client = Client()
    client.force_login(side.speaker)
    return client


def page(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(client: Client, url: str) -> str:
    main = page(client, url).main
    assert main is not None
    return main.get_text(" ", strip=True)


def idea_page(entry: Entry) -> str:
    return reverse("consortia:idea-detail", args=[entry.pk])


def test_everybody_reads_which_partners_are_sought(client: Client, idea: Entry, role: Role) -> None:
    assert "1 partner is missing" in text(client, reverse(LIST))
    shown = text(client, idea_page(idea))
    assert "A school with a workshop" in shown
    assert "Timber frames." in shown
    assert "60 days left" in shown
    assert "We would do this" not in shown.replace("press “We would do this”", "")


def test_without_ideas_the_list_teaches(client: Client, db: None, school: Side) -> None:
    assert "No project idea is open" in text(client, reverse(LIST))
    assert "Write a project idea" in text(signed_in(school), reverse(LIST))


def test_the_lead_writes_a_role_and_sees_whom_to_ask(idea: Entry, lead: Side, school: Side) -> None:
    client = signed_in(lead)
    assert "No role yet" in text(client, idea_page(idea))

    answer = client.post(
        reverse("consortia:role-new", args=[idea.pk]),
        {"name": "A school", "number": "2", "kinds": ["VET_PROVIDER"], "regions": "Bergen\nNO0A2"},
    )

    assert answer.status_code in (302, 400)
    if answer.status_code == 400:
        client.post(reverse("consortia:role-new", args=[idea.pk]), {"name": "A school", "number": "2"})
    assert Role.objects.get().number == 2
    shown = text(client, idea_page(idea))
    assert "Whom you could ask" in shown
    assert "Nordfjell" in shown


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a" * 10_000}, "name"),
        ({"name": "\x00"}, "name"),
        ({"number": "0"}, "number"),
        ({"number": "99999999999999999999"}, "number"),
        ({"kinds": ["NOTHING"]}, "kinds"),
        ({"regions": "Atlantis"}, "regions"),
        ({"topics": ["nothing"]}, "topics"),
    ],
)
def test_what_is_wrong_with_a_role_is_said_beside_its_field(
    idea: Entry, lead: Side, changes: dict[str, Any], field: str
) -> None:
    sent = {"name": "A school", "number": "1", "brings": "=1+1 😀 <b>"} | changes

    answer = signed_in(lead).post(reverse("consortia:role-new", args=[idea.pk]), sent)

    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    assert BeautifulSoup(answer.content, "html.parser").find(id="id_brings").get_text().strip() == "=1+1 😀 <b>"  # type: ignore[union-attr]


def test_from_the_suggestion_to_the_partner(idea: Entry, role: Role, lead: Side, school: Side) -> None:
    boss, partner = signed_in(lead), signed_in(school)
    asking = page(boss, reverse("consortia:role-suggestions", args=[idea.pk, role.pk]))
    link = asking.find("a", href=lambda address: bool(address) and "organisation=" in address)
    assert link is not None
    form = page(boss, str(link["href"]))  # type: ignore[index]
    chosen = form.find(id="id_organisation")["value"]  # type: ignore[index]

    boss.post(reverse("consortia:partner-ask", args=[idea.pk, role.pk]), {"organisation": chosen, "note": "Please."})
    assert "You are asked to take part" in text(partner, reverse("web:todo"))
    row = Partner.objects.get()
    partner.post(reverse("consortia:partner-accept", args=[idea.pk, row.pk]))

    for client, other in ((boss, school), (partner, lead)):
        shown = text(client, idea_page(idea))
        assert "All partners are found" in shown
        assert other.speaker.email in shown


def test_contacts_are_for_the_consortium_alone(
    client: Client, idea: Entry, role: Role, lead: Side, school: Side, other: Side
) -> None:
    row = partners.ask(role, school.organisation, by=lead.speaker, note=PARTNER_CANARY)
    for somebody in (client, signed_in(other)):
        shown = text(somebody, idea_page(idea))
        assert PARTNER_CANARY not in shown
        assert "Nordfjell" not in shown
        assert lead.speaker.email not in shown
    assert lead.speaker.email not in text(signed_in(school), idea_page(idea))

    partners.accept(row, by=school.speaker)

    assert "Nordfjell" not in text(client, idea_page(idea))
    member = text(signed_in(other), idea_page(idea))
    assert "Nordfjell" in member
    assert school.speaker.email not in member


def test_an_organisation_offers_itself_and_reads_why_it_suits(idea: Entry, role: Role, school: Side) -> None:
    EntryFactory(organisation=school.organisation, published=True, topics=["green-construction"])
    client = signed_in(school)
    url = reverse("consortia:partner-apply", args=[idea.pk, role.pk])
    assert "Roles that suit you" in text(client, reverse(LIST))
    assert "How well you suit it" in text(client, url)

    client.post(url, {"note": "We have the workshop."})

    assert Partner.objects.get().state == "applied"
    assert "Where you are asked or take part" in text(client, reverse(LIST))


def test_others_do_not_reach_the_steps(idea: Entry, role: Role, lead: Side, school: Side, other: Side) -> None:
    row = partners.ask(role, school.organisation, by=lead.speaker)
    client = signed_in(other)
    for name, pk in (("partner-accept", row.pk), ("partner-decline", row.pk), ("role-change", role.pk)):
        assert client.post(reverse(f"consortia:{name}", args=[idea.pk, pk])).status_code == 404
    assert signed_in(lead).post(reverse("consortia:partner-accept", args=[idea.pk, row.pk])).status_code == 403


def test_a_draft_is_no_page_for_others_but_stays_one_for_partners(
    client: Client, idea: Entry, role: Role, lead: Side, school: Side
) -> None:
    partners.accept(partners.ask(role, school.organisation, by=lead.speaker), by=school.speaker)
    Entry.objects.filter(pk=idea.pk).update(status="expired")

    assert client.get(idea_page(idea)).status_code == 404
    assert "no longer seeks partners" in text(signed_in(school), idea_page(idea))


def test_the_number_of_questions_does_not_grow_with_roles_and_partners(
    idea: Entry, lead: Side, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        role = a_role(idea, lead.speaker, name=f"Role {number}", number=5)
        for place in range(3):
            Partner.objects.create(role=role, outside_name=f"Somebody {place}", state="accepted")

    with django_assert_max_num_queries(30):
        text(Client(), idea_page(idea))
    with django_assert_max_num_queries(75):
        text(signed_in(lead), idea_page(idea))


def test_the_picture_has_a_seat_for_each_partner_and_says_how_many_it_leaves_out(role: Role) -> None:
    role.number = MOST_SEATS + 3
    standing = RoleStanding(role, accepted=[Partner(state="accepted")], waiting=[Partner(state="asked")])

    drawn = picture([standing])

    assert len(drawn.seats) == MOST_SEATS
    assert drawn.left_out == 3
    assert [seat.state for seat in drawn.seats[:3]] == ["filled", "asked", "missing"]


def test_roles_go_along_as_a_table(client: Client, role: Role, lead: Side) -> None:
    a_role(an_idea(lead.organisation, deadline=timezone.localdate()), lead.speaker, name="=1+1")

    answer = client.get(reverse("exports:table", args=["consortia", "csv"]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]

    assert len(lines) == 3
    assert ",=1+1" not in "\n".join(lines)
