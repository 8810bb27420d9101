"""What both sides of a stay said so far, one short sentence each."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hospes.matchmaking.choices import WAITING, IntroductionState
from hospes.matchmaking.models import Introduction
from hospes.rounds.models import Placement
from hospes.rounds.phrases import repairs, results


def lines(stay: Placement) -> list[str]:
    made = stay.introduction
    if made is None:
        return [results.refused(stay)] if stay.refused else [_("The proposal has not gone out yet.")]
    if made.state in WAITING:
        return _waiting(made)
    if made.state == IntroductionState.EXPIRED:
        return [*_silent(made), _("The answer date passed on %(day)s.") % {"day": _day(made.answer_by)}]
    if made.introduced_at is not None:
        introduced = _("Both sides accepted. They know each other since %(day)s.") % {"day": _day(made.introduced_at)}
        return [introduced, *_after(made)]
    ended = [repairs.ending(stay)]
    return [*ended, _("In their words: %(words)s") % {"words": made.comment}] if made.comment else ended


def _waiting(made: Introduction) -> list[str]:
    found = [
        _said(made.wish.organisation.name, made.wish_accepted_at),
        _said(made.offer.organisation.name, made.offer_accepted_at),
        _("Both have until %(day)s.") % {"day": _day(made.answer_by)},
    ]
    if made.reminded_at is not None:
        found.append(_("Who has not answered was reminded on %(day)s.") % {"day": _day(made.reminded_at)})
    return found


def _said(organisation: str, accepted: datetime | None) -> str:
    if accepted is None:
        return _("%(organisation)s has not answered yet.") % {"organisation": organisation}
    return _("%(organisation)s accepted on %(day)s.") % {"organisation": organisation, "day": _day(accepted)}


def _silent(made: Introduction) -> list[str]:
    accepted = [
        (made.wish.organisation.name, made.wish_accepted_at),
        (made.offer.organisation.name, made.offer_accepted_at),
    ]
    silent = [name for name, moment in accepted if moment is None]
    return [_("%(organisation)s did not answer.") % {"organisation": name} for name in silent]


def _after(made: Introduction) -> list[str]:
    later = (IntroductionState.IN_PREPARATION, IntroductionState.REALISED, IntroductionState.NOT_REALISED)
    return [str(IntroductionState(made.state).label) + "."] if made.state in later else []


def _day(moment: date | datetime) -> str:
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return date_format(local, "DATE_FORMAT")
