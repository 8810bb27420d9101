"""What programs may write into an entry. The types stand here, the rules in `rules.values`, as for the form."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Field
from pydantic import ConfigDict

from hospes.core.api.bodies import Body, Day
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import sent_in
from hospes.core.validation import many_lines, one_line
from hospes.matchmaking.choices import EntryKind
from hospes.organisations.models import Organisation
from hospes.organisations.queries import people_of
from hospes.people.models import Person

_ONE_LINE = ("title", "call")
_MANY_LINES = ("text", "partners_sought")


class PlacesBody(Body):
    countries: list[str] = Field([], examples=[["NO", "ES"]])
    regions: list[str] = []
    organisations: list[str] = Field([], description="By their `key`.")


class SupportBody(Body):
    kind: str = Field(description="A code of `supports`.")
    amount: str = ""
    eligibility: str = ""


class EntryValues(Body):
    """Null means unknown. Fields left out stay as they are, or begin as unknown."""

    title: str | None = Field(None, examples=["Learn timber building with us"])
    text: str | None = None
    language: str | None = Field(None, description="Language of title and text.", examples=["en"])
    formats: list[str] | None = Field(None, examples=[["APPRENTICE_PLACEMENT"]])
    profiles: list[str] | None = Field(None, examples=[["APPRENTICE"]])
    topics: list[str] | None = Field(None, examples=[["green-construction"]])
    fields: list[str] | None = Field(None, examples=[["0732"]])
    sector: str | None = None
    languages: dict[str, str] | None = Field(None, examples=[{"en": "B1"}])
    windows: list[list[str]] | None = Field(None, examples=[[["2027-05-01", "2027-06-15"]]])
    days_least: int | None = None
    days_most: int | None = None
    people: int | None = None
    fewer_opportunities: int | None = Field(None, description="How many of the people; never about a person.")
    smallest_part: int | None = None
    least_people: int | None = None
    places: int | None = None
    smallest_group: int | None = None
    largest_group: int | None = None
    groups: int | None = None
    at_once: int | None = None
    needs: list[str] | None = Field(None, examples=[["STEP_FREE"]])
    measures: list[str] | None = Field(None, examples=[["STEP_FREE", "MENTOR"]])
    wants: PlacesBody | None = None
    refuses: PlacesBody | None = None
    new_links: bool | None = None
    abroad: bool | None = None
    returns: str | None = Field(None, examples=["would"])
    funding: str | None = None
    support: list[SupportBody] | None = None
    green_travel: bool | None = None
    open_to_anyone: bool | None = None
    open_to_apprentices: bool | None = None
    call: str | None = None
    deadline: Day | None = None
    partners_sought: str | None = None
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

    kind: str = Field(description="`offer`, `wish` or `idea`.", examples=["offer"])
    title: str = Field(examples=["Learn timber building with us"])
    organisation: int | None = Field(None, description="For facilitators who write for somebody; else the token's own.")


def kind_of(body: EntryDraft) -> EntryKind:
    if body.kind not in EntryKind.values:
        raise invalid({"kind": [_("Choose one of these: %(expected)s.") % {"expected": ", ".join(EntryKind.values)}]})
    return EntryKind(body.kind)


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
