"""From a row as written to what we would store, with everything that is wrong or not recognised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hospes.core.spreadsheets import Row
from hospes.core.validation import clean_text
from hospes.organisations.importing.columns import country_of, kind_of
from hospes.reference.choices import OrganisationKind
from hospes.reference.recognise import recognise_place
from hospes.reference.regions import is_region, region

LIMITS = {"name": 200, "town": 120, "region": 200, "accreditation": 60, "status": 40, "website": 300, "kind": 300}
_is_website = URLValidator(schemes=["http", "https"])


class Reason(StrEnum):
    """Why a row is refused."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    COUNTRY = "country"
    YEAR = "year"
    WEBSITE = "website"
    OID = "oid"
    PIC = "pic"
    TWICE = "twice"
    TWO_ORGANISATIONS = "two_organisations"


@dataclass(frozen=True, slots=True)
class Problem:
    column: str
    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was not recognised. The organisation goes in without it."""

    column: str
    value: str
    code: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """What a mapping file says: headings, types and regions of this source."""

    columns: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """A row, read: what to store, what is wrong, what is in doubt."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    accreditation: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_row(row: Row, columns: Mapping[str, str], mapping: SourceMapping) -> Reading:
    """`columns`: heading in the file → our column."""
    reading = Reading(row.line)
    cells = {ours: _clean(reading, ours, row.cells.get(heading, "")) for heading, ours in columns.items()}
    values = reading.values
    values["name"] = cells.get("name", "")
    values["town"] = cells.get("town", "")
    values["country"] = _country(reading, cells.get("country", ""))
    if not values["name"]:
        reading.problems.append(Problem("name", "", Reason.MISSING))
    values["website"] = _website(reading, cells.get("website", ""))
    values["oid"] = _identifier(reading, cells, "oid")
    values["pic"] = _identifier(reading, cells, "pic")
    values["kind"] = _kind(reading, cells.get("kind", ""), mapping)
    values["territory"] = _territory(reading, cells, mapping) if values["country"] else ""
    if cells.get("accreditation"):
        year = _year(reading, cells.get("year", ""))
        reading.accreditation = {"number": cells["accreditation"], "year": year, "status": cells.get("status", "")}
    return reading


def _clean(reading: Reading, column: str, text: str) -> str:
    try:
        return clean_text(text, limit=LIMITS.get(column, 200))
    except ValidationError as error:
        reason = Reason.TOO_LONG if error.code == "max_length" else Reason.UNPRINTABLE
        reading.problems.append(Problem(column, shown(text), reason))
        return ""


def _country(reading: Reading, text: str) -> str:
    code = country_of(text) if text else ""
    if not code and not any(problem.column == "country" for problem in reading.problems):
        reading.problems.append(Problem("country", shown(text), Reason.COUNTRY if text else Reason.MISSING))
    return code


def _website(reading: Reading, text: str) -> str:
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    try:
        _is_website(address)
    except (ValidationError, ValueError):
        reading.problems.append(Problem("website", shown(text), Reason.WEBSITE))
        return ""
    return address


def _identifier(reading: Reading, cells: Mapping[str, str], column: str) -> str:
    code = cells.get(column, "").replace(" ", "").upper()
    if column == "pic" and code.isascii() and code.isdigit():
        # A spreadsheet drops the zeros in front.
        code = code.zfill(9)
    digits = code[1:] if column == "oid" else code
    is_right = digits.isascii() and digits.isdigit() and len(code) == 9 and (column == "pic" or code[0] == "E")
    if code and not is_right:
        reading.problems.append(Problem(column, shown(code), Reason(column)))
        return ""
    return code


def _year(reading: Reading, text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and 1987 <= int(text[:6]) <= 2100:
        return int(text)
    reading.problems.append(Problem("year", shown(text), Reason.YEAR))
    return None


def _kind(reading: Reading, text: str, mapping: SourceMapping) -> str:
    """Empty when there is no column or no word; "other", with a doubt, for a word we do not know."""
    if not text:
        return ""
    kind = kind_of(text, mapping.kinds)
    if kind is None:
        reading.doubts.append(Doubt("kind", shown(text), "kind_unknown"))
        return ""
    return OrganisationKind(kind).value


def _territory(reading: Reading, cells: Mapping[str, str], mapping: SourceMapping) -> str:
    country = reading.values["country"]
    written, town = cells.get("region", ""), cells.get("town", "")
    given = mapping.regions.get(written, "")
    if given and is_region(given):
        found = region(given)
        return found.code if found is not None and found.country == country else ""
    place = recognise_place(written, town, country)
    if place.doubt:
        reading.doubts.append(Doubt("region", shown(f"{written}, {town}"), place.doubt, place.candidates))
    elif not place.region:
        reading.doubts.append(Doubt("region", shown(town), "region_missing", ()))
    return place.region


def shown(text: str) -> str:
    """A value as a report may print it: short, on one line, nothing that a terminal obeys."""
    flat = "".join(letter if letter.isprintable() else "�" for letter in text)
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
