"""What a repair changes, and why, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import words
from hospes.rounds.models import Placement
from hospes.rounds.phrases import results

Facts = Mapping[str, Any]
Entries = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Change:
    """A group that stays otherwise than before: where it was, where it goes, and why."""

    wish: Entry
    before: list[str]
    after: list[str]
    is_moved: bool
    why: str


def changes(repair: Facts, entries: Entries) -> list[Change]:
    """Those who could have stayed come first, then those who lost their stay."""
    found = [
        Change(
            entries[one["wish"]],
            [_stay(stay, entries) for stay in one.get("before", ())],
            [_stay(stay, entries) for stay in one["after"]],
            one["moved"],
            why(one["because"], entries),
        )
        for one in repair["moves"]
        if one["wish"] in entries
    ]
    return sorted(found, key=lambda change: (not change.is_moved, not change.after, change.wish.organisation.name))


def keys_in(repair: Facts) -> set[str]:
    """Every entry that the sentences of a repair name."""
    found: set[str] = set()
    for move in repair["moves"]:
        found.add(move["wish"])
        found.update(stay["offer"] for stay in (*move.get("before", ()), *move["after"]))
        facts = move["because"]["facts"]
        found.update(str(facts[name]) for name in ("offer", "entry") if name in facts)
        found.update(facts.get("for", ()))
    return found


def _stay(stay: Facts, entries: Entries) -> str:
    people = ngettext("%(count)s person", "%(count)s people", stay["people"]) % {"count": stay["people"]}
    if stay["from"] and stay["to"]:
        dates = words.period([date.fromisoformat(stay["from"]), date.fromisoformat(stay["to"])])
    else:
        dates = _("dates still to be agreed")
    return _("%(organisation)s: %(people)s, %(dates)s") % {
        "organisation": _name(stay["offer"], entries),
        "people": people,
        "dates": dates,
    }


def _name(key: object, entries: Entries) -> str:
    found = entries.get(str(key))
    return found.organisation.name if found is not None else "?"


# Why a group stays elsewhere


def why(because: Facts, entries: Entries) -> str:
    sentence = SENTENCES.get(because["code"], CHANGED)
    return sentence(because["facts"], entries) if callable(sentence) else str(sentence)


def why_to_members(because: Facts, entries: Entries) -> str:
    """The same without a word about where other groups go."""
    if because["code"] == "makes_room":
        return _("It made room for another group.")
    return why(because, entries)


def told_to_members(repair: Facts) -> list[str]:
    """What a repair changed in all: how many groups, and nothing about single ones."""
    new = sum(not one["moved"] and bool(one["after"]) for one in repair["moves"])
    home = sum(not one["after"] for one in repair["moves"])
    found = [movement(repair["moved"]) + "."]
    if new:
        told = ngettext("%(count)s group gets another stay.", "%(count)s groups get another stay.", new)
        found.append(told % {"count": new})
    if home:
        told = ngettext("%(count)s group stays at home now.", "%(count)s groups stay at home now.", home)
        found.append(told % {"count": home})
    return found


def _makes_room(facts: Facts, entries: Entries) -> str:
    return _("It makes room at %(host)s for %(groups)s.") % {
        "host": _name(facts["offer"], entries),
        "groups": ", ".join(_name(key, entries) for key in facts["for"]),
    }


def _less_room(facts: Facts, entries: Entries) -> str:
    return _("%(host)s has less room than before.") % {"host": _name(facts["offer"], entries)}


def _gains(facts: Facts, _entries: Entries) -> str:
    return _("It fits better elsewhere: %(to)s points in all instead of %(before)s.") % {
        "to": words.points(facts["to"]),
        "before": words.points(facts["from"]),
    }


def _gone(facts: Facts, entries: Entries) -> str:
    return _("%(organisation)s has taken its entry off the market.") % {"organisation": _name(facts["entry"], entries)}


def _more_people(facts: Facts, _entries: Entries) -> str:
    return _("%(to)s people travel instead of %(before)s.") % {"to": facts["to"], "before": facts["from"]}


CHANGED = gettext_lazy("Its stay cannot be as it was planned.")
SENTENCES: dict[str, str | Promise | Callable[[Facts, Entries], str]] = {
    "declined": gettext_lazy("The proposal came to nothing, so the group is free."),
    "gone": _gone,
    "fixed": gettext_lazy("A facilitator fixed another number of people."),
    "ring_broken": gettext_lazy("Its exchange is broken, and it travels only in one."),
    "new_place": gettext_lazy("It was at home before. Now there is room for it."),
    "more_people": _more_people,
    "dates_found": gettext_lazy("It goes where it was to go, on other dates."),
    "other_dates": gettext_lazy("The dates of its stay are not possible any more."),
    "wrong_size": gettext_lazy("The size of its stay is not possible any more."),
    "answer_first": gettext_lazy("An answer is missing before it can stay there."),
    "less_room": _less_room,
    "makes_room": _makes_room,
    "gains": _gains,
}


# The choices


def movement(count: int) -> str:
    if not count:
        return _("Nobody moves who could stay")
    return ngettext("%(count)s group moves that could stay", "%(count)s groups move that could stay", count) % {
        "count": count
    }


def gain(repair: Facts, first: Facts) -> str:
    """What a choice reaches more than the one that moves fewest: `4 more people travel.`"""
    people = repair["people"] - first["people"]
    served = repair["organisations_served"] - first["organisations_served"]
    points = round(repair["welfare"] - first["welfare"], 1)
    if people > 0:
        return ngettext("%(count)s more person travels.", "%(count)s more people travel.", people) % {"count": people}
    if served > 0:
        return ngettext(
            "%(count)s more organisation has a stay.", "%(count)s more organisations have a stay.", served
        ) % {"count": served}
    if points > 0:
        return _("%(points)s points more in all.") % {"points": words.points(points)}
    return _("More people with fewer opportunities travel.")


def proof(repair: Facts) -> str:
    chosen = next((one for one in repair["choices"] if one["chosen"]), None)
    if chosen is not None and chosen["proven"] and repair["whole"]:
        return _("No repair that moves as few is better. This is proven.")
    return _("A better repair that moves as few is possible, but none was found.")


# What became of a stay


def ending(stay: Placement) -> str:
    """Why a stay of the earlier plan will not be."""
    if stay.refused:
        return results.refused(stay)
    made = stay.introduction
    if made is None:
        return ""
    if made.state == IntroductionState.DECLINED:
        who = made.offer.organisation.name if made.ended_by_side == "offer" else made.wish.organisation.name
        return _("%(organisation)s declined: %(reason)s.") % {
            "organisation": who,
            "reason": made.get_decline_reason_display(),
        }
    return str(IntroductionState(made.state).label)
