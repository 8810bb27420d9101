"""Whose history one may read here: as on the pages."""

from typing import cast

from django.http import Http404, HttpRequest

from hospes.journal.api import History, history_of
from hospes.matchmaking.api import introductions
from hospes.matchmaking.queries.entries import writable_entries
from hospes.matchmaking.rules.introductions import unnamed_to
from hospes.organisations.api.acting import TokenRequest


@history_of("entry")
def entry(request: HttpRequest, entry_id: int) -> History:
    asked = cast(TokenRequest, request)
    found = writable_entries(asked.user, asked.organisations).filter(pk=entry_id).first()
    if found is None:
        raise Http404
    return History(found)


@history_of("introduction")
def introduction(request: HttpRequest, introduction_id: int) -> History:
    asked = cast(TokenRequest, request)
    found = introductions.one(asked, introduction_id)
    return History(found, unnamed_to(asked.user, found))
