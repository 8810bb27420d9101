"""The two sides of a pairing, and the market they meet in.

None in a field means unknown, which becomes a question. An empty collection means none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Side = Literal["wish", "offer"]
Returns = Literal[False, "would", "must"]
Window = tuple[date, date]
Days = tuple[int, int]
Codes = frozenset[str]
Pair = tuple[str, str]

NONE: Codes = frozenset()
LEVELS: Mapping[str, int] = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}
LEVEL_NAMES: tuple[str, ...] = ("", *LEVELS)
MEASURES: tuple[str, ...] = (
    "STEP_FREE",
    "SIGN_LANGUAGE",
    "CAPTIONS",
    "ASSISTANT_WELCOME",
    "MENTOR",
    "QUIET_SPACE",
    "FAMILY_FRIENDLY",
    "DIETARY",
    "TRAVEL_HELP",
    "VISA_LETTER",
)
APPRENTICE = "APPRENTICE"
# Staff may visit another region of their own country; everybody else learns abroad.
STAFF: Codes = frozenset({"YOUTH_WORKER", "TEACHER_TRAINER", "AUTHORITY_STAFF", "GUIDANCE_PRACTITIONER", "OTHER_STAFF"})


@dataclass(frozen=True, slots=True)
class Territories:
    """Countries, regions and organisations that an entry wants or refuses."""

    countries: Codes = NONE
    regions: Codes = NONE
    organisations: Codes = NONE

    def __bool__(self) -> bool:
        return bool(self.countries or self.regions or self.organisations)


NOWHERE = Territories()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What both sides say of themselves."""

    key: str
    organisation: str
    country: str
    region: str | None = None
    formats: Codes | None = None
    topics: Codes | None = None
    fields: Codes | None = None
    # Wish: the level that everyone in the group holds. Offer: the level asked of guests.
    languages: Mapping[str, str] | None = field(default=None, hash=False)
    windows: tuple[Window, ...] | None = None
    days: Days | None = None
    wants: Territories = NOWHERE
    refuses: Territories = NOWHERE
    new_links: bool = False
    worked_with: Codes = NONE
    since: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Entry):
    """A group that a sending organisation would like to see hosted."""

    people: int | None
    fewer_opportunities: int = 0
    smallest_part: int | None = None
    least_people: int | None = None
    profile: str | None = None
    needs: Codes | None = None
    abroad: bool | None = None
    returns: Returns = False

    @property
    def part(self) -> int:
        """The smallest part that may stay at one host: the whole group unless it says otherwise."""
        return self.smallest_part if self.smallest_part is not None else self.people or 0

    @property
    def least(self) -> int:
        """The fewest people worth placing in all."""
        return self.least_people if self.least_people is not None else self.part


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Entry):
    """Places that a hosting organisation holds open."""

    places: int | None
    smallest_group: int = 1
    largest_group: int | None = None
    groups: int | None = None
    at_once: int | None = None
    profiles: Codes | None = None
    measures: Codes | None = None

    @property
    def most(self) -> int:
        """The largest group that could ever stay."""
        limits = [limit for limit in (self.places, self.largest_group, self.at_once) if limit is not None]
        return min(limits, default=0)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each criterion can give; together 100 points."""

    topics: int = 40
    field: int = 15
    language: int = 15
    dates: int = 10
    territory: int = 10
    inclusion: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    reserve: Decimal = Decimal("0.20")
    reserve_mode: Literal["seats", "share", "none"] = "seats"
    fairness: Literal["first-match", "none"] = "first-match"
    least_score: int = 30
    place_open: bool = True
    waiting: int = 0
    change_cost: int = 0
    longest_cycle: int = 4
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class ApprenticeRule:
    """Whether apprentices may go from one territory to another."""

    sending: str
    hosting: str
    verdict: Literal["blocked", "conditional"]
    source: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A stay that a person has fixed by hand."""

    wish: str
    offer: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Wishes and offers as of a day."""

    as_of: date
    wishes: tuple[Wish, ...] = ()
    offers: tuple[Offer, ...] = ()
    settings: Settings = Settings()
    apprentice_rules: tuple[ApprenticeRule, ...] = ()
    pinned: tuple[Pin, ...] = ()
    forbidden: frozenset[Pair] = frozenset()
    previous: frozenset[Pair] = frozenset()
