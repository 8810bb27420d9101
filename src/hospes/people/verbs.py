"""The journal's sentences for what is done with accounts."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.journal import phrases
from hospes.people.choices import PartnershipRole


def _role(facts: phrases.Facts) -> str:
    code = facts.get("role")
    return str(PartnershipRole(code).label) if code in PartnershipRole.values else str(code)


def _role_given(facts: phrases.Facts) -> str:
    return _("The role “%(role)s” was given.") % {"role": _role(facts)}


def _role_ended(facts: phrases.Facts) -> str:
    return _("The role “%(role)s” was ended.") % {"role": _role(facts)}


def _factor_added(facts: phrases.Facts) -> str:
    return _("A passkey was added.") if facts.get("kind") == "webauthn" else _("An authenticator app was added.")


def _factor_removed(facts: phrases.Facts) -> str:
    return _("A passkey was removed.") if facts.get("kind") == "webauthn" else _("The authenticator app was removed.")


phrases.add(
    {
        "person.added": gettext_lazy("The account was opened."),
        "person.profile_changed": gettext_lazy("The profile was changed."),
        "person.role_given": _role_given,
        "person.role_ended": _role_ended,
        "person.deactivated": gettext_lazy("The account was closed."),
        "person.reactivated": gettext_lazy("The account was opened again."),
        "person.signed_out_everywhere": gettext_lazy("All sessions were ended."),
        "person.signed_in_by_link": gettext_lazy("A one-time link was used to sign in."),
        "person.password_changed": gettext_lazy("The password was changed."),
        "person.token_made": gettext_lazy("A token for the API was made."),
        "person.token_revoked": gettext_lazy("A token for the API was withdrawn."),
        "person.erased": gettext_lazy("The account was erased."),
        "person.session_ended": gettext_lazy("A session was ended."),
        "person.factor_added": _factor_added,
        "person.factor_removed": _factor_removed,
        "person.recovery_codes_made": gettext_lazy("New recovery codes were made."),
        "person.recovery_code_used": gettext_lazy("A recovery code was used to sign in."),
        "person.second_factor_reset": gettext_lazy("The second factor was reset."),
        "person.address_changed": gettext_lazy("The e-mail address was changed."),
        "person.provider_connected": gettext_lazy("Another way to sign in was connected."),
        "person.provider_disconnected": gettext_lazy("Another way to sign in was disconnected."),
    }
)
