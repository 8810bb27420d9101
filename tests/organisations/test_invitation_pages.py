"""The page behind an invitation's link, and the buttons of those who invite."""

import threading

import pytest
from django.db import connection

from hospes.organisations.choices import Post
from hospes.organisations.models import Invitation, OrganisationPost
from hospes.people.choices import PartnershipRole
from hospes.people.models import Person
from hospes.people.rules import roles_of
from tests.factories.organisations import (
    DeputyFactory,
    InvitationFactory,
    OrganisationFactory,
    PostFactory,
    RepresentativeFactory,
)
from tests.factories.people import PASSWORD, PersonFactory

NEW = {"name": "Nora New", "password": PASSWORD, "language": "sv", "time_zone": "Europe/Stockholm"}


@pytest.mark.django_db
def test_the_link_shows_who_invites_and_changes_nothing(client):
    invitation = InvitationFactory(token="t", post=Post.DEPUTY)

    page = client.get("/invitations/t/")

    assert invitation.organisation.name in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0") or "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


@pytest.mark.django_db
def test_accepting_signs_in_and_goes_on_in_the_chosen_language(client):
    InvitationFactory(token="t")

    answer = client.post("/invitations/t/", NEW)

    assert answer.url == "/sv/todo/"
    assert client.get("/account/").context["person"].name == "Nora New"


@pytest.mark.django_db
def test_what_was_invited_to_cannot_be_changed_by_the_form(client):
    invitation, other = InvitationFactory(token="t", post=Post.MEMBER), OrganisationFactory()
    more = {
        "role": "secretariat",
        "post": "representative",
        "organisation": other.pk,
        "organisation_id": other.pk,
        "email": "evil@hospes.example",
        "is_staff": "1",
        "is_superuser": "1",
    }

    client.post("/invitations/t/", NEW | more)

    person = Person.objects.get(name="Nora New")
    held = OrganisationPost.objects.get(person=person)
    assert (held.organisation, held.post, person.email) == (invitation.organisation, Post.MEMBER, invitation.email)
    assert roles_of(person) == frozenset()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["null", "0", "x" * 300, "%00", "t%00"])
def test_a_wrong_link_is_refused_calmly(client, token):
    InvitationFactory(token="t")

    for answer in (client.get(f"/invitations/{token}/"), client.post(f"/invitations/{token}/", NEW)):
        assert answer.status_code in (404, 410)
    assert not Person.objects.filter(name="Nora New").exists()


@pytest.mark.django_db
def test_somebody_else_is_told_whose_invitation_it_is_not(client):
    invitation = InvitationFactory(token="t")
    client.force_login(PersonFactory())

    page = client.post("/invitations/t/", NEW)

    assert page.status_code == 403
    assert invitation.email not in page.content.decode()
    assert not OrganisationPost.objects.exists()


@pytest.mark.django_db
def test_an_address_with_an_account_signs_in_first(client):
    InvitationFactory(token="t", email="known@hospes.example")
    PersonFactory(email="known@hospes.example")

    page = client.post("/invitations/t/", NEW)

    assert "/accounts/login/?next=/invitations/t/" in page.content.decode()
    assert not OrganisationPost.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["", "short", "password1234", "Nora New Nora"])
