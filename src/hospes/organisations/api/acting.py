"""Who asks, and for which organisation they act: the first question of every request to the API."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hospes.core.api import pace
from hospes.core.api.problems import ProblemError
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.api.tokens import recognise
from hospes.people.models import ApiToken, Person
from hospes.people.rules import Visitor


class ApiRequest(HttpRequest):
    """A request that came through the door. `organisations` holds the one acted for, or nothing."""

    user: Visitor
    acting_for: Organisation | None
    organisations: list[Organisation]


class TokenRequest(ApiRequest):
    """A request with a token."""

    user: Person


def with_token(request: HttpRequest) -> TokenRequest:
    """What a gate may count on: it is asked only when somebody is there."""
    return cast(TokenRequest, request)


def who_asks(request: HttpRequest) -> None:
    """Put the person and the organisation on the request. A token reaches no other organisation of its owner."""
    try:
        token = recognise(request)
    except ProblemError:
        # Whoever tries tokens counts as a visitor from their address.
        pace.keep(request, None)
        raise
    pace.keep(request, token.pk if token else None)
    acting_for = _organisation_of(token) if token else None
    request.acting_for = acting_for  # type: ignore[attr-defined]
    request.organisations = [acting_for] if acting_for else []  # type: ignore[attr-defined]


def _organisation_of(token: ApiToken) -> Organisation | None:
    """The token's own; one's first where it names none, as on the pages. After leaving: nobody's."""
    if token.organisation is None:
        return Organisation.objects.acted_for_by(token.person).order_by("name", "pk").first()
    return token.organisation if acts_for(token.person, token.organisation) else None


def must_act_for(request: TokenRequest) -> Organisation:
    if request.acting_for is None:
        raise ProblemError(
            "forbidden", _("Your token acts for no organisation. Make one that does, on your account's page.")
        )
    return request.acting_for
