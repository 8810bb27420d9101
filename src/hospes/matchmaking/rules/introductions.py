"""Who may do what with an introduction, and when an answer still counts."""

from datetime import date
from uuid import UUID

from hospes.matchmaking.choices import NEXT_INTRODUCTION, UNDER_WAY, WAITING, EntryStatus, IntroductionState, Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.rules.validity import has_run_out
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_facilitator

# What the sides themselves say of an introduction once both have accepted.
MARKS = (IntroductionState.IN_PREPARATION, IntroductionState.REALISED, IntroductionState.NOT_REALISED)


class RefusedError(Exception):
    """Something cannot be done now. `code` says why; phrases/introductions.py has the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


# The two sides


def other(side: Side) -> Side:
    return Side.OFFER if side == Side.WISH else Side.WISH


def entry_of(introduction: Introduction, side: Side) -> Entry:
    return introduction.wish if side == Side.WISH else introduction.offer


def organisation_of(introduction: Introduction, side: Side) -> Organisation:
    return entry_of(introduction, side).organisation


def has_accepted(introduction: Introduction, side: Side) -> bool:
    moment = introduction.wish_accepted_at if side == Side.WISH else introduction.offer_accepted_at
    return moment is not None


def sides_to_answer(introduction: Introduction) -> list[Side]:
    """The sides whose answer is still missing."""
    if not is_waiting(introduction):
        return []
    return [side for side in Side if not has_accepted(introduction, side)]


# Who


def side_of(organisation: Organisation | None, introduction: Introduction) -> Side | None:
    """The side that an organisation is on, if any."""
    if organisation is None:
        return None
    return next((side for side in Side if entry_of(introduction, side).organisation_id == organisation.pk), None)


def is_on_side(person: Visitor, introduction: Introduction, side: Side) -> bool:
    return acts_for(person, organisation_of(introduction, side))


def may_propose(person: Visitor) -> bool:
    return is_facilitator(person)


def may_see_desk(person: Visitor) -> bool:
    return is_facilitator(person)


def may_see(person: Visitor, introduction: Introduction) -> bool:
    return is_facilitator(person) or any(is_on_side(person, introduction, side) for side in Side)


def unnamed_to(person: Visitor, introduction: Introduction) -> frozenset[UUID]:
    """Organisations whose people this reader does not know by name yet: the other side, until both have accepted."""
    if is_introduced(introduction) or is_facilitator(person):
        return frozenset()
    others = (organisation_of(introduction, side) for side in Side if not is_on_side(person, introduction, side))
    return frozenset(organisation.key for organisation in others)


# When


def can_become(introduction: Introduction, state: IntroductionState) -> bool:
    return state in NEXT_INTRODUCTION[IntroductionState(introduction.state)]


def is_waiting(introduction: Introduction) -> bool:
    return introduction.state in WAITING


def is_introduced(introduction: Introduction) -> bool:
    """Both sides have accepted, now or in the past: they know each other's contacts."""
    return introduction.introduced_at is not None


def can_write(introduction: Introduction) -> bool:
    return is_introduced(introduction) and introduction.state in (*UNDER_WAY, IntroductionState.REALISED)


def can_be_proposed(wish: Entry, offer: Entry, today: date) -> bool:
    """Both are published and have not run out, and belong to two organisations."""
    stand = all(one.status == EntryStatus.PUBLISHED and not has_run_out(one, today) for one in (wish, offer))
    return stand and wish.organisation_id != offer.organisation_id


def marks_now(introduction: Introduction) -> list[IntroductionState]:
    """What either side may say became of it, in the order of the way."""
    return [state for state in MARKS if can_become(introduction, state)]


def can_be_agreed(introduction: Introduction) -> bool:
    """Not about an entry that was withdrawn or sent back. One that is paused or has expired meanwhile takes
    no new proposals, but both sides may still agree to this one, whose terms they read."""
    closed = (EntryStatus.WITHDRAWN, EntryStatus.REJECTED)
    return all(entry_of(introduction, side).status not in closed for side in Side)


# Both


def may_withdraw(person: Visitor, introduction: Introduction) -> bool:
    return is_facilitator(person) and can_become(introduction, IntroductionState.WITHDRAWN)


def may_answer(person: Visitor, introduction: Introduction, side: Side) -> bool:
    return is_waiting(introduction) and is_on_side(person, introduction, side)


def may_write(person: Visitor, introduction: Introduction) -> bool:
    return isinstance(person, Person) and can_write(introduction) and may_see(person, introduction)
