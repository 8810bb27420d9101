"""Entries: the catalogue, one's own, those that wait to be checked, and their suggestions."""

import json
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import Column, address, coded, flat, label_of, moment, several, text
from hospes.matchmaking.choices import EntryKind, EntryStatus, Returns
from hospes.matchmaking.forms.catalogue import wanted
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import words
from hospes.matchmaking.queries import desk, entries, suggestions
from hospes.matchmaking.queries.found import found_now
from hospes.matchmaking.queries.opportunities import to_board
from hospes.organisations.http import PublicRequest
from hospes.reference.choices import FundingSituation, NaceSection
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.regions import region_label

_MOST_SUGGESTIONS = 10


def _labels(scheme: str) -> Any:
    return lambda code: words.label(scheme, code)


def _windows(entry: Entry) -> str:
    """`2027-05-01/2027-06-15`, as ISO 8601 writes a period."""
    return " ".join(f"{first}/{last}" for first, last in entry.windows or ())


def _spoken(entry: Entry) -> str:
    return " ".join(f"{code}:{level}" for code, level in (entry.languages or {}).items())


def _truth(name: str, heading: Any) -> Column:
    return Column(name, heading, lambda row: getattr(row, name))


WHAT = flat(
    text("id", _("Number")),
    coded("kind", _("Kind"), label_of(EntryKind)),
    text("title", _("Title")),
    text("organisation", _("Organisation"), lambda row: row.organisation.name),
    coded("country", _("Country"), country_name, lambda row: row.organisation.country),
    coded("territory", _("Region"), region_label, lambda row: row.organisation.territory),
)
ANSWERS = flat(
    several("formats", _("Formats"), _labels("formats")),
    several("profiles", _("Participants"), _labels("profiles")),
    several("topics", _("Topics"), _labels("topics")),
    several("fields", _("Fields of education"), _labels("fields")),
    coded("sector", _("Part of the economy"), label_of(NaceSection)),
    text("windows", _("Periods"), _windows),
    text("days_least", _("Days at least")),
    text("days_most", _("Days at most")),
    Column("languages", _("Languages"), _spoken, is_codes=True),
    Column("languages_label", _("Languages"), lambda row: words.spoken(row.languages) if row.languages else ""),
    text("people", _("People")),
    text("places", _("Places in all")),
    text("smallest_group", _("Smallest group")),
    text("largest_group", _("Largest group")),
    several("measures", _("Support for guests"), _labels("measures")),
    _truth("green_travel", _("Reachable by train or bus")),
    _truth("open_to_anyone", _("Open to anyone")),
    _truth("open_to_apprentices", _("Open to apprentices")),
    _truth("new_links", _("Would rather meet someone new")),
    coded("returns", _("Hosting in return"), label_of(Returns)),
    coded("funding", _("Funding"), label_of(FundingSituation)),
    text("call", _("Call for projects")),
    text("deadline", _("Deadline")),
    text("partners_sought", _("Partners sought")),
    coded("language", _("Language of the text"), language_name),
    text("text", _("In their words")),
    text("valid_until", _("Last day")),
    moment("published_at", _("Published")),
)
PAGE = address(_("Address"), lambda row: row.get_absolute_url())
# Visitors do not read what a group needs.
FOR_MEMBERS = several("needs", _("Support the group needs"), _labels("needs"))
STATUS = coded("status", _("Status"), label_of(EntryStatus))


def _places(name: str, heading: Any) -> Column:
    def written(row: Entry) -> str:
        found = getattr(row, name)
        return json.dumps(found, sort_keys=True, ensure_ascii=False) if found else ""

    return Column(name, heading, written)


# For the organisation itself.
PRIVATE = flat(
    text("fewer_opportunities", _("Of them with fewer opportunities")),
    text("smallest_part", _("Must stay together")),
    text("least_people", _("Fewest people in all")),
    text("groups", _("Groups in all")),
    text("at_once", _("Guests at the same time")),
    _truth("abroad", _("Abroad only")),
    _places("wants", _("Would like to work with")),
    _places("refuses", _("Cannot work with")),
    text("decision_reason", _("Reason")),
    moment("changed_at", _("Changed")),
)
WAITS = [moment("waits_since", _("Waits since"))]


def _listed(request: PublicRequest) -> Any:
    return found_now(wanted(request.GET), timezone.localdate())


def _opportunities(request: PublicRequest) -> Any:
    return found_now(to_board(wanted(request.GET)), timezone.localdate())


def _public(request: PublicRequest) -> list[Column]:
    return [*WHAT, *ANSWERS, *(FOR_MEMBERS if request.user.is_authenticated else ()), PAGE]


def _own(request: PublicRequest) -> Any:
    if request.acting_for is None:
        raise Http404
    return entries.entries_of(request.acting_for)


def _suggested(request: PublicRequest) -> Any:
    number = request.GET.get("of", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    mine = entries.writable_entries(request.user, request.organisations).exclude(kind=EntryKind.IDEA)
    entry = get_object_or_404(mine, pk=int(number))
    found = suggestions.suggestions_for(entry, _MOST_SUGGESTIONS, near_limit=_MOST_SUGGESTIONS, improvements=0)
    return [*found.best, *found.near]


def _of_other(name: str) -> Any:
    return lambda row: getattr(row.other, name)


SUGGESTED = flat(
    text("id", _("Number"), _of_other("pk")),
    text("title", _("Title"), _of_other("title")),
    text("organisation", _("Organisation"), lambda row: row.other.organisation.name),
    coded("country", _("Country"), country_name, lambda row: row.other.organisation.country),
    text("my_score", _("How well it suits us")),
    text("other_score", _("How well we suit them")),
    text("pair_score", _("The pair"), lambda row: row.pair_score / 10),
    address(_("Address"), lambda row: row.other.get_absolute_url()),
)

register.add(register.Table("entries", _("Offers, wishes and ideas"), _listed, _public, rules.anybody))
register.add(register.Table("opportunities", _("Opportunities"), _opportunities, _public, rules.anybody))
register.add(
    register.Table(
        "my-entries",
        _("Our entries"),
        _own,
        register.always([*WHAT, *STATUS, *ANSWERS, *FOR_MEMBERS, *PRIVATE, PAGE]),
        rules.acting,
    )
)
register.add(
    register.Table(
        "entries-to-check",
        _("New to check"),
        lambda _request: desk.new_to_check(),
        register.always([*WHAT, *STATUS, *WAITS, *ANSWERS, *FOR_MEMBERS, PAGE]),
        rules.facilitators,
    )
)
register.add(register.Table("suggestions", _("Suggestions"), _suggested, register.always(SUGGESTED), rules.signed_in))
