"""What accounts write to people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, Recipient, absolute
from hospes.people.models import Person

TOPIC = "account"


def reader(person: Person) -> Recipient:
    """A mail to a person, in their language and time zone."""
    return Recipient(person.email, person.name, person.language, person.time_zone)


def greeting(name: str) -> str:
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def one_time_link(person: Person, token: str) -> Letter:
    return Letter(
        subject=_("Your link to sign in"),
        greeting=greeting(person.name),
        paragraphs=[
            _("Open this link to sign in to Hospes without a password. It works once, and for 15 minutes."),
        ],
        buttons=[(_("Sign in"), absolute(reverse("people:link-use", args=[token])))],
        closing=_("If you did not ask for this link, you can ignore this mail. Nobody can sign in without it."),
        reason=_("You get this mail because somebody asked for a link to sign in with your address."),
    )


def password_reset(person: Person, path: str) -> Letter:
    return Letter(
        subject=_("Choose a new password"),
        greeting=greeting(person.name),
        paragraphs=[_("Open this link to choose a new password. It works once, and for one hour.")],
        buttons=[(_("Choose a new password"), absolute(path))],
        closing=_("If you did not ask for this, you can ignore this mail. Your password stays as it is."),
        reason=_("You get this mail because somebody asked for a new password for your address."),
    )


def password_changed(person: Person) -> Letter:
    return Letter(
        subject=_("Your password was changed"),
        greeting=greeting(person.name),
        paragraphs=[
            _("The password of your account was changed just now. All your other sessions have ended."),
            _("If you did not change it, ask for a new password at once, and tell us."),
        ],
        buttons=[(_("Choose a new password"), absolute(reverse("account_reset_password")))],
        reason=_("You get this mail because it concerns the safety of your account."),
    )
