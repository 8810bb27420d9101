"""The digest, and the mail that asks a guest whether the address is theirs."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.following.choices import CONFIRM, DIGEST, NEAR, NEWS, SEARCHES, WAITING
from hospes.following.links import confirm_link, reader_link
from hospes.following.models import Reader, SavedSearch
from hospes.following.queries.searches import wanted_of
from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.choices import Way
from hospes.mail.letter import Letter, Recipient, Section, absolute
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.people.letters import greeting, reader

topics.add({DIGEST: gettext_lazy("The digest")}, ways=topics.ANSWERS)
topics.add(
    {
        SEARCHES: gettext_lazy("New entries for the searches you saved"),
        NEWS: gettext_lazy("News of the partnership"),
        WAITING: gettext_lazy("What waits for you"),
    },
    ways=topics.IN_THE_DIGEST,
)
# Nobody waits for an answer: the digest is soon enough, unless the reader wants it at once.
topics.add({NEAR: gettext_lazy("Pairs that one change would make possible")}, ways=(Way.DIGEST, Way.AT_ONCE, Way.NEVER))


def recipient_of(one: Reader) -> Recipient:
    """How the reader reads: a person as the account says, a guest as the search was saved."""
    if one.person is not None:
        return reader(one.person)
    return Recipient(one.address, "", one.language, one.time_zone)


def address_of(one: Reader) -> str:
    return one.person.email if one.person is not None else one.address


def digest(one: Reader, sections: Sequence[Section], day: date, *, is_weekly: bool) -> Letter:
    """Built in the reader's language and time zone."""
    named = {"day": date_format(day), "what": " · ".join(section.heading for section in sections[:2])}
    subject = _("Your week in Hospes: %(what)s") if is_weekly else _("Today in Hospes: %(what)s")
    return Letter(
        subject=subject % named,
        greeting=greeting(one.person.name if one.person else ""),
        paragraphs=[_("This is what came up until %(day)s.") % named],
        sections=sections,
        buttons=[_choices_of(one)],
        reason=_("You get this mail because you have an account here.")
        if one.person
        else _("You get this mail because you saved a search with this address."),
    )


def _choices_of(one: Reader) -> tuple[str, str]:
    if one.person is not None:
        return _("Choose what you are told, and how often"), absolute(reverse("following:notifications"))
    return _("Change or end your searches"), reader_link(one, one.language)


def post_confirmation(search: SavedSearch, address: str, language: str) -> None:
    """Always in the language of the page on which somebody asked; their words are not passed on to the address."""
    post(
        lambda: confirmation(search, language),
        to=Recipient(address, "", language),
        topic=CONFIRM,
        unsubscribe=False,
    )


def confirmation(search: SavedSearch, language: str) -> Letter:
    codes = [(name, code) for name, codes in wanted_of(search.query).codes.items() for code in codes]
    kinds = [("kind", kind) for kind in wanted_of(search.query).kinds]
    chosen = ", ".join(phrases.code_label(name, code) for name, code in [*kinds, *codes])
    return Letter(
        subject=_("Shall we tell you about new entries?"),
        greeting=greeting(""),
        paragraphs=[
            _("Somebody asked us to write to this address when new entries suit a search."),
            _("If it was you, say yes. Otherwise do nothing: no more mails come."),
        ],
        facts=[(_("Search"), chosen)] if chosen else [],
        buttons=[(_("Yes, tell me"), confirm_link(search, language))],
        closing=_("The link works for seven days."),
        reason=_("You get this mail because somebody typed your address into a form of ours."),
    )
