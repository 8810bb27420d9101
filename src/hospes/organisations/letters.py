"""What organisations and the secretariat write: invitations, and answers to requests to join."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, Recipient, absolute
from hospes.organisations.choices import Post
from hospes.organisations.models import Invitation, JoinRequest
from hospes.people.letters import greeting

INVITATIONS = "invitations"
JOINING = "joining"


def invited(invitation: Invitation) -> Recipient:
    return Recipient(invitation.email, invitation.name, invitation.language)


def asker(request: JoinRequest) -> Recipient:
    return Recipient(request.contact_email, request.contact_name, request.contact_language)


def invitation(invitation: Invitation, token: str) -> Letter:
    organisation = invitation.organisation
    facts = [(_("Valid until"), formats.date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT"))]
    if organisation is not None:
        facts = [
            (_("Organisation"), organisation.name),
            (_("Your post"), str(Post(invitation.post).label)),
            *facts,
        ]
        subject = _("You are invited to work for %(organisation)s on Hospes") % {"organisation": organisation.name}
    else:
        subject = _("You are invited to Hospes")
    inviter = invitation.invited_by
    paragraphs = []
    if inviter is not None:
        paragraphs.append(_("%(name)s invites you to Hospes.") % {"name": inviter.name})
    paragraphs.append(
        _(
            "Hospes is where the partnership’s regions find each other: who can host, who wants to come,"
            " and who could fit."
        )
    )
    return Letter(
        subject=subject,
        greeting=greeting(invitation.name),
        paragraphs=paragraphs,
        facts=facts,
        buttons=[
            (_("Look at the invitation"), absolute(reverse("organisations:invitation-accept", args=[token]))),
        ],
        closing=_("The link is for you alone. Please do not forward this mail."),
        reason=_("You get this mail because a person with an account typed your address."),
    )


def join_received(request: JoinRequest) -> Letter:
    return Letter(
        subject=_("We have your request to join"),
        greeting=greeting(request.contact_name),
        paragraphs=[
            _("Thank you for your interest in the partnership. The secretariat has received your request."),
            _("You get an answer by mail, as a rule within two weeks. You do not have to do anything now."),
        ],
        facts=[(_("Organisation"), request.name)],
        reason=_("You get this mail because this address was typed into the form to join."),
    )


def join_accepted(request: JoinRequest, words: str) -> Letter:
    return Letter(
        subject=_("Welcome to the partnership"),
        greeting=greeting(request.contact_name),
        paragraphs=[
            _("The secretariat has accepted your request. %(organisation)s is now a member.")
            % {"organisation": request.name},
            _("A second mail invites you to open your account as the representative of your organisation."),
        ],
        quote=words,
        reason=_("You get this mail because your organisation asked to join."),
    )


def join_declined(request: JoinRequest) -> Letter:
    return Letter(
        subject=_("Your request to join"),
        greeting=greeting(request.contact_name),
        paragraphs=[
            _("Thank you for your interest in the partnership. The secretariat cannot accept your request now."),
            _("This is the reason:"),
        ],
        facts=[(_("Organisation"), request.name)],
        quote=request.reason,
        closing=_("Things change. You are welcome to ask again. Everything public on Hospes stays open to you."),
        reason=_("You get this mail because your organisation asked to join."),
    )
