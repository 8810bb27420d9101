"""Who may take which list along. The rules are those of the pages."""

from hospes.matchmaking.rules.entries import may_moderate as may_check_entries
from hospes.moderation.rules import may_see_notices
from hospes.organisations.http import PublicRequest
from hospes.organisations.models import Organisation
from hospes.organisations.rules import may_see_join_requests, speaks_for
from hospes.people.rules import Visitor, is_secretariat, may_look_after_people


def anybody(request: PublicRequest) -> bool:
    return True


def signed_in(request: PublicRequest) -> bool:
    return request.user.is_authenticated


def acting(request: PublicRequest) -> bool:
    """Whoever acts for an organisation."""
    return request.acting_for is not None


def facilitators(request: PublicRequest) -> bool:
    return may_check_entries(request.user)


def notices(request: PublicRequest) -> bool:
    return may_see_notices(request.user)


def join_requests(request: PublicRequest) -> bool:
    return may_see_join_requests(request.user)


def secretariat(request: PublicRequest) -> bool:
    return is_secretariat(request.user)


def administrators(request: PublicRequest) -> bool:
    return may_look_after_people(request.user)


# A whole organisation


def may_take_along(person: Visitor, organisation: Organisation) -> bool:
    """Who speaks for the organisation, and the secretariat for those who ask it."""
    return speaks_for(person, organisation) or is_secretariat(person)


def may_remove(person: Visitor, organisation: Organisation) -> bool:
    """Taking an organisation out for good is left to the secretariat."""
    return is_secretariat(person)
