"""An entry in the reader's words: what it says, and what is not known yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hospes.core.shapes import Difference
from hospes.matchmaking.choices import EntryKind, EntryStatus, Returns
from hospes.matchmaking.models import Entry
from hospes.reference.choices import Cefr, Format, FundingSituation, Measure, NaceSection, Profile, SupportKind
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.queries import field_label
from hospes.reference.regions import region_label
from hospes.reference.topics import topic_label

# How the status component draws a state.
STATUS_KINDS = {
    EntryStatus.DRAFT: "waiting",
    EntryStatus.SUBMITTED: "waiting",
    EntryStatus.PUBLISHED: "live",
    EntryStatus.PAUSED: "over",
    EntryStatus.EXPIRED: "over",
    EntryStatus.WITHDRAWN: "over",
    EntryStatus.REJECTED: "bad",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer of an entry. No values: it is not known yet."""

    name: str
    label: str
    values: list[str]


def facts(entry: Entry, *, for_members: bool = True, private: bool = False) -> list[Fact]:
    """What an entry says, in the order of the form.

    Visitors do not read what a group needs. The count of people with fewer opportunities and the
    places an organisation avoids are `private`: for itself and for facilitators.
    """
    hidden = (frozenset() if private else _PRIVATE) | (frozenset() if for_members else _FOR_MEMBERS)
    return [
        Fact(name, str(_label(name, entry)), _WORDS[name](entry))
        for name in _ORDER[EntryKind(entry.kind)]
        if name not in hidden
    ]


_PRIVATE = frozenset({"fewer_opportunities", "refuses"})
_FOR_MEMBERS = frozenset({"needs"})
_COMMON = ["formats", "profiles", "topics", "fields", "sector"]
_STAY = ["windows", "days", "languages"]
_ROOM = ["group_size", "groups", "at_once", "measures", "green_travel", "open_to"]
_GROUP = ["smallest_part", "least_people", "needs", "abroad"]
_END = ["wants", "refuses", "new_links", "funding"]
_ORDER = {
    EntryKind.OFFER: [*_COMMON, "places", *_STAY, *_ROOM, *_END, "support"],
    EntryKind.WISH: [*_COMMON, "people", "fewer_opportunities", *_STAY, *_GROUP, *_END, "support", "returns"],
    EntryKind.IDEA: ["call", "deadline", *_COMMON, "languages", *_END],
}
_LABELS: Mapping[str, Any] = {
    "formats": gettext_lazy("Formats"),
    "profiles": gettext_lazy("Participants"),
    "topics": gettext_lazy("Topics"),
    "fields": gettext_lazy("Fields of education"),
    "sector": gettext_lazy("Part of the economy"),
    "places": gettext_lazy("Places in all"),
    "people": gettext_lazy("People"),
    "fewer_opportunities": gettext_lazy("Of them with fewer opportunities"),
    "windows": gettext_lazy("Periods"),
    "days": gettext_lazy("Length of the stay"),
    "languages": gettext_lazy("Languages"),
    "group_size": gettext_lazy("Size of a group"),
    "groups": gettext_lazy("Groups in all"),
    "at_once": gettext_lazy("Guests at the same time"),
    "smallest_part": gettext_lazy("Must stay together"),
    "least_people": gettext_lazy("Fewest people in all"),
    "measures": gettext_lazy("Support for guests"),
    "needs": gettext_lazy("Support the group needs"),
    "green_travel": gettext_lazy("Reachable by train or bus"),
    "open_to": gettext_lazy("For whom it is open"),
    "abroad": gettext_lazy("Where"),
    "wants": gettext_lazy("Would like to work with"),
    "refuses": gettext_lazy("Cannot work with"),
    "new_links": gettext_lazy("New links"),
    "funding": gettext_lazy("Funding"),
    "support": gettext_lazy("Support offered"),
    "returns": gettext_lazy("Hosting in return"),
    "call": gettext_lazy("Call for projects"),
    "deadline": gettext_lazy("Deadline"),
}
# Without an answer there is no limit, which is no open question.
_SILENT_WHEN_EMPTY = frozenset(
    {"group_size", "groups", "at_once", "smallest_part", "least_people", "wants", "refuses"}
    | {"new_links", "support", "returns", "open_to", "fields", "sector", "call", "abroad"}
)


def known(rows: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in rows if fact.values]


def unknown(rows: Iterable[Fact]) -> list[Fact]:
    """Answers that would help and are missing."""
    return [fact for fact in rows if not fact.values and fact.name not in _SILENT_WHEN_EMPTY]


def _label(name: str, entry: Entry) -> Any:
    if name == "languages" and entry.kind == EntryKind.WISH:
        return _("Languages of the group")
    return _LABELS[name]


# From values to words


def _labels(name: str, label: Callable[[str], str], none: Any = "") -> Callable[[Entry], list[str]]:
    def words(entry: Entry) -> list[str]:
        codes = getattr(entry, name)
        if codes == [] and none:
            return [str(none)]
        return [label(code) for code in codes or ()]

    return words


def _of(choices: Any) -> Callable[[str], str]:
    """The label of a code; a code of a later release stays a code."""
    return lambda code: str(choices(code).label) if code in choices.values else code


def _number(name: str) -> Callable[[Entry], list[str]]:
    def words(entry: Entry) -> list[str]:
        value = getattr(entry, name)
        return [] if value is None else [str(value)]

    return words


def _truth(name: str) -> Callable[[Entry], list[str]]:
    def words(entry: Entry) -> list[str]:
        return {True: [_("Yes")], False: [_("No")], None: []}[getattr(entry, name)]

    return words


