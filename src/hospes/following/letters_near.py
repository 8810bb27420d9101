"""The mail about a pair that nearly fits: what is in the way, and the one change that would lift it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.following.queries.near import NearMiss
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import Side
from hospes.matchmaking.letters.entries import why_organisation
from hospes.matchmaking.phrases.barriers import barrier
from hospes.matchmaking.phrases.boxes import edit_url
from hospes.matchmaking.phrases.changes import concession
from hospes.matchmaking.phrases.unknowns import missing
from hospes.people.letters import greeting
from hospes.people.models import Person


def near_miss(miss: NearMiss, person: Person) -> Letter:
    """Built in the reader's language."""
    is_wish = miss.side == Side.WISH
    named = {"mine": miss.mine.title, "other": miss.other.title, "organisation": miss.other.organisation.name}
    subject = _("Your wish nearly fits %(other)s") if is_wish else _("Your offer nearly fits %(other)s")
    about = (
        _("Your wish “%(mine)s” nearly fits “%(other)s” of %(organisation)s.")
        if is_wish
        else _("Your offer “%(mine)s” nearly fits “%(other)s” of %(organisation)s.")
    )
    ids = (miss.mine.pk, miss.other.pk) if is_wish else (miss.other.pk, miss.mine.pk)
    return Letter(
        subject=subject % named,
        greeting=greeting(person.name),
        paragraphs=[about % named, *_what_would_help(miss)],
        buttons=[
            (_("Change your wish") if is_wish else _("Change your offer"), absolute(edit_url(miss.mine, miss.field))),
            (_("See the pair"), absolute(reverse("matchmaking:pair-detail", args=ids))),
        ],
        closing=_("If it does not suit you, do nothing. We do not ask about this change again."),
        reason=why_organisation(),
    )


def _what_would_help(miss: NearMiss) -> list[str]:
    if miss.change is None or miss.barrier is None:
        return [
            _("Only one answer is missing."),
            missing(miss.side.value, miss.field),
            _("Fill it in, and the pair may become possible."),
        ]
    return [
        _("Only this is in the way:"),
        barrier(miss.barrier.code, miss.barrier.facts),
        concession(miss.change.code, miss.change.side, miss.change.facts),
    ]
