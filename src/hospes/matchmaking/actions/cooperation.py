"""What an introduction says about cooperation between two regions. Call it before the journal is written."""

from collections.abc import Sequence
from itertools import chain

from django.utils import timezone

from hospes.cooperation.actions import stays
from hospes.matchmaking.models import Entry, Introduction
from hospes.people.models import Person


def introduced(introduction: Introduction, *, by: Person | None) -> None:
    """Both sides are introduced: a link between their regions is drafted."""
    stays.draft_from(_stay(introduction), by=by)


def realised(introduction: Introduction, *, by: Person | None) -> None:
    """The stay took place: the link is confirmed."""
    stays.confirm_from(_stay(introduction), by=by)


def not_realised(introduction: Introduction, *, by: Person | None) -> None:
    """It did not: what it said is taken back."""
    stays.take_back(introduction.key, by=by)


def _stay(introduction: Introduction) -> stays.Stay:
    wish, offer = introduction.wish, introduction.offer
    since = introduction.introduced_at or timezone.now()
    return stays.Stay(
        key=introduction.key,
        sending=wish.organisation,
        hosting=offer.organisation,
        profiles=_said(wish, offer, "profiles"),
        topics=_said(wish, offer, "topics"),
        fields=_said(wish, offer, "fields"),
        since=timezone.localdate(since),
    )


def _said(wish: Entry, offer: Entry, name: str) -> Sequence[str]:
    """What both name; where they share nothing, what the guests say, then the host."""
    wished, offered = getattr(wish, name) or [], getattr(offer, name) or []
    shared = [code for code in wished if code in offered]
    return shared or list(chain(wished, offered))
