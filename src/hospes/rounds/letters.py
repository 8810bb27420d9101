"""Mails of rounds: why a proposal was taken back when a plan was repaired."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import Side
from hospes.matchmaking.letters.introductions_posting import post_to_side, why_you
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.introductions import entry_of, organisation_of, other
from hospes.people.letters import greeting
from hospes.people.models import Person
from hospes.rounds.models import Placement, Round


def post_moved(introduction: Introduction, round_: Round) -> None:
    """Both sides learn why, and what comes in its place."""

    def moved(introduction: Introduction, side: Side, person: Person) -> Letter:
        return moved_letter(introduction, side, person, round_)

    for side in Side:
        post_to_side("moved", introduction, side, moved)


def moved_letter(introduction: Introduction, side: Side, person: Person, round_: Round) -> Letter:
    mine, theirs = entry_of(introduction, side), organisation_of(introduction, other(side)).name
    return Letter(
        subject=_("The proposal was taken back: %(organisation)s") % {"organisation": theirs},
        greeting=greeting(person.name),
        paragraphs=[
            _(
                "Somebody else declined a proposal of the round “%(round)s”, so its plan was repaired. "
                "We therefore take back the proposal to introduce you to %(organisation)s."
            )
            % {"round": round_.name, "organisation": theirs},
            _("You need not answer it any more."),
            _what_comes(introduction, side, round_),
        ],
        buttons=[(_("See your entry"), absolute(reverse("matchmaking:entry-detail", args=[mine.pk])))],
        reason=why_you(),
    )


def _what_comes(introduction: Introduction, side: Side, round_: Round) -> str:
    mine = entry_of(introduction, side)
    stays = Placement.objects.filter(run__round=round_, run__is_chosen=True, **{side.value: mine})
    others = [organisation_of(Introduction(wish=stay.wish, offer=stay.offer), other(side)).name for stay in stays]
    if others:
        return _("The repaired plan proposes for “%(title)s”: %(organisations)s. Each proposal has its own mail.") % {
            "title": mine.title,
            "organisations": ", ".join(others),
        }
    return _("The repaired plan has no stay for “%(title)s”. Your entry stays on the market.") % {"title": mine.title}
