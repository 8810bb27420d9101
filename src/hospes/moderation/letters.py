"""What is written about notices: that one arrived, and what was decided and why."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, Recipient, absolute
from hospes.moderation.choices import Decision, NoticeKind
from hospes.moderation.models import Notice
from hospes.people.letters import greeting
from hospes.people.models import Person

TOPIC = "notices"
NoticeLetter = Callable[[Notice], Letter]


def sender(notice: Notice) -> Recipient:
    return Recipient(notice.contact_email, notice.contact_name, notice.language)


def notice_received(notice: Notice) -> Letter:
    """Without the words of the notice: anybody may type anything there, and any address."""
    return Letter(
        subject=_("We have your notice"),
        greeting=greeting(notice.contact_name),
        paragraphs=[
            _("Thank you for telling us. A person of the secretariat reads your notice and decides."),
            _("You get the decision and its reasons by mail, as a rule within a week."),
        ],
        facts=[(_("About"), notice.about_title), (_("Your reason"), str(NoticeKind(notice.kind).label))],
        reason=_("You get this mail because you gave this address with the notice."),
    )


def notice_decided(notice: Notice) -> Letter:
    return Letter(
        subject=_("The decision on your notice"),
        greeting=greeting(notice.contact_name),
        paragraphs=[
            _("A person of the secretariat has read your notice and decided. No decision was made by a program."),
        ],
        facts=[(_("About"), notice.about_title), (_("Decision"), str(Decision(notice.decision).label))],
        quote=notice.statement,
        closing=_(
            "If you do not agree, answer this mail within six months: somebody else looks at it again."
            " You can also go to an out-of-court body or to a court."
        ),
        reason=_("You get this mail because you gave this address with the notice."),
    )


def content_decided(notice: Notice, person: Person) -> Letter:
    """To those whose content it is: what was done with it, and why."""
    return Letter(
        subject=_("A decision about something you published"),
        greeting=greeting(person.name),
        paragraphs=[
            _("Somebody told us that something of yours should not be public. A person of the secretariat decided."),
            _("The decision rests on the notice, on the terms of this site, and on the reasons below."),
        ],
        facts=[
            (_("About"), notice.about_title),
            (_("Reason of the notice"), str(NoticeKind(notice.kind).label)),
            (_("Decision"), str(Decision(notice.decision).label)),
        ],
        quote=notice.statement,
        buttons=[(_("Look at the page"), absolute(notice.about_url))] if notice.about_url else [],
        closing=_(
            "If you do not agree, answer this mail within six months: somebody else looks at it again."
            " You can also go to an out-of-court body or to a court."
        ),
        reason=_("You get this mail because you act for the organisation that published it."),
    )
