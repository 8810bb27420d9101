"""Inviting people, and what an invitation's link does. What was invited to cannot be changed by who accepts."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.core.tokens import new_token
from hospes.journal.actions import record
from hospes.mail.actions import post as post_letter
from hospes.organisations import letters, queries, rules
from hospes.organisations.actions.posts import place
from hospes.organisations.choices import InvitationState, Post
from hospes.organisations.models import Invitation, Organisation
from hospes.people.actions import add_person
from hospes.people.models import Person
from hospes.privacy.actions import accept_texts
from hospes.privacy.choices import How

# The address in rows whose owner was forgotten.
NOBODY = "erased@erased.invalid"

INVITATION_LASTS = timedelta(days=14)


class AcceptanceRefusedError(Exception):
    """The invitation cannot be accepted; `state` says why."""

    def __init__(self, state: InvitationState | None) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def invite(
    *,
    email: str,
    organisation: Organisation | None,
    by: Person,
    post: Post | str = Post.MEMBER,
    name: str = "",
    language: str = "en",
    acting_for: Organisation | None = None,
) -> Invitation:
    """Invite one address to one organisation and post, by mail. An earlier invitation of it is dead."""
    post = Post(post)
    if not rules.may_invite(by, organisation, post):
        raise PermissionDenied
    queries.invitations_of(organisation).filter(email__iexact=email.strip()).update(revoked_at=timezone.now())
    token, token_hash = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.strip(),
        name=name,
        post=post,
        language=language,
        token_hash=token_hash,
        invited_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    post_letter(
        lambda: letters.invitation(invitation, token),
        to=letters.invited(invitation),
        topic=letters.INVITATIONS,
        unsubscribe=False,
    )
    _record("invitation.sent", invitation, by=by, acting_for=acting_for)
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: Person, acting_for: Organisation | None = None) -> Invitation:
    """Send a new link. The old one is dead from now on."""
    if invitation.accepted_at is not None or not rules.may_revoke(by, invitation):
        raise PermissionDenied
    return invite(
        email=invitation.email,
        organisation=invitation.organisation,
        post=invitation.post,
        name=invitation.name,
        language=invitation.language,
        by=by,
        acting_for=acting_for,
    )


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Person, acting_for: Organisation | None = None) -> None:
    """Withdraw an invitation. Withdrawn or accepted already: nothing happens."""
    if not rules.may_revoke(by, invitation):
        raise PermissionDenied
    withdrawn = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if withdrawn.update(revoked_at=timezone.now()):
        _record("invitation.revoked", invitation, by=by, acting_for=acting_for)


@transaction.atomic
def accept_invitation(token: str, *, by: Person) -> Invitation:
    """A signed-in person accepts an invitation to their own address."""
    invitation = _take(token, by=by)
    if invitation.email.casefold() != by.email.casefold():
        # Undoes the taking: the link still works for the invited address.
        raise PermissionDenied
    return _settle(invitation, by)


@transaction.atomic
def accept_invitation_with_new_account(
    token: str, *, name: str, password: str, language: str, time_zone: str
) -> Invitation:
    """Open an account for the invited address and accept. The address proved itself by the link."""
    invitation = _take(token, by=None)
    person = add_person(
        email=invitation.email, name=name, password=password, language=language, time_zone=time_zone, by=None
    )
    accept_texts(person, language=language, how=How.INVITATION, by=person)
    return _settle(invitation, person)


def forget_invitations(person: Person) -> None:
    forget_invitations_to(person.email)


def forget_invitations_to(address: str) -> None:
    """Somebody is erased: open invitations to their address are dead, and none names them any more."""
    rows = Invitation.objects.filter(email__iexact=address)
    rows.filter(accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())
    rows.update(email=NOBODY, name="")


def _take(token: str, *, by: Person | None) -> Invitation:
    """Use the link up. Of two at the same instant one gets it, the other is told."""
    invitation = queries.invitation_by_token(token)
    state = queries.invitation_state(invitation) if invitation else None
    if invitation is None or state != InvitationState.OPEN:
        raise AcceptanceRefusedError(state)
    if invitation.organisation_id is not None:
        # Before the journal is taken, as everybody else does who gives a post there.
        Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    now = timezone.now()
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=now):
        raise AcceptanceRefusedError(InvitationState.ACCEPTED)
    invitation.accepted_at = now
    return invitation


def _settle(invitation: Invitation, person: Person) -> Invitation:
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_by"])
    if invitation.organisation is not None:
        place(person, invitation.organisation, Post(invitation.post), by=person)
    _record("invitation.accepted", invitation, by=person)
    return invitation


def _record(verb: str, invitation: Invitation, *, by: Person | None, acting_for: Organisation | None = None) -> None:
    record(
        verb,
        on=invitation.organisation or invitation,
        by=by,
        acting_for=acting_for,
        facts={"invitation": invitation.pk, "post": invitation.post},
    )
