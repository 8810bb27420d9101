"""Mails around the end of an entry."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.letters.entries import address, facts, tell_organisation, why_organisation
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.renewal_links import sign
from hospes.people.letters import greeting
from hospes.people.models import Person


def ask_whether_still_valid(entry: Entry) -> None:
    tell_organisation(entry, lambda person: still_valid(entry, person))


def tell_expired(entry: Entry) -> None:
    tell_organisation(entry, lambda person: expired(entry, person))


def still_valid(entry: Entry, person: Person) -> Letter:
    until = date_format(entry.valid_until) if entry.valid_until else ""
    return Letter(
        subject=_("Is your entry still valid? %(title)s") % {"title": entry.title},
        greeting=greeting(person.name),
        paragraphs=[
            _("Your entry ends on %(until)s. If it is still valid, renew it with one click.") % {"until": until},
            _("If you do nothing, it leaves the catalogue by itself on that day."),
        ],
        facts=facts(entry),
        buttons=buttons(entry, person),
        reason=why_organisation(),
    )


def expired(entry: Entry, person: Person) -> Letter:
    return Letter(
        subject=_("Your entry has expired: %(title)s") % {"title": entry.title},
        greeting=greeting(person.name),
        paragraphs=[
            _("Your entry has left the catalogue, because its last day has passed."),
            _("If it is still valid, one click brings it back."),
        ],
        facts=facts(entry),
        buttons=buttons(entry, person),
        reason=why_organisation(),
    )


def buttons(entry: Entry, person: Person) -> list[tuple[str, str]]:
    return [(_("Renew the entry"), renewal_address(entry, person)), (_("See or change the entry"), address(entry))]


def renewal_address(entry: Entry, person: Person) -> str:
    return absolute(reverse("matchmaking:entry-renew-by-mail", args=[sign(entry, person)]))
