"""Mails around the checking of entries."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.letters.entries import ENTRIES_TO_CHECK, address, facts, tell_organisation, why_organisation
from hospes.matchmaking.models import Entry
from hospes.people.choices import PartnershipRole
from hospes.people.letters import greeting, reader
from hospes.people.models import Person
from hospes.people.queries import people_with_role


def tell_facilitators_to_check(entry: Entry) -> None:
    for person in people_with_role(PartnershipRole.FACILITATOR, PartnershipRole.SECRETARIAT):
        post(lambda person=person: to_check(entry, person), to=reader(person), topic=ENTRIES_TO_CHECK)  # type: ignore[misc]


def tell_published(entry: Entry, note: str = "") -> None:
    tell_organisation(entry, lambda person: published(entry, person, note))


def tell_sent_back(entry: Entry) -> None:
    tell_organisation(entry, lambda person: sent_back(entry, person))


def to_check(entry: Entry, person: Person) -> Letter:
    organisation = {"organisation": entry.organisation.name}
    return Letter(
        subject=_("A new entry waits: %(title)s") % {"title": entry.title},
        greeting=greeting(person.name),
        paragraphs=[
            _("%(organisation)s sent an entry. Please read it and publish it, or say what to change.") % organisation
        ],
        facts=facts(entry),
        buttons=[(_("Check the entry"), absolute(reverse("matchmaking:entry-check", args=[entry.pk])))],
        reason=_("You get this mail because you are a facilitator of the partnership."),
    )


def published(entry: Entry, person: Person, note: str) -> Letter:
    if entry.kind == EntryKind.IDEA:
        next_step = _("Other organisations can now read your idea.")
    else:
        next_step = _("Hospes now looks for partners. On the page of your entry you see who suits it, and why.")
    return Letter(
        subject=_("Your entry is published: %(title)s") % {"title": entry.title},
        greeting=greeting(person.name),
        paragraphs=[_("We have read your entry and published it."), next_step],
        facts=facts(entry),
        quote=note,
        buttons=[(_("See your entry"), address(entry))],
        closing=_("Before it ends we ask you whether it is still valid."),
        reason=why_organisation(),
    )


def sent_back(entry: Entry, person: Person) -> Letter:
    return Letter(
        subject=_("Please change your entry: %(title)s") % {"title": entry.title},
        greeting=greeting(person.name),
        paragraphs=[
            _("We have read your entry. Before it can be published, something has to change. This is the reason:")
        ],
        quote=entry.decision_reason,
        facts=facts(entry),
        buttons=[(_("Change the entry"), absolute(reverse("matchmaking:entry-change", args=[entry.pk])))],
        closing=_("Nothing is lost. Change the entry and send it again."),
        reason=why_organisation(),
    )
