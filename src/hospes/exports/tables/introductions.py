"""Introductions, and the columns of the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import address, coded, flat, label_of, moment, text
from hospes.matchmaking.choices import UNDER_WAY, WAITING, IntroductionState, Standing
from hospes.matchmaking.queries import desk, introductions
from hospes.matchmaking.rules.introductions import may_see_desk
from hospes.organisations.http import PublicRequest

# The three views of the page.
_SHOWN = {"waiting": WAITING, "under-way": UNDER_WAY, "": tuple(IntroductionState)}

_SIDES = flat(
    text("sending_organisation", _("Sending organisation"), lambda row: row.wish.organisation.name),
    text("wish", _("Wish"), lambda row: row.wish.title),
    text("wish_id", _("Number of the wish")),
    text("hosting_organisation", _("Hosting organisation"), lambda row: row.offer.organisation.name),
    text("offer", _("Offer"), lambda row: row.offer.title),
    text("offer_id", _("Number of the offer")),
)
INTRODUCTIONS = flat(
    text("id", _("Number")),
    coded("state", _("Status"), label_of(IntroductionState)),
    _SIDES,
    text("people", _("People")),
    text("starts_on", _("From")),
    text("ends_on", _("To")),
    moment("proposed_at", _("Proposed")),
    text("answer_by", _("Answer by")),
    moment("introduced_at", _("Introduced")),
    moment("ended_at", _("Ended")),
    address(_("Address"), lambda row: row.get_absolute_url()),
)
PAIRS = flat(
    _SIDES,
    coded("standing", _("Status"), label_of(Standing)),
    text("wish_score", _("How well the host suits")),
    text("offer_score", _("How well the guests suit")),
    text("pair_score", _("The pair"), lambda row: row.pair_score / 10),
    text("could_become", _("The pair could become"), lambda row: row.could_become / 10),
)


def _listed(request: PublicRequest) -> Any:
    chosen = request.GET.get("show", "")
    visible = introductions.visible_to(request.user)
    return introductions.newest_first(visible.filter(state__in=_SHOWN.get(chosen, _SHOWN[""])))


def _desk(request: PublicRequest) -> bool:
    return may_see_desk(request.user)


register.add(
    register.Table("introductions", _("Introductions"), _listed, register.always(INTRODUCTIONS), rules.signed_in)
)
register.add(
    register.Table(
        "desk-waiting",
        _("Waiting for an answer"),
        lambda _request: desk.waiting_for_an_answer(),
        register.always(INTRODUCTIONS),
        _desk,
    )
)
register.add(
    register.Table("desk-near", _("Near misses"), lambda _request: desk.near_misses(), register.always(PAIRS), _desk)
)
register.add(
    register.Table(
        "desk-ready", _("Ready to introduce"), lambda _request: desk.ready_to_introduce(), register.always(PAIRS), _desk
    )
)
