"""Which columns we read, and what their words mean. What is not in these tables is reported, never guessed."""

from collections.abc import Iterable, Mapping
from functools import cache

from hospes.core.text import words
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import COUNTRIES, country_name, iso

# Our name of the column, and the headings we read as it, in normal form.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "accreditation": (
        "accreditation id", "accreditation", "accreditation number", "accreditation code", "accreditation nr",
    ),
    "name": ("name", "organisation", "organization", "organisation name", "organization name", "legal name"),
    "town": ("town", "city", "place", "organisation city"),
    "region": ("region", "nuts", "nuts code", "organisation region", "territory"),
    "country": ("country", "country code", "organisation country"),
    "kind": ("org type", "type", "kind", "organisation type", "organization type", "type of organisation"),
    "year": ("accreditation year", "year"),
    "status": ("status", "accreditation status"),
    "website": ("website", "web", "url", "homepage", "web site", "organisation website"),
    "oid": ("oid", "organisation id", "organization id"),
    "pic": ("pic", "pic number"),
}  # fmt: skip
NEEDED = ("name", "country")

# Types of organisation as the Commission's lists of projects write them, in normal form. Types that may be
# one of several of our kinds (a "social partner" is a chamber, employers or a trade union) are left out.
_TYPES: Mapping[str, OrganisationKind] = {
    "school institute educational centre vocational training secondary level": OrganisationKind.VET_PROVIDER,
    "school institute educational centre vocational training tertiary level": OrganisationKind.VET_PROVIDER,
    "school institute educational centre general education pre primary level": OrganisationKind.SCHOOL,
    "school institute educational centre general education primary level": OrganisationKind.SCHOOL,
    "school institute educational centre general education secondary level": OrganisationKind.SCHOOL,
    "school institute educational centre adult education": OrganisationKind.ADULT_EDUCATION_CENTRE,
    "higher education institution tertiary level": OrganisationKind.HIGHER_EDUCATION,
    "regional public body": OrganisationKind.REGIONAL_AUTHORITY,
    "local public body": OrganisationKind.LOCAL_AUTHORITY,
    "non governmental organisation association social enterprise": OrganisationKind.NGO,
    "non governmental organisation association": OrganisationKind.NGO,
    "foundation": OrganisationKind.NGO,
    "small and medium sized enterprise": OrganisationKind.COMPANY,
    "large enterprise": OrganisationKind.COMPANY,
    "social enterprise": OrganisationKind.COMPANY,
    "research institute centre": OrganisationKind.RESEARCH,
    "counselling body": OrganisationKind.GUIDANCE_ORGANISATION,
    "eu wide network": OrganisationKind.NETWORK,
    "other type of organisation": OrganisationKind.OTHER,
    "other": OrganisationKind.OTHER,
}


def recognised_columns(headings: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Heading in the file → our column. `given` comes from a mapping file and goes first."""
    asked = {words(heading): column for heading, column in given.items()}
    known = {heading: column for column, spellings in HEADINGS.items() for heading in spellings}
    found: dict[str, str] = {}
    for heading in headings:
        column = asked.get(words(heading)) or known.get(words(heading))
        if column and column not in found.values():
            found[heading] = column
    return found


def kind_of(text: str, given: Mapping[str, str]) -> OrganisationKind | None:
    """Our kind for a type as written, or nothing. Our own codes and English labels are read too."""
    form = words(text)
    for written, code in given.items():
        if words(written) == form:
            return OrganisationKind(code)
    return _TYPES.get(form) or _own_kinds().get(form)


@cache
def _own_kinds() -> dict[str, OrganisationKind]:
    return {words(kind.value): kind for kind in OrganisationKind}


def country_of(text: str) -> str:
    """The ISO code of a country written as a code (`EL`, `se`) or in English or in its own language."""
    code = iso(text.strip().upper())
    if code in COUNTRIES:
        return code
    return _countries_by_name().get(words(text), "")


@cache
def _countries_by_name() -> dict[str, str]:
    named = {words(country_name(code, "en")): code for code in COUNTRIES}
    own = {words(country_name(code, code.lower())): code for code in COUNTRIES}
    return own | named
