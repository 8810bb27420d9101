"""Supporters: shown to everybody, looked after by the secretariat."""

from functools import partial
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status
from pydantic import ConfigDict

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of_sequence
from hospes.core.api.shapes import Shown, possible_id, sent_in
from hospes.core.api.tags import honour_match, require_match, tagged
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.organisations.api.membership import picture_in
from hospes.outreach import actions, queries, rules
from hospes.outreach.forms import SupporterForm
from hospes.outreach.models import Supporter
from hospes.people.scopes import Scope
from hospes.reference.choices import SupporterCategory

router = Router(tags=["supporters"])


class SupporterListed(Shown):
    """A supporter as its page shows it: an organisation here, or any other."""

    category: str = Field(examples=[SupporterCategory.values[0]])
    name: str
    url: str = Field(description="Its website, or its page here.")
    is_here: bool = Field(description="It is an organisation of this directory.")
    logo: str | None
    logo_alt: str
    id: int | None = Field(description="Of those that are no organisation here.")


class SupporterShown(Shown):
    """A supporter that is no organisation here."""

    id: int
    name: str
    category: str = Field(examples=[SupporterCategory.values[0]])
    website: str
    order: int = Field(description="Smaller numbers come first under a heading.")
    logo: str | None
    logo_alt: str


class SupporterChanges(Body):
    """Fields left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"example": {"order": 10}})

    name: str = Field("", min_length=1, max_length=200, examples=["Nordic Timber"])
    category: Annotated[str, OneOf(*SupporterCategory.values)] = Field("")
    website: str = Field("", max_length=300, examples=["https://timber.example"])
    order: int = Field(100, ge=1, le=9999)
    logo: str | None = Field(None, description="PNG, JPEG, WebP or GIF in Base64.")
    logo_alt: str = Field("", max_length=200, description="The logo in words.")


class NewSupporter(SupporterChanges):
    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "Nordic Timber", "category": SupporterCategory.values[0]}}
    )

    name: str = Field(min_length=1, max_length=200)
    category: Annotated[str, OneOf(*SupporterCategory.values)]


@router.get("/supporters", response=ListOf[SupporterListed], summary="Supporters")
def supporter_list(request: ApiRequest, asked: Query[PageQuery]) -> ListOf[SupporterListed]:
    """Under their headings, as the page shows them."""
    groups = queries.supporters_by_category()
    rows = [(group.category, one) for group in groups for one in group.supporters]
    return page_of_sequence(rows, asked, request, lambda some: [_listed(*one) for one in some], ListOf[SupporterListed])


@router.get("/supporters/{int:supporter_id}", response=SupporterShown, summary="One supporter")
def supporter_detail(request: ApiRequest, supporter_id: int, response: HttpResponse) -> SupporterShown:
    return tagged(response, _shown(_found(supporter_id)))


def may_look_after(request: HttpRequest) -> None:
    if not rules.may_look_after_supporters(with_token(request).user):
        raise PermissionDenied


@router.post(
    "/supporters",
    response={201: SupporterShown},
    auth=Token(Scope.NEWS, gate=may_look_after),
    summary="Add a supporter",
)
def supporter_add(request: TokenRequest, body: NewSupporter, response: HttpResponse) -> Status[SupporterShown]:
    """For the secretariat."""
    supporter = actions.add_supporter(by=request.user, **_values(sent_in(body)))
    response["Location"] = f"{request.path}/{supporter.pk}"
    return Status(201, tagged(response, _shown(supporter)))


def to_look_after(request: HttpRequest, supporter_id: int) -> Supporter:
    supporter = _found(supporter_id)
    may_look_after(request)
    return supporter


@router.patch(
    "/supporters/{int:supporter_id}",
    response=SupporterShown,
    auth=Token(Scope.NEWS, gate=to_look_after),
    summary="Change a supporter",
)
@transaction.atomic
def supporter_change(
    request: TokenRequest, supporter_id: int, body: SupporterChanges, response: HttpResponse
) -> SupporterShown:
    """For the secretariat. Send only what changes, with the ETag in `If-Match`."""
    supporter = _held(request)
    require_match(request, _shown(supporter))
    actions.change_supporter(supporter, by=request.user, **_values(sent_in(body), supporter))
    return tagged(response, _shown(supporter))


@router.post(
    "/supporters/{int:supporter_id}/remove",
    response={204: None},
    auth=Token(Scope.NEWS, gate=to_look_after),
    summary="Remove a supporter",
)
@transaction.atomic
def supporter_remove(request: TokenRequest, supporter_id: int) -> Status[None]:
    """For the secretariat. With `If-Match`: only what was read."""
    supporter = _held(request)
    honour_match(request, _shown(supporter))
    actions.remove_supporter(supporter, by=request.user)
    return Status(204, None)


def _found(supporter_id: int) -> Supporter:
    supporter = Supporter.objects.filter(pk=possible_id(supporter_id)).first()
    if supporter is None:
        raise Http404
    return supporter


def _held(request: TokenRequest) -> Supporter:
    """Removed meanwhile by somebody else: there is none."""
    supporter = Supporter.objects.select_for_update().filter(pk=gated(request, Supporter).pk).first()
    if supporter is None:
        raise Http404
    return supporter


def _values(sent: dict[str, Any], supporter: Supporter | None = None) -> Any:
    """Checked by the form of the page. What was not sent is as it is now."""
    fields = ("name", "category", "website", "order", "logo_alt")
    now = {name: getattr(supporter, name) for name in fields} if supporter else {"order": 100}
    picture = picture_in(sent.get("logo"))
    form = partial(SupporterForm, supporter=supporter)
    return cleaned(form(now | sent, {"logo": picture} if picture else {}))


def _listed(category: SupporterCategory, one: queries.Shown) -> SupporterListed:
    logo: Any = one.logo
    return SupporterListed(
        category=category,
        name=one.name,
        url=one.url,
        is_here=one.is_here,
        logo=logo.url if logo else None,
        logo_alt=one.logo_alt,
        id=one.id,
    )


def _shown(supporter: Supporter) -> SupporterShown:
    return SupporterShown(
        id=supporter.pk,
        name=supporter.name,
        category=supporter.category,
        website=supporter.website,
        order=supporter.order,
        logo=supporter.logo.url if supporter.logo else None,
        logo_alt=supporter.logo_alt,
    )
