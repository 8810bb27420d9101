"""In which order the form asks, under which headings, and what is folded away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.rules.values import FIELDS_OF

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
OFFER, WISH, IDEA = EntryKind.OFFER, EntryKind.WISH, EntryKind.IDEA
# Places are asked for as countries and as regions.
_ENDINGS = ("_countries", "_regions")


@dataclass(frozen=True)
class Part:
    """A part of the form: its heading, and what it asks. Names of rows and places stand for several boxes."""

    title: Words
    asks: tuple[str, ...]
    is_folded: bool = True
    lead: Mapping[EntryKind, Words] = field(default_factory=dict)
    kinds: tuple[EntryKind, ...] = (OFFER, WISH, IDEA)
    # What unfolds below it.
    more_title: Words = ""

    def names(self, kind: EntryKind) -> list[str]:
        """What this part asks about an entry of this kind."""
        if kind not in self.kinds:
            return []
        return [name for name in self.asks if _field_of(name) in FIELDS_OF[kind]]


def _field_of(name: str) -> str:
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


PARTS: tuple[Part, ...] = (
    Part(
        _("What it is about"),
        ("title", "formats", "profiles", "topics"),
        is_folded=False,
    ),
    Part(
        _("How many people"),
        ("places", "people", "fewer_opportunities"),
        is_folded=False,
    ),
    Part(
        _("When and how long"),
        ("windows", "days_least", "days_most"),
        is_folded=False,
        lead={
            OFFER: _("Periods in which guests can stay with you. A long period is fine."),
            WISH: _("Periods in which your group could travel. A long period is fine."),
        },
        more_title=_("More periods"),
    ),
    Part(
        _("Languages"),
        ("languages",),
        is_folded=False,
        lead={
            OFFER: _("Languages you can work in, and the level your guests need at least."),
            WISH: _("Languages that everybody in the group speaks, and the level that everybody has at least."),
            IDEA: _("Languages you can work in together, and the level your partners need at least."),
        },
        more_title=_("More languages"),
    ),
    Part(
        _("The idea in your words"),
        ("text", "language", "partners_sought", "call", "deadline"),
        is_folded=False,
        kinds=(IDEA,),
    ),
    Part(_("In your own words"), ("text", "language"), kinds=(OFFER, WISH)),
    Part(
        _("Limits for groups"),
        ("smallest_group", "largest_group", "groups", "at_once", "smallest_part", "least_people"),
    ),
    Part(_("Support so that everybody can take part"), ("measures", "needs")),
    Part(
        _("Where"),
        (
            "abroad",
            "wants_countries",
            "wants_regions",
            "refuses_countries",
            "refuses_regions",
            "new_links",
            "green_travel",
        ),
    ),
    Part(_("For whom it is open"), ("open_to_anyone", "open_to_apprentices")),
    Part(_("Money and help"), ("funding", "support", "returns")),
    Part(_("Field of education and sector"), ("fields", "sector")),
    Part(_("Contact and last day"), ("contact", "valid_until")),
)

# Two boxes for one thing stand side by side.
PAIRS: Mapping[str, tuple[Words, str]] = {
    "days_least": (_("How long can a stay be?"), "days_most"),
    "smallest_group": (_("How large can a group be?"), "largest_group"),
}
SECONDS = frozenset(second for _legend, second in PAIRS.values())
