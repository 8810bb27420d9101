"""What a plan came to, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import words
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import country_name
from hospes.rounds.models import Placement

Facts = Mapping[str, Any]


def proof(summary: Facts) -> str:
    """How far it is shown that no other plan is better."""
    if "repair" in summary and summary["status"] != "infeasible":
        return _("It was repaired after the answers, so that few groups had to move.")
    if summary["status"] == "infeasible" and "repair" in summary:
        return _("No repair holds all stays that must stay where they are.")
    if summary["status"] == "infeasible":
        return _("No plan holds all pairs that were put together. Release one of them.")
    if summary["status"] == "optimal":
        return _("No other plan is better. This is proven.")
    gap = number_format(100 * summary["gap"], decimal_pos=1, use_l10n=True)
    return _("Another plan could be better by %(gap)s %% at most.") % {"gap": gap}


def period(placement: Placement) -> str:
    if placement.starts_on is None or placement.ends_on is None:
        return _("Dates still to be agreed")
    return words.period([placement.starts_on, placement.ends_on])


# Why nobody, or not everybody, of a group travels


def barrier(found: Facts) -> str:
    """`No common language: 12 offers`"""
    if "offers" not in found:
        return str(BARRIERS.get(found["code"], found["code"]))
    count = ngettext("%(count)s offer", "%(count)s offers", found["offers"]) % {"count": found["offers"]}
    return _("%(why)s: %(offers)s") % {"why": BARRIERS.get(found["code"], found["code"]), "offers": count}


BARRIERS: dict[str, str | Promise] = {
    "own_organisation": gettext_lazy("Same organisation"),
    "refused": gettext_lazy("One side does not want the other, or the pair is kept apart"),
    "same_territory": gettext_lazy("Not abroad"),
    "no_common_format": gettext_lazy("No common format"),
    "profile_not_taken": gettext_lazy("Hosts for other participants"),
    "no_common_language": gettext_lazy("No common language"),
    "no_common_dates": gettext_lazy("No common dates"),
    "too_small": gettext_lazy("The group is too small for the host"),
    "too_large": gettext_lazy("The group is too large for the host"),
    "need_not_met": gettext_lazy("The support needed is not available"),
    "apprentice_rule": gettext_lazy("A rule about apprentices"),
    "closed": gettext_lazy("The entry has ended"),
    "format_unknown": gettext_lazy("A format is not known yet"),
    "profile_unknown": gettext_lazy("Who takes part is not known yet"),
    "needs_unknown": gettext_lazy("The support needed or given is not known yet"),
    "weak": gettext_lazy("Too little in common"),
    "no_room_left": gettext_lazy("All places went to others"),
    "left_out": gettext_lazy("Possible, but together others gain more"),
    "only_in_exchange": gettext_lazy("Only together with a stay in return"),
    "not_looked_at": gettext_lazy("Not looked at: the time was up"),
    "answer_first": gettext_lazy("An answer is needed first"),
    "gone": gettext_lazy("The entry has left the market meanwhile"),
    "own_dates": gettext_lazy("The host has no week left"),
}


# Why that pair was not used


def why_not(code: str, score: int, other: Entry) -> str:
    return str(SENTENCES[code]) % {"other": other.organisation.name, "score": words.tenths(score)}


SENTENCES: dict[str, str | Promise] = {
    "answer_first": gettext_lazy("%(other)s: an answer is missing before the pair can be placed."),
    "better_elsewhere": gettext_lazy("%(other)s (%(score)s points): the group goes where it fits better."),
    "group_elsewhere": gettext_lazy(
        "%(other)s (%(score)s points): the group goes elsewhere, so that more people are placed in all."
    ),
    "no_room_left": gettext_lazy("%(other)s (%(score)s points): no room is left there for a group of this size."),
    "best_for_all": gettext_lazy(
        "%(other)s (%(score)s points): possible, but the plan as a whole gains more without it."
    ),
}


# What each choice costs


def price(found: Facts, entries: Mapping[str, Entry]) -> tuple[str, str]:
    """What is left out, and what the plan would be: `Without seats kept free`, `2 more people placed, …`."""
    people, welfare = found["people"], found["welfare"]
    named = {"count": abs(people), "points": f"{'+' if welfare > 0 else ''}{words.points(welfare)}"}
    if not people and not welfare:
        gain = _("The plan would be as good.")
    elif not people:
        gain = _("As many people placed, %(points)s points in all.")
    elif people > 0:
        gain = ngettext(
            "%(count)s more person placed, %(points)s points in all.",
            "%(count)s more people placed, %(points)s points in all.",
            people,
        )
    else:
        gain = ngettext(
            "%(count)s fewer person placed, %(points)s points in all.",
            "%(count)s fewer people placed, %(points)s points in all.",
            -people,
        )
    return CHOICES[found["choice"]](found, entries), gain % named


def _pair(sentence: str, found: Facts, entries: Mapping[str, Entry]) -> str:
    names = [entries[found[side]].organisation.name if found[side] in entries else "?" for side in ("wish", "offer")]
    return sentence % {"wish": names[0], "offer": names[1]}


CHOICES: dict[str, Callable[[Facts, Mapping[str, Entry]], str]] = {
    "reserve": lambda _found, _entries: _("Without seats for people with fewer opportunities"),
    "fairness": lambda _found, _entries: _("Without one stay for everybody first"),
    "together": lambda found, entries: _pair(_("Without %(wish)s and %(offer)s together"), found, entries),
    "apart": lambda found, entries: _pair(_("Without keeping %(wish)s and %(offer)s apart"), found, entries),
}


# Groups of the fairness page


def group_label(by: str, code: str) -> str:
    if by == "kind":
        return str(OrganisationKind(code).label) if code in OrganisationKind.values else _("Other")
    if by == "country":
        return country_name(code)
    if by == "newness":
        return _("Nobody of it has travelled with us yet") if code == "new" else _("Has travelled with us before")
    if by == "length":
        return _("%(count)s hosts") % {"count": code.replace("-", "–")}
    return _("%(size)s people") % {"size": code.replace("-", "–")}


def why_at_home(code: str, groups: int) -> str:
    """`No common dates: 3 groups`"""
    count = ngettext("%(count)s group", "%(count)s groups", groups) % {"count": groups}
    return _("%(why)s: %(groups)s") % {"why": BARRIERS.get(code, code), "groups": count}


def bound(summary: Facts) -> str:
    """What the plan reaches, beside what no plan can reach more than."""
    return _("The plan has %(points)s points. No plan has more than %(bound)s.") % {
        "points": words.points(summary["objective"]),
        "bound": words.points(summary["bound"]),
    }


# Why no proposal went out


def refused(placement: Placement) -> str:
    return str(REFUSED.get(placement.refused, REFUSED_OTHERWISE)) if placement.refused else ""


REFUSED_OTHERWISE = gettext_lazy("This could not be proposed any more.")
REFUSED: dict[str, str | Promise] = {
    "not_on_the_market": gettext_lazy("One of the two entries has left the market meanwhile."),
    "membership_suspended": gettext_lazy("The membership of one side is suspended."),
    "nobody_to_write_to": gettext_lazy("Nobody on one side can receive mail."),
    "no_room": gettext_lazy("The room was taken by another introduction meanwhile."),
    "exchange_is_broken": gettext_lazy("Another part of the exchange could not be proposed."),
    "not_an_exchange": gettext_lazy("The stays do not make an exchange any more."),
    "already_proposed": gettext_lazy("The two have a proposal already."),
    "facilitator_is_gone": gettext_lazy("Whoever chose the plan is no facilitator any more."),
}