def test_a_weak_password_is_refused_and_the_typing_stays(client, password):
    InvitationFactory(token="t")

    page = client.post("/invitations/t/", NEW | {"password": password})

    assert page.context["form"].errors["password"]
    assert b'value="Nora New"' in page.content
    assert not Person.objects.filter(name="Nora New").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_wins():
    from django.test import Client

    InvitationFactory(token="t")
    statuses = []
    gate = threading.Barrier(2)

    def accept(name):
        gate.wait()
        statuses.append(Client().post("/invitations/t/", NEW | {"name": name}).status_code)
        connection.close()

    threads = [threading.Thread(target=accept, args=[name]) for name in ("First", "Second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses)[0] == 302
    assert statuses.count(302) == 1
    assert OrganisationPost.objects.count() == 1


# Those who invite


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "posts"),
    [
        ("representative", {"member", "deputy", "representative"}),
        ("deputy", {"member", "deputy"}),
        ("staff", set()),
        ("stranger", None),
        ("secretariat", {"member", "deputy", "representative"}),
        ("administrator", {"member", "deputy", "representative"}),
    ],
)
def test_everybody_sees_the_posts_they_may_give(client, who, posts):
    organisation = OrganisationFactory()
    person = {
        "representative": lambda: RepresentativeFactory(organisation=organisation).person,
        "deputy": lambda: DeputyFactory(organisation=organisation).person,
        "staff": lambda: PostFactory(organisation=organisation).person,
        "stranger": lambda: RepresentativeFactory().person,
        "secretariat": lambda: PersonFactory(secretariat=True),
        "administrator": lambda: PersonFactory(administrator=True),
    }[who]()
    client.force_login(person)

    page = client.get(f"/organisations/{organisation.slug}/people/")

    if posts is None:
        assert page.status_code == 404
    else:
        assert {post.value for post in page.context["posts_to_give"]} == posts
        assert client.get(f"/organisations/{organisation.slug}/invite/").status_code == (200 if posts else 404)


@pytest.mark.django_db
def test_a_stranger_neither_sends_again_nor_withdraws(client):
    invitation = InvitationFactory(email="canary@hospes.example")
    client.force_login(RepresentativeFactory().person)

    assert client.post(f"/invitations/{invitation.pk}/resend/").status_code == 404
    assert client.post(f"/invitations/{invitation.pk}/revoke/").status_code == 404
    assert Invitation.objects.filter(revoked_at=None).count() == 1


@pytest.mark.django_db
def test_a_representative_withdraws_an_invitation(client):
    post = RepresentativeFactory()
    invitation = InvitationFactory(organisation=post.organisation, token="t")
    client.force_login(post.person)

    client.post(f"/invitations/{invitation.pk}/revoke/")

    client.logout()
    assert client.post("/invitations/t/", NEW).status_code == 410


@pytest.mark.django_db
def test_a_deputy_cannot_send_a_higher_post_by_hand(client):
    post = DeputyFactory()
    client.force_login(post.person)

    page = client.post(
        f"/organisations/{post.organisation.slug}/invite/",
        {"email": "x@hospes.example", "post": "representative", "language": "en"},
    )

    assert page.context["form"].errors["post"]
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_administrators_invite_people_without_an_organisation(client):
    client.force_login(PersonFactory(administrator=True))
    client.post("/invite/", {"email": "new@hospes.example", "post": "member", "language": "en", "organisation": ""})

    assert Invitation.objects.get().organisation is None

    client.force_login(PersonFactory(role=PartnershipRole.SECRETARIAT))
    assert client.get("/invite/").status_code == 404


# Appointing and ending


@pytest.mark.django_db
def test_a_representative_hands_over_and_stays_in_the_history(client):
    post = RepresentativeFactory()
    colleague = PostFactory(organisation=post.organisation)
    client.force_login(post.person)
    people = f"/organisations/{post.organisation.slug}/people/"

    client.post(f"{people}{colleague.pk}/appoint/", {"post": "representative"})

    page = client.get(people)
    assert {(row.person, row.post) for row, _form in page.context["rows"]} == {
        (colleague.person, "representative"),
        (post.person, "member"),
    }
    assert {row.post for row in page.context["past"]} == {"representative", "member"}


@pytest.mark.django_db
def test_a_member_of_staff_leaves_but_ends_nobody_elses_post(client):
    own, other = PostFactory(), None
    other = PostFactory(organisation=own.organisation)
    client.force_login(own.person)
    people = f"/organisations/{own.organisation.slug}/people/"

    assert client.post(f"{people}{other.pk}/end/").status_code == 403
    assert client.post(f"{people}{own.pk}/end/").url == f"/organisations/{own.organisation.slug}/"
    assert client.get(people).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_people_of_an_organisation_cost_the_same_number_of_questions(client, count, django_assert_num_queries):
    organisation = OrganisationFactory()
    for _ in range(count):
        PostFactory(organisation=organisation)
        PostFactory(organisation=organisation, ended=True)
        InvitationFactory(organisation=organisation)
    client.force_login(PersonFactory(secretariat=True))

    with django_assert_num_queries(13):
        client.get(f"/organisations/{organisation.slug}/people/")
