"""What one is told of: saved searches, and how each kind of mail comes. One's own, and nobody else's."""

from datetime import datetime
from functools import partial
from typing import Annotated

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status
from pydantic import ConfigDict

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked, cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import Shown, possible_id, sent_in
from hospes.core.api.tags import honour_match, require_match, tagged
from hospes.following.actions import readers
from hospes.following.actions import searches as actions
from hospes.following.choices import Rhythm
from hospes.following.forms import NO_DIGEST, NotificationsForm, SearchForm, initial
from hospes.following.models import SavedSearch
from hospes.following.queries import notifications, searches
from hospes.mail.choices import Way
from hospes.mail.topics import Topic
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.models import Person
from hospes.people.scopes import Scope

router = Router(tags=["what I am told"])


class SearchShown(Shown):
    """A search of the catalogue that one wants to be told of."""

    id: int
    name: str = Field(examples=["Timber in the north"])
    query: str = Field(description="As the catalogue's address says it.", examples=["kind=offer&country=NO"])
    rhythm: Rhythm
    created_at: datetime
    told_up_to: datetime
    paused_at: datetime | None


class NewSearch(Body):
    name: str = Field(min_length=1, max_length=80, examples=["Timber in the north"])
    query: str = Field(
        "",
        max_length=1000,
        description="As the catalogue's address says it; empty for everything.",
        examples=["kind=offer"],
    )
    rhythm: Annotated[str, OneOf(*Rhythm.values)] = Field("weekly")


class SearchChanges(Body):
    """Fields left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"example": {"rhythm": "daily"}})

    name: str = Field("", min_length=1, max_length=80)
    rhythm: Annotated[str, OneOf(*Rhythm.values)] = Field("weekly")


class MailsShown(Shown):
    """How the digest and each kind of mail come."""

    digest: str = Field(description="`weekly`, `daily` or `none`.", examples=["weekly"])
    kinds: dict[str, str] = Field(
        description="By kind of mail: `at_once`, `digest` or `never`.", examples=[{"news": "digest"}]
    )


class MailChanges(Body):
    """Kinds left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"example": {"digest": "daily", "kinds": {"news": "never"}}})

    digest: Annotated[str, OneOf(*Rhythm.values, NO_DIGEST)] = Field("weekly")
    kinds: dict[str, Annotated[str, OneOf(*Way.values)]] = Field({}, max_length=60)


@router.get("/me/searches", response=ListOf[SearchShown], auth=Token(), summary="My saved searches")
def search_list(request: TokenRequest, asked: Query[PageQuery]) -> ListOf[SearchShown]:
    """The newest first."""
    rows = searches.searches_of_person(request.user)
    return page_of(rows, asked, request, lambda some: [_shown(one) for one in some], ListOf[SearchShown])


@router.post("/me/searches", response={201: SearchShown}, auth=Token(Scope.ACCOUNT), summary="Save a search")
def search_save(request: TokenRequest, body: NewSearch, response: HttpResponse) -> Status[SearchShown]:
    """Saved a second time, it takes the new name and rhythm."""
    values = checked(SearchForm, body)
    saved = actions.save_search(searches.wanted_of(body.query), by=request.user, **values)
    response["Location"] = f"{request.path}/{saved.pk}"
    return Status(201, tagged(response, _shown(saved)))


def own(request: HttpRequest, search_id: int) -> SavedSearch:
    rows = searches.searches_of_person(with_token(request).user)
    search = rows.filter(pk=possible_id(search_id)).first()
    if search is None:
        raise Http404
    return search


@router.get(
    "/me/searches/{int:search_id}", response=SearchShown, auth=Token(gate=own), summary="One of my saved searches"
)
def search_detail(request: TokenRequest, search_id: int, response: HttpResponse) -> SearchShown:
    return tagged(response, _shown(gated(request, SavedSearch)))


@router.patch(
    "/me/searches/{int:search_id}",
    response=SearchShown,
    auth=Token(Scope.ACCOUNT, gate=own),
    summary="Change a saved search",
)
@transaction.atomic
def search_change(request: TokenRequest, search_id: int, body: SearchChanges, response: HttpResponse) -> SearchShown:
    """Send only what changes, with the ETag in `If-Match`."""
    search = _held(request)
    require_match(request, _shown(search))
    values = cleaned(SearchForm({"name": search.name, "rhythm": search.rhythm} | sent_in(body)))
    actions.change_search(search, by=request.user, **values)
    return tagged(response, _shown(search))


