"""The directory of organisations: read by anybody, changed by those who act for one."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router

from hospes.core.api.auth import Token, gated
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import require_match, tagged
from hospes.organisations import actions, queries
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.organisations.api.changes import OrganisationChanges, values_of
from hospes.organisations.choices import Membership
from hospes.organisations.models import Accreditation, Organisation
from hospes.organisations.rules import may_edit
from hospes.people.rules import is_secretariat
from hospes.people.scopes import Scope
from hospes.reference.api import CountryCode, RegionCode
from hospes.reference.choices import OrganisationKind

router = Router(tags=["organisations"])


class OrganisationBrief(Shown):
    """An organisation where something else is shown."""

    id: int
    key: str = Field(description="Names the organisation in market files and in the places an entry seeks.")
    name: str
    country: str = Field(examples=["SE"])
    territory: str = Field(description="Code of its region, or empty.", examples=["SE232"])


class AccreditationShown(Shown):
    number: str
    field: str
    year: int | None
    status: str


class OrganisationShown(OrganisationBrief):
    """An organisation as its public page shows it."""

    slug: str
    kind: OrganisationKind
    town: str
    website: str
    about: str
    about_language: str
    languages: list[str]
    oid: str
    pic: str
    in_earlall: bool
    membership: Membership
    member_since: date | None
    supporter_category: str
    logo: str | None = Field(description="Address of the logo.")
    logo_alt: str
    changed_at: datetime
    accreditations: list[AccreditationShown]


class OrganisationQuery(PageQuery):
    kind: list[OrganisationKind] = []
    country: list[CountryCode] = []
    membership: list[Membership] = []
    territory: RegionCode | None = Field(None, description="Organisations of this region and of its parts.")
    search: str = Field("", max_length=200, description="Words of the name, the town, the OID or the PIC.")


@router.get("/organisations", response=ListOf[OrganisationShown], summary="Organisations by name")
def organisation_list(request: ApiRequest, asked: Query[OrganisationQuery]) -> ListOf[OrganisationShown]:
    filters = queries.Filters(
        search=asked.search,
        kinds=tuple(kind.value for kind in asked.kind),
        countries=tuple(asked.country),
        memberships=tuple(membership.value for membership in asked.membership),
    )
    rows = queries.directory(filters)
    if asked.territory:
        rows = rows.within(asked.territory)
    rows = rows.prefetch_related("accreditations")
    return page_of(rows, asked, request, lambda found: [shown(one) for one in found], ListOf[OrganisationShown])


@router.get("/organisations/{int:organisation_id}", response=OrganisationShown, summary="One organisation")
def organisation_detail(request: ApiRequest, organisation_id: int, response: HttpResponse) -> OrganisationShown:
    return tagged(response, shown(found(organisation_id)))


def editable(request: HttpRequest, organisation_id: int) -> Organisation:
    """A token writes for its own organisation only, whatever else its owner may do on the pages."""
    asked, organisation = with_token(request), found(organisation_id)
    is_own = asked.acting_for is not None and asked.acting_for.pk == organisation.pk
    if not (is_own or is_secretariat(asked.user)) or not may_edit(asked.user, organisation):
        raise PermissionDenied
    return organisation


@router.patch(
    "/organisations/{int:organisation_id}",
    response=OrganisationShown,
    auth=Token(Scope.ORGANISATIONS, gate=editable),
    summary="Change an organisation",
)
def organisation_change(
    request: TokenRequest, organisation_id: int, body: OrganisationChanges, response: HttpResponse
) -> OrganisationShown:
    """One's own, or any for the secretariat. Send only what changes, with the ETag in `If-Match`."""
    organisation = gated(request, Organisation)
    with transaction.atomic():
        hold(organisation)
        require_match(request, shown(organisation))
        values = values_of(body, organisation, is_secretariat=is_secretariat(request.user))
        actions.change_organisation(organisation, by=request.user, acting_for=request.acting_for, **values)
    return tagged(response, shown(organisation))


def found(organisation_id: int) -> Organisation:
    """Organisations are public: anybody may find them."""
    organisation = queries.directory().filter(pk=possible_id(organisation_id)).first()
    if organisation is None:
        raise Http404
    return organisation


def hold(organisation: Organisation) -> None:
    """Read it anew and hold its row."""
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update())


def brief(organisation: Organisation) -> OrganisationBrief:
    return OrganisationBrief(
        id=organisation.pk,
        key=str(organisation.key),
        name=organisation.name,
        country=organisation.country,
        territory=organisation.territory,
    )


def shown(organisation: Organisation) -> OrganisationShown:
    return OrganisationShown(
        **brief(organisation).model_dump(),
        slug=organisation.slug,
        kind=OrganisationKind(organisation.kind),
        town=organisation.town,
        website=organisation.website,
        about=organisation.about,
        about_language=organisation.about_language,
        languages=organisation.languages,
        oid=organisation.oid,
        pic=organisation.pic,
        in_earlall=organisation.in_earlall,
        membership=Membership(organisation.membership),
        member_since=organisation.member_since,
        supporter_category=organisation.supporter_category,
        logo=organisation.logo.url if organisation.logo else None,
        logo_alt=organisation.logo_alt,
        changed_at=organisation.changed_at,
        accreditations=[_accreditation(one) for one in organisation.accreditations.all()],
    )


def _accreditation(one: Accreditation) -> AccreditationShown:
    return AccreditationShown(number=one.number, field=one.field, year=one.year, status=one.status)
