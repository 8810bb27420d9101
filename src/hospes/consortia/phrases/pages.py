"""A consortium and the list of ideas in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.consortia.choices import IdeaState, RoleState
from hospes.consortia.models import Partner, Role
from hospes.consortia.queries.roles import RoleStanding
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import words
from hospes.matchmaking.phrases.cards import place
from hospes.organisations.models import Organisation
from hospes.reference.choices import OrganisationKind
from hospes.reference.queries import field_label

STATUS_KINDS = {RoleState.FILLED: "live", RoleState.ASKED: "waiting", RoleState.MISSING: ""}
IDEA_KINDS = {IdeaState.SEEKING: "waiting", IdeaState.COMPLETE: "live", IdeaState.CLOSED: "over"}


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner as this reader may know it, and what the reader may do about it."""

    partner: Partner
    name: str
    organisation: Organisation | None
    is_own: bool
    may_answer: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role as its page shows it."""

    standing: RoleStanding
    number: int
    status: str
    status_kind: str
    facts: list[tuple[str, str]]
    partners: list[PartnerLine]
    may_apply: bool

    @property
    def role(self) -> Role:
        return self.standing.role


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """An idea in the list."""

    entry: Entry
    place: str
    found: int
    missing: int
    deadline: str
    days_left: str


@dataclass(frozen=True, slots=True)
class Contact:
    organisation: str
    people: Sequence[tuple[str, str]]


def facts_of(role: Role) -> list[tuple[str, str]]:
    """What the role asks for; what it leaves open is left out."""
    rows = [
        (_("Kinds of organisation"), words.listed(_kind(code) for code in role.kinds)),
        (_("Works with"), words.labels("profiles", role.works_with)),
        (_("Topics"), words.labels("topics", role.topics)),
        (_("Fields of education"), words.listed(field_label(code) for code in role.fields)),
        (_("Places"), words.listed(words.territory(code) for code in (*role.countries, *role.regions))),
        (_("Languages"), words.listed(words.language(code) for code in role.languages)),
    ]
    if role.abroad:
        rows.append((_("Country"), _("Only from another country than the lead")))
    return [(label, text) for label, text in rows if text]


def _kind(code: str) -> str:
    return str(OrganisationKind(code).label) if code in OrganisationKind.values else code


def days_left(deadline: date | None, today: date) -> str:
    if deadline is None:
        return ""
    days = (deadline - today).days
    if days < 0:
        return _("The deadline has passed")
    if days == 0:
        return _("The deadline is today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def idea_card(entry: Entry, numbers: tuple[int, int], today: date) -> IdeaCard:
    return IdeaCard(
        entry=entry,
        place=place(entry),
        found=numbers[0],
        missing=numbers[1],
        deadline=date_format(entry.deadline) if entry.deadline else "",
        days_left=days_left(entry.deadline, today),
    )


def next_step(state: IdeaState, *, leads: bool, missing: int, has_roles: bool) -> str:
    """What happens next, for this reader."""
    if state == IdeaState.CLOSED:
        return _("This project idea no longer seeks partners.")
    if state == IdeaState.COMPLETE:
        return _("All partners are found.")
    if leads and not has_roles:
        return _("Say which partners you seek. Then you see who suits each role, and others can offer themselves.")
    if leads:
        return ngettext(
            "%(missing)s partner is missing. Ask one of those suggested, or wait for applications.",
            "%(missing)s partners are missing. Ask some of those suggested, or wait for applications.",
            missing,
        ) % {"missing": missing}
    if not has_roles:
        return _("The lead has not said yet which partners it seeks.")
    return ngettext(
        "%(missing)s partner is missing. Could it be you?",
        "%(missing)s partners are missing. Could it be you?",
        missing,
    ) % {"missing": missing}
