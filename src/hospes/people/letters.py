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


# Second factors


def factor_added(person: Person, *, is_app: bool) -> Letter:
    return _about_safety(
        person,
        _("A second factor was added"),
        _("An authenticator app was added to your account. From now on we ask for its code when you sign in.")
        if is_app
        else _("A passkey was added to your account. You can sign in with it."),
        _("If this was not you, sign in at once, remove it and change your password."),
    )


def factor_removed(person: Person, *, is_app: bool) -> Letter:
    return _about_safety(
        person,
        _("A second factor was removed"),
        _("The authenticator app was removed from your account.")
        if is_app
        else _("A passkey was removed from your account."),
        _("If this was not you, change your password at once, and tell us."),
    )


def recovery_codes_made(person: Person) -> Letter:
    return _about_safety(
        person,
        _("You have new recovery codes"),
        _("New recovery codes were made for your account. The old ones no longer work."),
        _("If this was not you, change your password at once, and tell us."),
    )


def recovery_code_used(person: Person) -> Letter:
    return _about_safety(
        person,
        _("A recovery code was used"),
        _("Somebody used one of your recovery codes just now. It works no more."),
        _("If this was not you, change your password at once, and tell us."),
    )


def second_factor_reset(person: Person) -> Letter:
    return _about_safety(
        person,
        _("Your second factor was reset"),
        _(
            "An administrator removed all passkeys and the authenticator app from your account, and ended all your "
            "sessions. You sign in with your password or a link by mail, and can then set up a new one."
        ),
        _("If you did not ask for this, tell us at once."),
    )


def _about_safety(person: Person, subject: str, what: str, otherwise: str) -> Letter:
    return Letter(
        subject=subject,
        greeting=greeting(person.name),
        paragraphs=[what, otherwise],
        buttons=[(_("Look at your sign-in"), absolute(reverse("people:safety")))],
        reason=_("You get this mail because it concerns the safety of your account."),
    )


# A new address


def confirm_address(person: Person, path: str) -> Letter:
    return Letter(
        subject=_("Confirm your new address"),
        greeting=greeting(person.name),
        paragraphs=[
            _("Open this link to use this address for your account from now on. It works once, and for one hour."),
        ],
        buttons=[(_("Confirm this address"), absolute(path))],
        closing=_("If you did not ask for this, you can ignore this mail. Nothing changes."),
        reason=_("You get this mail because somebody wants to use your address for an account."),
    )


def address_taken(person: Person) -> Letter:
    return Letter(
        subject=_("You already have an account"),
        greeting=greeting(person.name),
        paragraphs=[
            _(
                "Somebody wanted to use this address for another account. You already have one with it, so nothing "
                "changes."
            ),
            _("If this was you, sign in with this address."),
        ],
        buttons=[(_("Sign in"), absolute(reverse("account_login")))],
        reason=_("You get this mail because somebody wants to use your address for an account."),
    )


def new_address_asked(person: Person, new: str) -> Letter:
    return Letter(
        subject=_("Your address is about to change"),
        greeting=greeting(person.name),
        paragraphs=[
            _(
                "Somebody asked to use the address %(address)s for your account. It changes when the link that we sent "
                "there is opened."
            )
            % {"address": new},
            _("If this was not you, change your password now: then that link is dead."),
        ],
        buttons=[(_("Change your password"), absolute(reverse("account_change_password")))],
        reason=_("You get this mail because it concerns the safety of your account."),
    )


def address_changed(person: Person, new: str) -> Letter:
    return Letter(
        subject=_("Your address was changed"),
        greeting=greeting(person.name),
        paragraphs=[
            _("Your account now has the address %(address)s. You sign in with that one, and all mails go there.")
            % {"address": new},
            _("If this was not you, tell us at once."),
        ],
        buttons=[(_("Write to us"), absolute("/contact/"))],
        reason=_("You get this mail because it concerns the safety of your account."),
    )


# Other providers


def provider_connected(person: Person, name: str) -> Letter:
    return _about_safety(
        person,
        _("A way to sign in was added"),
        _("You can now sign in to your account with %(provider)s.") % {"provider": name},
        _("If this was not you, sign in at once and disconnect it."),
    )


def provider_disconnected(person: Person, name: str) -> Letter:
    return _about_safety(
        person,
        _("A way to sign in was removed"),
        _("%(provider)s no longer signs in to your account.") % {"provider": name},
        _("If this was not you, change your password at once, and tell us."),
    )
