"""The people of an organisation: who holds which post, who did, and giving and ending posts."""

from datetime import date
from functools import partial
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.organisations import actions, queries, rules
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.organisations.api.organisations import found
from hospes.organisations.choices import Post
from hospes.organisations.forms import AppointForm
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.rules import is_administrator, is_secretariat
from hospes.people.scopes import Scope

router = Router(tags=["people of an organisation"])


class PostShown(Shown):
    """A person's place in an organisation."""

    id: int
    person: int = Field(description="`id` of the person.")
    name: str
    post: Post
    started_on: date
    ended_on: date | None


class PostQuery(PageQuery):
    past: bool = Field(False, description="Posts that ended, instead of those held now.")


class Appointment(Body):
    post: Annotated[str, OneOf(*Post.values)] = Field(examples=["deputy"])


def with_people(request: HttpRequest, organisation_id: int) -> Organisation:
    """Colleagues, by a token for this organisation; the secretariat and administrators. For others there is nothing."""
    asked, organisation = with_token(request), found(organisation_id)
    reaches = organisation in asked.organisations or is_secretariat(asked.user) or is_administrator(asked.user)
    if not reaches or not rules.may_see_people(asked.user, organisation):
        raise Http404
    return organisation


@router.get(
    "/organisations/{int:organisation_id}/people",
    response=ListOf[PostShown],
    auth=Token(gate=with_people),
    summary="People of an organisation",
)
def post_list(request: TokenRequest, organisation_id: int, asked: Query[PostQuery]) -> ListOf[PostShown]:
    """The representative first, then the deputy, then the others by name."""
    organisation = gated(request, Organisation)
    rows = queries.past_posts_of(organisation) if asked.past else queries.posts_of(organisation)
    return page_of(rows, asked, request, lambda posts: [_shown(one) for one in posts], ListOf[PostShown])


def post_held(request: HttpRequest, organisation_id: int, post_id: int) -> OrganisationPost:
    held = queries.posts_of(with_people(request, organisation_id)).filter(pk=possible_id(post_id)).first()
    if held is None:
        raise Http404
    return held


@router.get(
    "/organisations/{int:organisation_id}/people/{int:post_id}",
    response=PostShown,
    auth=Token(gate=post_held),
    summary="One post",
)
def post_detail(request: TokenRequest, organisation_id: int, post_id: int, response: HttpResponse) -> PostShown:
    return tagged(response, _shown(gated(request, OrganisationPost)))


def to_appoint(request: HttpRequest, organisation_id: int, post_id: int) -> OrganisationPost:
    held = post_held(request, organisation_id, post_id)
    if not rules.posts_to_give(with_token(request).user, held.organisation):
        raise PermissionDenied
    return held


@router.post(
    "/organisations/{int:organisation_id}/people/{int:post_id}/appoint",
    response=PostShown,
    auth=Token(Scope.ORGANISATIONS, gate=to_appoint),
    summary="Give a colleague another post",
)
@transaction.atomic
def post_appoint(
    request: TokenRequest, organisation_id: int, post_id: int, body: Appointment, response: HttpResponse
) -> PostShown:
    """Up to one's own post. The post held now ends today; the answer is the new one."""
    held = _taken(request)
    posts = rules.posts_to_give(request.user, held.organisation)
    post = checked(partial(AppointForm, posts=posts), body)["post"]
    new = actions.appoint(held.person, held.organisation, post, by=request.user, acting_for=request.acting_for)
    return tagged(response, _shown(new))


@router.post(
    "/organisations/{int:organisation_id}/people/{int:post_id}/end",
    response=PostShown,
    auth=Token(Scope.ORGANISATIONS, gate=post_held),
    summary="End a post",
)
@transaction.atomic
def post_end(request: TokenRequest, organisation_id: int, post_id: int, response: HttpResponse) -> PostShown:
    """Whoever may give the post may end it, and everybody may leave."""
    held = _taken(request)
    actions.end_post(held, by=request.user, acting_for=request.acting_for)
    held.refresh_from_db(fields=["ended_on"])
    return tagged(response, _shown(held))


def _taken(request: TokenRequest) -> OrganisationPost:
    """What the gate found; with `If-Match` only as it was read."""
    held = gated(request, OrganisationPost)
    if "If-Match" in request.headers:
        held.refresh_from_db(from_queryset=OrganisationPost.objects.select_for_update())
        honour_match(request, _shown(held))
    return held


def _shown(post: OrganisationPost) -> PostShown:
    return PostShown(
        id=post.pk,
        person=post.person.pk,
        name=post.person.name,
        post=Post(post.post),
        started_on=post.started_on,
        ended_on=post.ended_on,
    )
