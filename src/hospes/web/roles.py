"""What each role lets a person do, in words. True to what the site does today, and to nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Key = Literal[
    "visitor",
    "guest",
    "member",
    "representative",
    "deputy",
    "facilitator",
    "secretariat",
    "steering_group",
    "reviewer",
    "administrator",
]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role as its holder reads it."""

    key: Key
    name: str | Promise
    meaning: str | Promise
    may: Sequence[str | Promise]


ROLES: tuple[RoleWords, ...] = (
    RoleWords(
        "visitor",
        _("Visitor"),
        _("Somebody who has not signed in."),
        (
            _("Read everything public: organisations, regions, published offers, wishes and project ideas, news."),
            _("Ask to join with an organisation."),
            _("Report something that should not be there."),
        ),
    ),
    RoleWords(
        "guest",
        _("Guest"),
        _("Somebody who follows a personal link from a mail. The link opens one thing only."),
        (
            _("Accept, decline or change a proposed introduction, when the link is about one."),
            _("Renew an entry or answer a question, when the link is about that."),
            _("Accept an invitation and open an account."),
        ),
    ),
    RoleWords(
        "member",
        _("Member of staff"),
        _("Somebody who works for an organisation and acts in its name."),
        (
            _("Write and change the organisation's offers, wishes and project ideas, and send them to be checked."),
            _("Pause, renew and withdraw them."),
            _("See which counterparts suit them, and why."),
            _("Answer proposed introductions, and write in the thread once both sides have accepted."),
            _("Keep the organisation's own page up to date, and describe what its region needs."),
        ),
    ),
    RoleWords(
        "representative",
        _("Representative"),
        _("The person who speaks for an organisation in the partnership. There is one at a time."),
        (
            _("Do everything that a member of staff may do."),
            _("Invite colleagues, name the representative and the deputy, and end their posts."),
        ),
    ),
    RoleWords(
        "deputy",
        _("Deputy"),
        _("The person who speaks for an organisation when the representative cannot."),
        (
            _("Do everything that a member of staff may do."),
            _("Invite colleagues, and name a deputy."),
        ),
    ),
    RoleWords(
        "facilitator",
        _("Facilitator"),
        _("Somebody who brings hosting and sending organisations together."),
        (
            _("Check new entries: publish them, or send them back with a reason."),
            _("Use the desk: ask questions, propose introductions, set pairs aside."),
            _("See every introduction and its state."),
            _("Write entries for an organisation that cannot do so itself."),
        ),
    ),
    RoleWords(
        "secretariat",
        _("Secretariat"),
        _("The office that runs the partnership."),
        (
            _("Do everything that a facilitator may do."),
            _("Answer organisations that ask to join."),
            _("Add organisations one by one or from a list, and decide on their membership."),
            _("Change the page of any organisation, and invite people to it."),
            _("Write news, show supporters, and decide on reports about public content."),
        ),
    ),
    RoleWords(
        "steering_group",
        _("Steering group"),
        _("Somebody who helps to steer the partnership."),
        (_("Be named as a member of the steering group. Everything else follows from your other roles."),),
    ),
    RoleWords(
        "reviewer",
        _("Reviewer"),
        _("Somebody who reads applications to calls."),
        (_("Be named as a reviewer. Everything else follows from your other roles."),),
    ),
    RoleWords(
        "administrator",
        _("Administrator"),
        _("Somebody who looks after accounts and settings."),
        (
            _("Give and end roles, and stop or reopen accounts."),
            _("Invite people, to an organisation or to none yet."),
            _("This role opens nothing private: introductions and their threads stay closed to it."),
        ),
    ),
)
BY_KEY = {role.key: role for role in ROLES}


def held_by(keys: Sequence[str]) -> list[RoleWords]:
    """The roles with these keys, in the order of the table."""
    return [role for role in ROLES if role.key in keys]
