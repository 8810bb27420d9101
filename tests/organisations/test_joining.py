"""From the form to join to the representative's first visit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hospes.mail.models import OutgoingMail
from hospes.organisations import queries
from hospes.organisations.choices import JoinStatus, Membership, Post
from hospes.organisations.models import Invitation, JoinRequest, Organisation, OrganisationPost
from tests.factories.organisations import JoinRequestFactory, OrganisationFactory, RepresentativeFactory
from tests.factories.people import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db


def asked(**values):
    return {
        "name": "Région Bretagne",
        "kind": "REGIONAL_AUTHORITY",
        "country": "FR",
        "territory": "Bretagne",
        "town": "Rennes",
        "website": "www.bretagne.example",
        "languages": ["fr", "br"],
        "motivation": "Nos apprentis veulent voir l’Europe.",
        "contact_name": "Anne Le Goff",
        "contact_email": "anne@bretagne.example",
        "fax_number": "",
    } | values


def test_from_the_form_to_the_first_visit_in_french(client):
    assert client.post("/fr/join/", asked()).url == "/fr/join/sent/"
    request = JoinRequest.objects.get()
    received = OutgoingMail.objects.get()
    assert (request.territory, request.contact_language, received.address, received.language) == (
        "FRH",
        "fr",
        "anne@bretagne.example",
        "fr",
    )

    client.force_login(PersonFactory(secretariat=True))
    client.post(f"/join-requests/{request.pk}/review/")
    answer = client.post(f"/join-requests/{request.pk}/accept/", {"words": "Bienvenue !"})
    organisation = Organisation.objects.get()
    assert answer.url == organisation.get_absolute_url()
    assert (organisation.membership, organisation.territory) == (Membership.ACTIVE, "FRH")
    _received, accepted, invitation = OutgoingMail.objects.order_by("pk")
    assert ("Bienvenue !" in accepted.text, accepted.language, invitation.language) == (True, "fr", "fr")

    client.logout()
    link = "/fr/invitations/" + invitation.text.split("/invitations/")[1].split()[0]
    client.post(link, {"name": "Anne", "password": PASSWORD, "language": "fr", "time_zone": "Europe/Paris"})
    post = OrganisationPost.objects.get()
    assert (post.organisation, post.post, post.person.email) == (
        organisation,
        Post.REPRESENTATIVE,
        "anne@bretagne.example",
    )


def test_declining_mails_the_reason_and_makes_nobody_a_member(client):
    request = JoinRequestFactory()
    client.force_login(PersonFactory(secretariat=True))

    client.post(f"/join-requests/{request.pk}/decline/", {"reason": "Nous avons besoin de plus."})

    request.refresh_from_db()
    assert request.status == JoinStatus.DECLINED
    assert "Nous avons besoin de plus." in OutgoingMail.objects.get().text
    assert not Organisation.objects.exists()


def test_a_reason_is_needed_to_decline_and_what_was_typed_stays(client):
    request = JoinRequestFactory()
    client.force_login(PersonFactory(secretariat=True))

    page = client.post(f"/join-requests/{request.pk}/decline/", {"reason": " "})

    assert page.context["decline_form"].errors["reason"]
    request.refresh_from_db()
    assert request.status == JoinStatus.SUBMITTED


def test_an_answered_request_is_not_answered_again(client):
    request = JoinRequestFactory()
    client.force_login(PersonFactory(secretariat=True))
    client.post(f"/join-requests/{request.pk}/accept/", {"words": ""})

    again = [
        client.post(f"/join-requests/{request.pk}/{step}/", {"words": "", "reason": "No"})
        for step in ("accept", "decline", "review")
    ]

    assert [answer.status_code for answer in again] == [409, 409, 409]
    assert all("The request is in this state now: Accepted." in answer.content.decode() for answer in again)
    request.refresh_from_db()
    assert (request.status, request.reason) == (JoinStatus.ACCEPTED, "")
    assert Organisation.objects.count() == 1
    assert Invitation.objects.count() == 1


def test_a_template_answer_is_in_the_askers_language(client):
    request = JoinRequestFactory(contact_language="en")
    client.force_login(PersonFactory(secretariat=True))

    page = client.get(f"/join-requests/{request.pk}/?answer=already_here")

    assert b"Your organisation is a member already." in page.content


@pytest.mark.parametrize("who", ["visitor", "member", "administrator"])
def test_requests_are_read_by_the_secretariat_alone(client, who):
    request = JoinRequestFactory(contact_name="Canary Contact")
    if who == "member":
        client.force_login(RepresentativeFactory().person)
    elif who == "administrator":
        client.force_login(PersonFactory(administrator=True))

    for url in (f"/join-requests/{request.pk}/", "/join-requests/"):
        page = client.get(url)
        assert page.status_code == (302 if who == "visitor" else 404)
        assert b"Canary" not in page.content


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "\u2060"), ("name", "x" * 10_000), ("kind", ""), ("country", "ZZ"),
        ("territory", "Atlantis"),
        ("website", "javascript:x"), ("contact_name", "a\x00b"), ("contact_email", "no address"),
        ("contact_email", "a@" + "a." * 5000 + "eu"), ("motivation", "x" * 10_000), ("languages", ["xx"]),
        ("fax_number", "1"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_the_typing_stays(client, field, value):
    page = client.post("/join/", asked(**{field: value}))

    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert 'value="Rennes"' in page.content.decode()
    assert not JoinRequest.objects.exists()


def test_a_header_in_the_name_stays_in_the_text(client):
    client.post("/join/", asked(contact_name="A\r\nBcc: x@x.example"))

    mail = OutgoingMail.objects.get()
    assert (mail.name, mail.address) == ("A Bcc: x@x.example", "anne@bretagne.example")


def test_template_marks_in_a_name_are_not_carried_out(client):
    client.post("/join/", asked(name="{{ settings.SECRET_KEY }} {request.path} %(name)s"))

    assert "{{ settings.SECRET_KEY }} {request.path} %(name)s" in OutgoingMail.objects.get().text.replace("\n    ", " ")


def test_a_flood_from_one_network_stops_nobody_else(client):
    statuses = [client.post("/join/", asked(), REMOTE_ADDR="10.0.0.1").status_code for _ in range(6)]
    elsewhere = client.post("/join/", asked(), REMOTE_ADDR="10.0.0.2")

    assert statuses == [302] * 5 + [429]
    assert elsewhere.status_code == 302


def test_the_refused_flood_says_when_to_come_back_and_keeps_the_typing(client):
    for _ in range(6):
        page = client.post("/join/", asked())

    assert page["Retry-After"] == "3600"
    assert 'value="Rennes"' in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_requests_asks_the_same_number_of_questions(client, count, django_assert_num_queries):
    for _ in range(count):
        JoinRequestFactory()
    client.force_login(PersonFactory(secretariat=True))

    with django_assert_num_queries(7):
        client.get("/join-requests/")


def test_the_secretariat_is_reminded_and_nobody_else():
    request = JoinRequestFactory()
    secretary, member = PersonFactory(secretariat=True), RepresentativeFactory().person

    item = queries.todo_for(secretary)[0]

    assert (item.url, item.due_on) == (
        f"/join-requests/{request.pk}/",
        (request.submitted_at + timedelta(days=14)).date(),
    )
    assert list(queries.todo_for(member, OrganisationFactory())) == []


def test_several_requests_are_one_thing_to_do():
    JoinRequestFactory.create_batch(3)

    items = queries.todo_for(PersonFactory(secretariat=True))

    assert [(str(item.title)[:15], item.url) for item in items] == [("3 organisations", "/join-requests/")]


def test_an_organisation_without_a_region_is_asked_for_it():
    post = RepresentativeFactory(organisation=OrganisationFactory(territory=""))

    items = queries.todo_for(post.person, post.organisation)

    assert [item.url for item in items] == [f"/organisations/{post.organisation.slug}/edit/"]


def test_the_answer_day_is_two_weeks_after_the_request():
    assert queries.todo_for(PersonFactory(secretariat=True)) == []
    JoinRequestFactory()
    due = queries.todo_for(PersonFactory(secretariat=True))[0].due_on
    assert due == (timezone.now() + timedelta(days=14)).date()
