"""Invitations, and everything somebody could try with a link. See trust.md 2.6 for the list of attacks."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.core.tokens import hash_token
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.organisations import actions, queries, rules
from hospes.organisations.actions import AcceptanceRefusedError
from hospes.organisations.choices import InvitationState, Post
from hospes.organisations.models import Invitation, OrganisationPost
from hospes.people.actions import deactivate_person
from hospes.people.models import Person
from tests.factories.organisations import (
    DeputyFactory,
    InvitationFactory,
    OrganisationFactory,
    PostFactory,
    RepresentativeFactory,
)
from tests.factories.people import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

NEW = {"name": "Nora New", "password": PASSWORD, "language": "sv", "time_zone": "Europe/Stockholm"}


def token_in(mail):
    """The secret part of the link in a mail."""
    return mail.text.split("/invitations/")[1].split("/")[0]


def test_the_mail_holds_the_link_and_the_database_only_its_hash():
    organisation = OrganisationFactory()
    representative = RepresentativeFactory(organisation=organisation).person

    invitation = actions.invite(email="new@hospes.example", organisation=organisation, by=representative, language="fr")

    token = token_in(OutgoingMail.objects.get())
    assert invitation.token_hash == hash_token(token)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert OutgoingMail.objects.get().language == "fr"


def test_accepting_opens_the_account_with_the_post_that_was_invited_to():
    InvitationFactory(token="t", post=Post.DEPUTY, email="Nora@hospes.example")

    invitation = actions.accept_invitation_with_new_account("t", **NEW)

    person = Person.objects.get(email="Nora@hospes.example")
    post = OrganisationPost.objects.get(person=person)
    assert (post.organisation, post.post, person.language) == (invitation.organisation, Post.DEPUTY, "sv")


def test_a_link_works_once():
    InvitationFactory(token="t")
    actions.accept_invitation_with_new_account("t", **NEW)

    with pytest.raises(AcceptanceRefusedError) as refusal:
        actions.accept_invitation_with_new_account("t", **NEW)

    assert refusal.value.state == InvitationState.ACCEPTED


@pytest.mark.parametrize("token", ["", "null", "0", "None", "u", "t ", "T"])
def test_a_link_with_another_secret_opens_nothing(token):
    InvitationFactory(token="t")

    with pytest.raises(AcceptanceRefusedError):
        actions.accept_invitation_with_new_account(token, **NEW)

    assert not Person.objects.filter(name="Nora New").exists()


@pytest.mark.parametrize(
    ("trait", "state"), [("expired", InvitationState.EXPIRED), ("revoked", InvitationState.REVOKED)]
)
def test_expired_and_withdrawn_links_are_dead(trait, state):
    InvitationFactory(token="t", **{trait: True})

    with pytest.raises(AcceptanceRefusedError) as refusal:
        actions.accept_invitation_with_new_account("t", **NEW)

    assert refusal.value.state == state


def test_a_link_lasts_fourteen_days():
    secretary = PersonFactory(secretariat=True)
    with time_machine.travel(timezone.now() - timedelta(days=14, minutes=1)):
        actions.invite(email="new@hospes.example", organisation=OrganisationFactory(), by=secretary)

    with pytest.raises(AcceptanceRefusedError):
        actions.accept_invitation_with_new_account(token_in(OutgoingMail.objects.get()), **NEW)


def test_sending_again_kills_the_old_link():
    secretary = PersonFactory(secretariat=True)
    first = actions.invite(email="new@hospes.example", organisation=OrganisationFactory(), by=secretary)
    old = token_in(OutgoingMail.objects.get())

    actions.resend_invitation(first, by=secretary)

    with pytest.raises(AcceptanceRefusedError):
        actions.accept_invitation_with_new_account(old, **NEW)
    actions.accept_invitation_with_new_account(token_in(OutgoingMail.objects.latest("pk")), **NEW)


def test_sending_an_invitation_that_is_too_old_again_takes_the_old_one_off_the_list():
    old = InvitationFactory(expired=True)

    new = actions.resend_invitation(old, by=PersonFactory(secretariat=True))

    assert list(queries.invitations_of(old.organisation)) == [new]


def test_an_invitation_ends_with_the_power_of_whoever_invited():
    organisation = OrganisationFactory()
    post = RepresentativeFactory(organisation=organisation)
    InvitationFactory(token="t", organisation=organisation, invited_by=post.person)
    post.ended_on = timezone.localdate()
    post.save()

    with pytest.raises(AcceptanceRefusedError) as refusal:
        actions.accept_invitation_with_new_account("t", **NEW)

    assert refusal.value.state == InvitationState.INVITER_LEFT


def test_an_invitation_ends_when_whoever_invited_is_deactivated():
    invitation = InvitationFactory(token="t")
    deactivate_person(invitation.invited_by, by=PersonFactory(administrator=True))

    with pytest.raises(AcceptanceRefusedError):
        actions.accept_invitation_with_new_account("t", **NEW)


def test_somebody_else_who_is_signed_in_cannot_accept_and_leaves_the_link_alive():
    invitation = InvitationFactory(token="t")

    with pytest.raises(PermissionDenied):
        actions.accept_invitation("t", by=PersonFactory())

    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_the_invited_person_who_has_an_account_accepts_signed_in():
    person = PersonFactory(email="invited@hospes.example")
    invitation = InvitationFactory(token="t", email="Invited@hospes.example")

    actions.accept_invitation("t", by=person)

    assert rules.acts_for(person, invitation.organisation)


def test_nobody_invites_above_their_own_post():
    organisation = OrganisationFactory()
    deputy = DeputyFactory(organisation=organisation).person

    with pytest.raises(PermissionDenied):
        actions.invite(email="x@hospes.example", organisation=organisation, post=Post.REPRESENTATIVE, by=deputy)


@pytest.mark.parametrize("who", ["staff", "representative of another", "nobody"])
def test_those_who_do_not_speak_for_the_organisation_invite_nobody(who):
    organisation = OrganisationFactory()
    person = {
        "staff": lambda: PostFactory(organisation=organisation).person,
        "representative of another": lambda: RepresentativeFactory().person,
        "nobody": PersonFactory,
    }[who]()

    with pytest.raises(PermissionDenied):
        actions.invite(email="x@hospes.example", organisation=organisation, by=person)

    assert not Invitation.objects.exists()


def test_a_new_representative_leaves_the_earlier_one_a_member_of_staff():
    earlier = RepresentativeFactory()
    InvitationFactory(token="t", organisation=earlier.organisation, post=Post.REPRESENTATIVE)

    actions.accept_invitation_with_new_account("t", **NEW)

    earlier.refresh_from_db()
    assert earlier.ended_on == timezone.localdate()
    assert rules.post_of(earlier.person, earlier.organisation) == Post.MEMBER


def test_everything_is_in_the_journal():
    secretary = PersonFactory(secretariat=True)
    organisation = OrganisationFactory()
    first = actions.invite(email="new@hospes.example", organisation=organisation, by=secretary)
    second = actions.resend_invitation(first, by=secretary)
    actions.revoke_invitation(second, by=secretary)
    actions.invite(email="new@hospes.example", organisation=organisation, by=secretary)
    actions.accept_invitation_with_new_account(token_in(OutgoingMail.objects.latest("pk")), **NEW)

    verbs = list(JournalLine.objects.order_by("sequence").values_list("verb", flat=True))

    assert verbs == [
        "invitation.sent",
        "invitation.sent",
        "invitation.revoked",
        "invitation.sent",
        "person.added",
        "consent.given",
        "consent.given",
        "organisation.appointed",
        "invitation.accepted",
    ]
