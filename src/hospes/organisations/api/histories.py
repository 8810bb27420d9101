"""Whose history one may read here: as on the pages."""

from typing import cast

from django.http import Http404, HttpRequest

from hospes.journal.api import History, history_of
from hospes.organisations.api.acting import TokenRequest
from hospes.organisations.api.organisations import found
from hospes.organisations.rules import may_see_people
from hospes.people.rules import is_administrator, is_secretariat


@history_of("organisation")
def organisation(request: HttpRequest, organisation_id: int) -> History:
    """Names of staff stand in it: for colleagues, by a token that acts for the organisation, and for those above."""
    asked, one = cast(TokenRequest, request), found(organisation_id)
    reaches = one in asked.organisations or is_secretariat(asked.user) or is_administrator(asked.user)
    if not reaches or not may_see_people(asked.user, one):
        raise Http404
    return History(one)
