"""What programs may ask of the catalogue: the questions of its page, by the same names."""

from typing import Annotated

from ninja import Field

from hospes.core.api.lists import PageQuery
from hospes.core.validation import one_line
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import EntryQuerySet
from hospes.matchmaking.queries.catalogue import MOST_CHOSEN, MOST_LETTERS, Wanted
from hospes.reference.api import CountryCode, FieldCode, LanguageCode, RegionCode, TopicCode
from hospes.reference.choices import Format, Measure, Profile, SupportKind

Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2027-05"])]


class EntryQuery(PageQuery):
    """Each filter may be there several times. Of measures an entry has all, of the others one is enough."""

    kind: list[EntryKind] = []
    format: list[Format] = []
    profile: list[Profile] = []
    topic: list[TopicCode] = Field([], max_length=MOST_CHOSEN, description="Groups of topics find their topics.")
    field: list[FieldCode] = Field([], max_length=MOST_CHOSEN, description="Wider fields find narrower ones.")
    language: list[LanguageCode] = []
    country: list[CountryCode] = Field([], description="Where the organisation is.")
    region: list[RegionCode] = Field([], max_length=MOST_CHOSEN, description="Where the organisation is, at any level.")
    month: list[Month] = Field([], max_length=MOST_CHOSEN, description="A month that one of the periods touches.")
    measure: list[Measure] = []
    support: list[SupportKind] = Field([], description="Money and help that the organisation offers.")
    status: list[EntryStatus] = Field([], description="Only on the market when left out.")
    to_check: bool = Field(False, description="For facilitators: those that wait to be checked, the oldest first.")
    organisation: list[int] = Field([], max_length=MOST_CHOSEN, description="`id` of the organisation.")
    open_to_apprentices: bool | None = None
    open_to_anyone: bool | None = None
    green_travel: bool | None = None
    search: str = Field("", max_length=MOST_LETTERS, description="Words in any language, or the name of a topic.")


_SCHEMES = ("format", "profile", "topic", "field", "language", "country", "region", "month", "measure", "support")
_FLAGS = ("open_to_apprentices", "open_to_anyone", "green_travel")


def wanted_of(asked: EntryQuery) -> Wanted:
    codes = {scheme: tuple(str(code) for code in dict.fromkeys(getattr(asked, scheme))) for scheme in _SCHEMES}
    flags = tuple(flag for flag in _FLAGS if getattr(asked, flag))
    return Wanted(
        kinds=tuple(kind.value for kind in asked.kind),
        codes={scheme: chosen for scheme, chosen in (codes | {"flag": flags}).items() if chosen},
        text=one_line(asked.search),
    )


def without_flags(rows: EntryQuerySet, asked: EntryQuery) -> EntryQuerySet:
    """`open_to_anyone=false`: those that said no. What they never said is neither."""
    return rows.filter(**dict.fromkeys(said_no(asked), False))


def said_no(asked: EntryQuery) -> list[str]:
    return [flag for flag in _FLAGS if getattr(asked, flag) is False]
