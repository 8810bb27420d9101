"""The mail that invites somebody to host."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient, absolute
from hospes.people.letters import greeting
from hospes.radar import phrases
from hospes.radar.models import GapInvitation
from hospes.radar.rules import invitation_token

GAPS = "gaps"
topics.add({GAPS: gettext_lazy("Invitations to host groups that found no place")}, ways=topics.ANSWERS)


def post_invitation(invitation: GapInvitation) -> None:
    post(
        lambda: _letter(invitation),
        to=Recipient(invitation.email, language=invitation.language),
        topic=GAPS,
        key=mail_key(invitation),
    )


def mail_key(invitation: GapInvitation) -> str:
    return f"gap-invitation-{invitation.key}"


def _letter(invitation: GapInvitation) -> Letter:
    paragraphs = [_who_asks(invitation), phrases.sentence(invitation.offer, invitation.promised, for_members=True)]
    paragraphs.append(
        _(
            "The link opens a form that is filled in already. You change what you like."
            " Nothing is published before you send it."
        )
    )
    return Letter(
        subject=phrases.headline(invitation.offer, invitation.promised),
        greeting=greeting(""),
        paragraphs=paragraphs,
        facts=[
            *phrases.facts(invitation.offer, for_members=True),
            (_("Valid until"), formats.date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT")),
        ],
        buttons=[(_("Look at it"), link(invitation))],
        closing=_("If this is nothing for you, you need not do anything. Nobody writes to you again because of it."),
        reason=_("You get this mail because a person with an account typed your address. It is deleted after 90 days."),
    )


def _who_asks(invitation: GapInvitation) -> str:
    if invitation.acting_for is not None:
        name = {"organisation": invitation.acting_for.name}
        return _("%(organisation)s asks whether you could host people from other regions of Europe.") % name
    return _("Our partnership of regions asks whether you could host people from other regions of Europe.")


def link(invitation: GapInvitation) -> str:
    return absolute(reverse("radar:invited", args=[invitation_token(invitation)]), invitation.language)