@router.post(
    "/me/searches/{int:search_id}/pause",
    response=SearchShown,
    auth=Token(Scope.ACCOUNT, gate=own),
    summary="Pause a saved search",
)
@transaction.atomic
def search_pause(request: TokenRequest, search_id: int, response: HttpResponse) -> SearchShown:
    search = _matched(request)
    actions.pause_search(search, by=request.user)
    return tagged(response, _shown(own(request, search_id)))


@router.post(
    "/me/searches/{int:search_id}/resume",
    response=SearchShown,
    auth=Token(Scope.ACCOUNT, gate=own),
    summary="Go on with a saved search",
)
@transaction.atomic
def search_resume(request: TokenRequest, search_id: int, response: HttpResponse) -> SearchShown:
    """From now: what came during the pause is not told."""
    search = _matched(request)
    actions.resume_search(search, by=request.user)
    return tagged(response, _shown(own(request, search_id)))


@router.post(
    "/me/searches/{int:search_id}/remove",
    response={204: None},
    auth=Token(Scope.ACCOUNT, gate=own),
    summary="Remove a saved search",
)
@transaction.atomic
def search_remove(request: TokenRequest, search_id: int) -> Status[None]:
    actions.remove_search(_matched(request), by=request.user)
    return Status(204, None)


@router.get("/me/mails", response=MailsShown, auth=Token(), summary="How mails come to me")
def mails(request: TokenRequest, response: HttpResponse) -> MailsShown:
    """Mails that always come are not listed."""
    return tagged(response, _mails(request.user))


@router.patch("/me/mails", response=MailsShown, auth=Token(Scope.ACCOUNT), summary="Choose how mails come to me")
@transaction.atomic
def mails_change(request: TokenRequest, body: MailChanges, response: HttpResponse) -> MailsShown:
    """Send only what changes, with the ETag in `If-Match`."""
    Person.objects.select_for_update().get(pk=request.user.pk)
    require_match(request, _mails(request.user))
    topics = notifications.topics_for(request.user)
    _refuse_unknown(body, topics)
    rhythm, ways = notifications.chosen_by(request.user)
    asked = ways | {code: Way(way) for code, way in body.kinds.items()}
    now = initial(body.digest if "digest" in sent_in(body) else rhythm, asked)
    form = partial(NotificationsForm, topics=topics)(now)
    cleaned(form)
    readers.choose_mails(request.user, rhythm=form.chosen_rhythm, ways=form.ways, by=request.user)
    return tagged(response, _mails(request.user))


def _refuse_unknown(body: MailChanges, topics: list[Topic]) -> None:
    """Each kind of mail says in which ways it can come."""
    ways = {topic.code: topic.ways for topic in topics}
    errors = {}
    for code, way in body.kinds.items():
        if code not in ways:
            errors[f"kinds.{code[:60]}"] = [_("There is no such choice: %(code)s") % {"code": code[:60]}]
        elif Way(way) not in ways[code]:
            expected = ", ".join(one.value for one in Way if one in ways[code])
            errors[f"kinds.{code}"] = [_("Choose one of these: %(expected)s.") % {"expected": expected}]
    if errors:
        raise invalid(errors)


def _held(request: TokenRequest) -> SavedSearch:
    search = gated(request, SavedSearch)
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("reader")
    search.refresh_from_db(from_queryset=rows)
    return search


def _matched(request: TokenRequest) -> SavedSearch:
    """With `If-Match` only as it was read."""
    search = _held(request)
    honour_match(request, _shown(search))
    return search


def _mails(person: Person) -> MailsShown:
    rhythm, ways = notifications.chosen_by(person)
    return MailsShown(digest=rhythm or NO_DIGEST, kinds={code: way.value for code, way in ways.items()})


def _shown(search: SavedSearch) -> SearchShown:
    return SearchShown(
        id=search.pk,
        name=search.name,
        query=search.query,
        rhythm=Rhythm(search.rhythm),
        created_at=search.created_at,
        told_up_to=search.told_up_to,
        paused_at=search.paused_at,
    )
