"""Pages of text can be found: by their name and by what they are about, in the reader's language and in English."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hospes.search import sections
from hospes.search.asked import Asked, asked
from hospes.search.tokens import tokens
from hospes.web.questions import QUESTIONS


class TextPage(NamedTuple):
    name: str
    title: str | Promise
    about: str | Promise


PAGES = (
    TextPage(
        "web:help", _("Help"), _("How to find a partner, write an entry, answer a proposal, and what the words mean.")
    ),
    TextPage("organisations:join", _("Join the partnership"), _("How an organisation becomes a member.")),
    TextPage("outreach:contact", _("Contact"), _("Whom to write to, and who answers.")),
    TextPage("web:privacy", _("Privacy"), _("What is kept about you, why, how long, and your rights.")),
    TextPage("web:terms", _("Terms of use"), _("What may be published here, and how reports are dealt with.")),
    TextPage(
        "web:accessibility", _("Accessibility"), _("How the site works with a keyboard, a screen reader or large text.")
    ),
    TextPage(
        "web:about", _("About Hospes"), _("The software behind this site: its version, its source and its licence.")
    ),
    TextPage(
        "matchmaking:catalogue",
        _("Offers, wishes and ideas"),
        _("Everything on the market, with filters, a map and a feed."),
    ),
    TextPage(
        "organisations:region-list",
        _("Regions"),
        _("The regions of the partnership, their challenges and skill needs."),
    ),
)


def find_pages(text: str) -> sections.Listed:
    question = asked(text)
    if not question:
        return sections.Listed([])
    pages = [
        sections.Hit(str(page.title), reverse(page.name), str(page.about))
        for page in PAGES
        if _answers(question, page.title, page.about)
    ]
    helps = [
        sections.Hit(str(one.title), f"{reverse('web:help')}#{one.code}", str(one.answer))
        for one in QUESTIONS
        if _answers(question, one.title, one.answer)
    ]
    return sections.Listed(pages + helps)


def _answers(question: Asked, title: str | Promise, about: str | Promise) -> bool:
    known = _words(title, about)
    return all(
        not known.isdisjoint(word.tokens) or any(one.startswith(word.beginnings) for one in known if word.beginnings)
        for word in question
    )


def _words(title: str | Promise, about: str | Promise) -> set[str]:
    reader = translation.get_language() or "en"
    own = tokens(f"{title} {about}", reader)
    with translation.override("en"):
        return own | tokens(f"{title} {about}", "en")


sections.add(sections.Section("pages", 50, _("Help and information"), find_pages))
