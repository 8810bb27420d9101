"""People: everybody with an account, those of one organisation, invitations, one's own tokens."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import Column, coded, flat, label_of, moment, several, text
from hospes.organisations import queries as organisation_queries
from hospes.organisations.choices import Post
from hospes.organisations.http import PublicRequest
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.organisations.rules import may_invite, may_see_people
from hospes.people import queries
from hospes.people.choices import PartnershipRole
from hospes.people.models import Person
from hospes.reference.languages import language_name

PEOPLE = flat(
    text("id", _("Number")),
    text("name", _("Name")),
    text("email", _("E-mail address")),
    coded("language", _("Language"), language_name),
    Column("is_active", _("May sign in"), lambda row: row.is_active),
    several("roles", _("Roles"), label_of(PartnershipRole), lambda row: [held.role for held in row.roles_now]),
    moment("created_at", _("Account opened")),
)
POSTS = flat(
    text("name", _("Name"), lambda row: row.person.name),
    coded("post", _("Post"), label_of(Post)),
    text("started_on", _("From")),
    text("ended_on", _("To")),
)
INVITATIONS = flat(
    text("name", _("Name")),
    text("email", _("E-mail address")),
    coded("post", _("Post"), label_of(Post)),
    text("invited_by", _("Invited by"), lambda row: row.invited_by.name if row.invited_by else ""),
    moment("created_at", _("Invited")),
    moment("expires_at", _("Link ends")),
)
TOKENS = flat(
    text("name", _("Name")),
    text("organisation", _("Organisation"), lambda row: row.organisation.name if row.organisation else ""),
    text("scopes", _("What it may do"), lambda row: " ".join(row.scopes)),
    moment("created_at", _("Made")),
    moment("expires_at", _("Works until")),
    text("last_used_on", _("Last used")),
    moment("revoked_at", _("Withdrawn")),
)


def _people(request: PublicRequest) -> Any:
    return queries.people(request.GET.get("search", "")[:200].replace("\x00", ""))


def _organisation(request: PublicRequest) -> Organisation:
    organisation = get_object_or_404(Organisation, slug=request.GET.get("of", "")[:80].replace("\x00", ""))
    if not may_see_people(request.user, organisation):
        raise Http404
    return organisation


def _posts(request: PublicRequest) -> Any:
    """Those of today first, then those that ended."""
    organisation = _organisation(request)
    now = organisation_queries.posts_of(organisation)
    past: list[OrganisationPost] = list(organisation_queries.past_posts_of(organisation))
    return [*now, *past]


def _invitations(request: PublicRequest) -> Any:
    """Those into an organisation; for administrators also those into none."""
    if "of" in request.GET:
        return organisation_queries.invitations_of(_organisation(request))
    if not may_invite(request.user, None):
        raise Http404
    return organisation_queries.invitations_of(None)


def _tokens(request: PublicRequest) -> Any:
    return queries.tokens_of(request.user) if isinstance(request.user, Person) else []


register.add(
    register.Table(
        "people", _("People and roles"), _people, register.always(PEOPLE), rules.administrators, is_personal=True
    )
)
register.add(
    register.Table(
        "organisation-people", _("People"), _posts, register.always(POSTS), rules.signed_in, is_personal=True
    )
)
register.add(
    register.Table(
        "invitations",
        _("Invitations"),
        _invitations,
        register.always(INVITATIONS),
        rules.signed_in,
        is_personal=True,
    )
)
register.add(
    register.Table("my-tokens", _("Tokens for your own programs"), _tokens, register.always(TOKENS), rules.signed_in)
)
