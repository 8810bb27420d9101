"""Organisations as the search finds them."""

from collections.abc import Iterator, Sequence

from hospes.organisations.models import Organisation
from hospes.reference.regions import ancestors
from hospes.search.drafts import Draft, coded, said

ORGANISATION = "organisation"


def drafts_of(organisations: Sequence[int]) -> Iterator[Draft]:
    for organisation in Organisation.objects.filter(pk__in=organisations).order_by("pk"):
        yield draft_of(organisation)


def draft_of(organisation: Organisation) -> Draft:
    spoken = organisation.languages[0] if organisation.languages else ""
    return Draft(
        kind=ORGANISATION,
        object_id=organisation.pk,
        is_public=True,
        heading=said((organisation.name, spoken)),
        body=said(
            (organisation.about, organisation.about_language),
            (f"{organisation.town} {organisation.oid} {organisation.pic}", ""),
        ),
        codes=coded(_codes(organisation)),
        since=organisation.created_at,
    )


def _codes(organisation: Organisation) -> Iterator[tuple[str, str]]:
    yield "kind", organisation.kind
    yield "country", organisation.country
    yield "membership", organisation.membership
    if organisation.territory:
        yield from (("region", code) for code in (organisation.territory, *ancestors(organisation.territory)))