def _one(name: str, choices: Any) -> Callable[[Entry], list[str]]:
    def words(entry: Entry) -> list[str]:
        code = getattr(entry, name)
        return [_of(choices)(code)] if code else []

    return words


def window_words(window: Iterable[str]) -> str:
    first, last = (date_format(date.fromisoformat(day)) for day in window)
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _windows(entry: Entry) -> list[str]:
    return [window_words(window) for window in entry.windows or ()]


def _days(entry: Entry) -> list[str]:
    least, most = entry.days_least, entry.days_most
    if least and most and least != most:
        return [_("%(least)s to %(most)s days") % {"least": least, "most": most}]
    if least and most:
        return [ngettext("%(days)s day", "%(days)s days", most) % {"days": most}]
    if least:
        return [ngettext("at least %(days)s day", "at least %(days)s days", least) % {"days": least}]
    if most:
        return [ngettext("at most %(days)s day", "at most %(days)s days", most) % {"days": most}]
    return []


def _group_size(entry: Entry) -> list[str]:
    least, most = entry.smallest_group, entry.largest_group
    if least and most:
        return [_("%(least)s to %(most)s people") % {"least": least, "most": most}]
    if most:
        return [ngettext("at most %(people)s person", "at most %(people)s people", most) % {"people": most}]
    if least:
        return [ngettext("at least %(people)s person", "at least %(people)s people", least) % {"people": least}]
    return []


def _languages(entry: Entry) -> list[str]:
    sentence = _("%(language)s, %(level)s") if entry.kind == EntryKind.WISH else _("%(language)s, %(level)s or better")
    return [
        sentence % {"language": language_name(code), "level": Cefr(level).value}
        for code, level in (entry.languages or {}).items()
    ]


def _territories(name: str) -> Callable[[Entry], list[str]]:
    def words(entry: Entry) -> list[str]:
        places = getattr(entry, name)
        countries = [country_name(code) for code in places.get("countries", ())]
        return countries + [region_label(code) for code in places.get("regions", ())]

    return words


def _support(entry: Entry) -> list[str]:
    return [_support_words(one) for one in entry.support]


def _support_words(one: Mapping[str, str]) -> str:
    named = {"kind": _of(SupportKind)(one["kind"]), "amount": one["amount"], "eligibility": one["eligibility"]}
    if one["amount"] and one["eligibility"]:
        return _("%(kind)s: %(amount)s. For: %(eligibility)s") % named
    if one["amount"]:
        return _("%(kind)s: %(amount)s") % named
    return _("%(kind)s. For: %(eligibility)s") % named if one["eligibility"] else named["kind"]


def _open_to(entry: Entry) -> list[str]:
    found = []
    if entry.open_to_anyone:
        found.append(_("Open to anyone, not only to partners"))
    if entry.open_to_apprentices:
        found.append(_("Apprentices are welcome"))
    return found


def _new_links(entry: Entry) -> list[str]:
    return [_("Would rather meet someone new")] if entry.new_links else []


def _abroad(entry: Entry) -> list[str]:
    words = {True: _("Only in another country"), False: _("Also in their own country")}
    return [words[entry.abroad]] if entry.abroad is not None else []


def _returns(entry: Entry) -> list[str]:
    return [] if entry.returns == Returns.NO else [str(Returns(entry.returns).label)]


_WORDS: Mapping[str, Callable[[Entry], list[str]]] = {
    "formats": _labels("formats", _of(Format)),
    "profiles": _labels("profiles", _of(Profile)),
    "topics": _labels("topics", topic_label, gettext_lazy("Every topic is welcome")),
    "fields": _labels("fields", field_label),
    "sector": _one("sector", NaceSection),
    "places": _number("places"),
    "people": _number("people"),
    "fewer_opportunities": _number("fewer_opportunities"),
    "windows": _windows,
    "days": _days,
    "languages": _languages,
    "group_size": _group_size,
    "groups": _number("groups"),
    "at_once": _number("at_once"),
    "smallest_part": _number("smallest_part"),
    "least_people": _number("least_people"),
    "measures": _labels("measures", _of(Measure), gettext_lazy("None so far")),
    "needs": _labels("needs", _of(Measure), gettext_lazy("None")),
    "green_travel": _truth("green_travel"),
    "open_to": _open_to,
    "abroad": _abroad,
    "wants": _territories("wants"),
    "refuses": _territories("refuses"),
    "new_links": _new_links,
    "funding": _one("funding", FundingSituation),
    "support": _support,
    "returns": _returns,
    "call": lambda entry: [entry.call] if entry.call else [],
    "deadline": lambda entry: [date_format(entry.deadline)] if entry.deadline else [],
}


def differences(entry: Entry, values: Mapping[str, Any]) -> list[Difference]:
    """What stands in the entry now beside what was typed on an older version, where the two differ."""
    typed = Entry(organisation=entry.organisation, kind=entry.kind, **values)
    pairs = zip(_all(entry), _all(typed), strict=True)
    return [Difference(now.label, now.values, mine.values) for now, mine in pairs if now.values != mine.values]


def _all(entry: Entry) -> list[Fact]:
    words = [
        Fact("title", _("Title"), [entry.title]),
        Fact("text", _("Text"), [entry.text] if entry.text else []),
        Fact("partners_sought", _("Partners sought"), [entry.partners_sought] if entry.partners_sought else []),
        Fact("valid_until", _("Last day"), [date_format(entry.valid_until)] if entry.valid_until else []),
        Fact("contact", _("Contact"), [str(entry.contact)] if entry.contact else []),
    ]
    return [*words, *facts(entry, private=True)]
