"""A digest in its reader's words: sections with lines, the most pressing first."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.consortia.models import Partner
from hospes.consortia.queries.todo import waiting_words
from hospes.following.choices import NEWS, SEARCHES, WAITING
from hospes.following.queries.digest import Found
from hospes.following.queries.searches import wanted_of
from hospes.mail import topics
from hospes.mail.letter import Line, Section, absolute
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.phrases import catalogue, words
from hospes.matchmaking.phrases.cards import card

MOST_LINES = 10


def sections(found: Found, muted: Collection[str]) -> list[Section]:
    """Nothing that the reader muted, and no empty section. Call it in the reader's language."""
    made: list[Section] = []
    if WAITING not in muted:
        made += _waiting(found)
    if SEARCHES not in muted:
        made += [_new(search.name, search.query, entries) for search, entries in found.searches]
    made += _held(found)
    if NEWS not in muted:
        made += _news(found)
    return made


def _waiting(found: Found) -> list[Section]:
    lines = _answers(found.introductions)
    lines += [_role(partner) for partner in found.roles]
    lines += [_closing(entry) for entry in found.closing]
    lines += [_entry(entry) for entry in found.entries]
    if found.to_check:
        words = ngettext(
            "%(count)s entry waits to be checked.", "%(count)s entries wait to be checked.", found.to_check
        )
        lines.append(Line(words % {"count": found.to_check}, absolute(reverse("matchmaking:entry-queue"))))
    return _cut(_("What waits for you"), lines, absolute(reverse("web:todo")))


def _answers(waiting: Sequence[tuple[Introduction, int]]) -> list[Line]:
    """One line for each proposal; for all parts of an exchange together, because one press answers them."""
    together: dict[tuple[str, int, int], list[tuple[Introduction, int]]] = {}
    for one, mine in waiting:
        key = ("exchange", one.exchange_id, mine) if one.exchange_id else ("introduction", one.pk, mine)
        together.setdefault(key, []).append((one, mine))
    return [_answer(parts) for parts in together.values()]


def _answer(parts: Sequence[tuple[Introduction, int]]) -> Line:
    first = parts[0][0]
    theirs = words.listed(dict.fromkeys(_theirs(one, mine).organisation.name for one, mine in parts))
    note = _("Answer by %(day)s") % {"day": date_format(first.answer_by)}
    if first.exchange_id is None:
        title = _("Answer the proposal from %(organisation)s") % {"organisation": theirs}
        return Line(title, absolute(first.get_absolute_url()), note)
    address = absolute(reverse("exchanges:exchange-detail", args=[first.exchange_id]))
    return Line(_("Answer the exchange that was proposed to you"), address, f"{theirs} · {note}")


def _theirs(one: Introduction, mine: int) -> Entry:
    return one.offer if one.wish.organisation_id == mine else one.wish


def _role(partner: Partner) -> Line:
    entry = partner.role.consortium.entry
    return Line(waiting_words(partner), absolute(reverse("consortia:idea-detail", args=[entry.pk])), _deadline(entry))


def _closing(entry: Entry) -> Line:
    words = _("Partners are still missing: %(idea)s") % {"idea": entry.title}
    return Line(words, absolute(reverse("consortia:idea-detail", args=[entry.pk])), _deadline(entry))


def _deadline(entry: Entry) -> str:
    return _("Deadline: %(day)s") % {"day": date_format(entry.deadline)} if entry.deadline else ""


def _entry(entry: Entry) -> Line:
    words = _("Your entry ends soon. Is it still valid? %(title)s")
    if entry.status == EntryStatus.REJECTED:
        words = _("Your entry came back. Change it and send it again: %(title)s")
    elif entry.status == EntryStatus.EXPIRED:
        words = _("Your entry expired. Renew it with one click, or withdraw it: %(title)s")
    return Line(words % {"title": entry.title}, absolute(entry.get_absolute_url()))


def _new(name: str, query: str, entries: list[Entry]) -> Section:
    number = {"number": len(entries), "name": name}
    heading = ngettext("%(number)s new entry: %(name)s", "%(number)s new entries: %(name)s", len(entries)) % number
    lines = []
    for entry in entries[:MOST_LINES]:
        shown = card(entry)
        note = " · ".join(part for part in (shown.kind, entry.organisation.name, shown.place, shown.when) if part)
        lines.append(Line(entry.title, absolute(entry.get_absolute_url()), note, entry.language))
    return Section(heading, lines, _("All entries of this search"), absolute(catalogue.page_of(wanted_of(query))))


def _held(found: Found) -> list[Section]:
    """Mails that waited for the digest, under the name of their topic, the newest first."""
    by_topic = sorted(found.held, key=lambda mail: mail.topic)
    made: list[Section] = []
    for topic, mails in groupby(by_topic, key=lambda mail: mail.topic):
        newest = sorted(mails, key=lambda mail: mail.written_at, reverse=True)
        lines = [Line(mail.subject, mail.link, _day(mail.written_at), mail.language) for mail in newest]
        made += _cut(topics.label(topic), lines, absolute(reverse("web:todo")))
    return made


def _news(found: Found) -> list[Section]:
    lines = [
        Line(news.title, absolute(news.get_absolute_url()), _day(news.published_at), news.language)
        for news in found.news
    ]
    return _cut(_("News of the partnership"), lines, absolute(reverse("outreach:news-list")))


def _cut(heading: str, lines: list[Line], more_address: str) -> list[Section]:
    if not lines:
        return []
    rest = len(lines) - MOST_LINES
    more = ngettext("And %(number)s more", "And %(number)s more", rest) % {"number": rest} if rest > 0 else ""
    return [Section(heading, lines[:MOST_LINES], more, more_address if more else "")]


def _day(moment: datetime | None) -> str:
    return date_format(moment) if moment else ""
