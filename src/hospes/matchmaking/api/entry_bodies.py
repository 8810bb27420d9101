"""What programs may write into an entry. The types stand here, the rules in `rules.values`, as for the form."""

from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Field
from pydantic import ConfigDict

from hospes.core.api.bodies import DAY_SHAPE, Body, Day, OneOf
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import sent_in
from hospes.core.validation import many_lines, one_line
from hospes.matchmaking.choices import EntryKind, Returns
from hospes.matchmaking.rules.values import (
    MOST_CODES,
    MOST_DAYS,
    MOST_LANGUAGES,
    MOST_PEOPLE,
    MOST_REGIONS,
    MOST_SUPPORT,
    MOST_WINDOWS,
)
from hospes.organisations.models import Organisation
from hospes.organisations.queries import people_of
from hospes.people.models import Person
from hospes.reference.choices import Cefr, Format, FundingSituation, Measure, NaceSection, Profile, SupportKind

_ONE_LINE = ("title", "call")
_MANY_LINES = ("text", "partners_sought")


Number = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
Days = Annotated[int, Field(ge=1, le=MOST_DAYS)]
Codes = list[Annotated[str, Field(max_length=60)]]


class PlacesBody(Body):
    countries: Codes = Field([], max_length=60, examples=[["NO", "ES"]])
    regions: Codes = Field([], max_length=MOST_REGIONS)
    organisations: list[str] = Field([], max_length=20, description="By their `key`.")


class SupportBody(Body):
    kind: Annotated[str, OneOf(*SupportKind.values)]
    amount: str = Field("", max_length=120)
    eligibility: str = Field("", max_length=300)


class EntryValues(Body):
    """Null means unknown. Fields left out stay as they are, or begin as unknown."""

    title: str | None = Field(None, min_length=1, max_length=140, examples=["Learn timber building with us"])
    text: str | None = Field(None, max_length=3000, examples=["Two weeks in our workshop."])
    language: str | None = Field(None, description="Language of title and text.", examples=["en"])
    formats: list[Annotated[str, OneOf(*Format.values)]] | None = Field(None, examples=[["APPRENTICE_PLACEMENT"]])
    profiles: list[Annotated[str, OneOf(*Profile.values)]] | None = Field(None, examples=[["APPRENTICE"]])
    topics: Codes | None = Field(None, max_length=MOST_CODES["topics"], examples=[["green-construction"]])
    fields: Codes | None = Field(None, max_length=MOST_CODES["fields"], examples=[["0732"]])
    sector: Annotated[str, OneOf("", *NaceSection.values)] | None = Field(None, examples=["F"])
    languages: dict[str, Annotated[str, OneOf(*Cefr.values)]] | None = Field(
        None, min_length=1, max_length=MOST_LANGUAGES, examples=[{"en": "B1"}]
    )
    windows: list[Annotated[list[Annotated[str, DAY_SHAPE]], Field(min_length=2, max_length=2)]] | None = Field(
        None, min_length=1, max_length=MOST_WINDOWS, examples=[[["2027-05-01", "2027-06-15"]]]
    )
    days_least: Days | None = Field(None, examples=[14])
    days_most: Days | None = Field(None, examples=[21])
    people: Number | None = Field(None, examples=[6])
    fewer_opportunities: int | None = Field(
        None, ge=0, le=MOST_PEOPLE, description="How many of the people; never about a person.", examples=[2]
    )
    smallest_part: Number | None = Field(None, examples=[2])
    least_people: Number | None = Field(None, examples=[4])
    places: Number | None = Field(None, examples=[8])
    smallest_group: Number | None = Field(None, examples=[1])
    largest_group: Number | None = Field(None, examples=[6])
    groups: Number | None = Field(None, examples=[2])
    at_once: Number | None = Field(None, examples=[8])
    needs: list[Annotated[str, OneOf(*Measure.values)]] | None = Field(None, examples=[["STEP_FREE"]])
    measures: list[Annotated[str, OneOf(*Measure.values)]] | None = Field(None, examples=[["STEP_FREE", "MENTOR"]])
    wants: PlacesBody | None = None
    refuses: PlacesBody | None = None
    new_links: bool | None = None
    abroad: bool | None = None
    returns: Annotated[str, OneOf(*Returns.values)] | None = Field(None, examples=["would"])
    funding: Annotated[str, OneOf("", *FundingSituation.values)] | None = None
    support: list[SupportBody] | None = Field(None, max_length=MOST_SUPPORT)
    green_travel: bool | None = None
    open_to_anyone: bool | None = None
    open_to_apprentices: bool | None = None
    call: str | None = Field(None, max_length=200)
    deadline: Day | None = None
    partners_sought: str | None = Field(None, max_length=1500)
    valid_until: Day | None = None
    contact: int | None = Field(None, description="`id` of a person who acts for the organisation.")


class EntryChanges(EntryValues):
    """Send only what changes."""

    model_config = ConfigDict(json_schema_extra={"example": {"places": 6, "windows": [["2027-05-01", "2027-06-15"]]}})


class EntryDraft(EntryValues):
    """A draft needs a kind and a title; every other answer may stay unknown."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"kind": "offer", "title": "Learn timber building with us", "places": 8}}
    )

    kind: Annotated[str, OneOf(*EntryKind.values)] = Field(examples=["offer"])
    title: str = Field(min_length=1, max_length=140, examples=["Learn timber building with us"])
    organisation: int | None = Field(None, description="For facilitators who write for somebody; else the token's own.")


def values_of(body: EntryValues, organisation: Organisation) -> dict[str, Any]:
    """The values that were sent, written as the form writes them. The action refuses wrong ones by field."""
    sent = {name: value for name, value in sent_in(body).items() if name not in ("kind", "organisation")}
    for names, written in ((_ONE_LINE, one_line), (_MANY_LINES, many_lines)):
        for name in names:
            if isinstance(sent.get(name), str):
                sent[name] = written(sent[name])
    for one in sent.get("support") or ():
        one["amount"], one["eligibility"] = one_line(one["amount"]), one_line(one["eligibility"])
    if sent.get("contact") is not None:
        sent["contact"] = _colleague(sent["contact"], organisation)
    return sent


def _colleague(person_id: int, organisation: Organisation) -> Person:
    person = people_of(organisation).filter(pk=person_id).first()
    if person is None:
        raise invalid({"contact": [_("This person does not act for the organisation.")]})
    return person
