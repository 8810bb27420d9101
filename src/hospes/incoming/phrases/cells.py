"""What was read in a cell, in the reader's words: the value, how sure it is, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hospes.incoming.phrases.notes import note_sentences
from hospes.incoming.reading.rows import PLACE, WORDS, Cell
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases.entries import facts, known
from hospes.recognise import Sure
from hospes.reference.countries import country_name
from hospes.reference.regions import is_region, region_label

# Icons of the heroicons set; never alone, the word stands beside.
ICONS = {
    Sure.CERTAIN: "check-circle",
    Sure.LIKELY: "check",
    Sure.GUESS: "question-mark-circle",
    Sure.NOTHING: "exclamation-triangle",
}


@dataclass(frozen=True)
class Shown:
    """A cell as a page or a report shows it."""

    at: int
    column: str
    holds: str
    written: str
    words: str
    sure: Sure
    sure_words: str
    icon: str
    sentences: list[str]
    left: str

    @property
    def is_doubtful(self) -> bool:
        if not self.written or (self.holds in WORDS and not self.words):
            return False
        return self.sure < Sure.CERTAIN or bool(self.left)


def sure_words(sure: int) -> str:
    return {
        Sure.CERTAIN: pgettext("recognised", "certain"),
        Sure.LIKELY: pgettext("recognised", "likely"),
        Sure.GUESS: pgettext("recognised", "only a guess"),
        Sure.NOTHING: pgettext("recognised", "not understood"),
    }[Sure(sure)]


def shown_cell(cell: Cell, kind: str) -> Shown:
    sure = Sure(cell.sure)
    return Shown(
        cell.at,
        cell.column,
        cell.holds,
        cell.written,
        value_words(cell, kind),
        sure,
        sure_words(sure),
        ICONS[sure],
        note_sentences(cell.notes),
        cell.left,
    )


def cell_from(given: Mapping[str, Any]) -> Cell:
    return Cell(**given)


def value_words(cell: Cell, kind: str) -> str:
    """`5 places`, `1 May 2027 to 30 June 2027`; nothing for a cell that was not understood."""
    if cell.holds in WORDS and not cell.values:
        return ""
    if cell.holds == "kind":
        return "" if cell.sure == Sure.NOTHING else str(EntryKind(kind).label) if kind else _("both")
    if cell.holds in PLACE:
        return place_words(cell.values.get("country", ""), cell.values.get("region", ""))
    if cell.holds == "contact_email":
        return str(cell.values.get("email", ""))
    return values_words(cell.values, kind or EntryKind.OFFER)


def values_words(values: Mapping[str, Any], kind: str) -> str:
    rows = known(facts(Entry(kind=kind, **values), private=True))
    said = [(fact.label, ", ".join(fact.values)) for fact in rows]
    if len(said) == 1:
        return said[0][1]
    return "; ".join(_("%(name)s: %(value)s") % {"name": label, "value": value} for label, value in said)


def place_words(country: str, region: str) -> str:
    if region and is_region(region) and len(region) > 2:
        return f"{region_label(region)}, {country_name(country)}" if country else region_label(region)
    return country_name(country) if country else ""
