"""What a token lets its program do, in a few words. A token never lets it do more than its owner may."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hospes.people.choices import PartnershipRole


class Scope(TextChoices):
    """One kind of thing that programs do. Every token reads."""

    READ = "read", _("Read what I may read")
    ENTRIES = "write:entries", _("Write offers, wishes and ideas")
    INTRODUCTIONS = "write:introductions", _("Answer introductions and write messages")
    ROUNDS = "write:rounds", _("Run rounds")
    ORGANISATIONS = "write:organisations", _("Look after organisations and their people")
    NEWS = "write:news", _("Write news and look after supporters")
    MODERATION = "moderation", _("Check entries and answer notices")
    PEOPLE = "people", _("See accounts, give roles and close accounts")
    ACCOUNT = "write:account", _("Change my profile and withdraw my tokens")


SCOPE_MEANING = {
    Scope.READ: _("Everything that you can open on the pages, for the organisation that the token names."),
    Scope.ENTRIES: _("Draft, change, send, pause, renew and withdraw entries, and answer questions about them."),
    Scope.INTRODUCTIONS: _(
        "Ask to be introduced, accept, decline, counter, write messages. Facilitators also propose and ask questions."
    ),
    Scope.ROUNDS: _("Open rounds, make plans, put pairs together or keep them apart, choose a plan, close."),
    Scope.ORGANISATIONS: _(
        "Change organisations, invite colleagues, give posts, describe regions. The secretariat also answers requests"
        " to join."
    ),
    Scope.NEWS: _("Draft, publish and withdraw news, and look after the supporters’ list."),
    Scope.MODERATION: _("Publish entries or send them back, confirm new words, read notices and decide on them."),
    Scope.PEOPLE: _("Read the list of accounts, give and end roles, close and open accounts."),
    Scope.ACCOUNT: _("Your name, language and time zone; the list of your tokens."),
}

# Offered to those who hold one of the roles; all other scopes to everybody.
_FOR_ROLES = {
    Scope.ROUNDS: {PartnershipRole.FACILITATOR, PartnershipRole.SECRETARIAT},
    Scope.NEWS: {PartnershipRole.SECRETARIAT},
    Scope.MODERATION: {PartnershipRole.FACILITATOR, PartnershipRole.SECRETARIAT},
    Scope.PEOPLE: {PartnershipRole.ADMINISTRATOR},
}


def scopes_for(roles: Iterable[PartnershipRole]) -> list[Scope]:
    """The scopes that are of use to somebody with these roles."""
    held = set(roles)
    return [scope for scope in Scope if scope not in _FOR_ROLES or held & _FOR_ROLES[scope]]


def in_order(scopes: Iterable[str]) -> list[str]:
    """Known scopes only, each once, in their usual order. Reading is always among them."""
    asked = {*scopes, Scope.READ.value}
    return [scope.value for scope in Scope if scope.value in asked]
