"""What webhooks can be told of: events, from the verbs of the journal.

A delivery holds ids, codes and addresses of pages: what it is about is read through the API, which asks who is
there. No names, no words, no counts of people.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hospes.journal.models import JournalLine
from hospes.mail.letter import absolute
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.models import Organisation
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News

TEST = "test"


@dataclass(frozen=True)
class Event:
    """`is_own`: told to the webhooks of the organisations concerned only."""

    name: str
    label: str | Promise
    verbs: tuple[str, ...]
    is_own: bool = False


EVENTS: tuple[Event, ...] = (
    Event(
        "entry.published", _("An entry came to the catalogue, or came back to it"), ("entry.published", "entry.resumed")
    ),
    Event("entry.changed", _("An entry of the catalogue was changed or renewed"), ("entry.changed", "entry.renewed")),
    Event(
        "entry.left",
        _("An entry left the catalogue"),
        ("entry.paused", "entry.withdrawn", "entry.expired", "entry.rejected"),
    ),
    Event("organisation.added", _("An organisation was added"), ("organisation.added", "organisation.imported")),
    Event(
        "organisation.changed",
        _("The page or the membership of an organisation was changed"),
        ("organisation.changed", "organisation.membership_changed"),
    ),
    Event("news.published", _("A piece of news was published"), ("news.published",)),
    Event("news.left", _("A piece of news was withdrawn"), ("news.withdrawn",)),
    Event(
        "introduction.proposed",
        _("An introduction was proposed to us"),
        ("introduction.proposed", "introduction.countered"),
        is_own=True,
    ),
    Event(
        "introduction.changed",
        _("An introduction of ours was answered or went on"),
        (
            "introduction.accepted",
            "introduction.introduced",
            "introduction.in_preparation",
            "introduction.realised",
        ),
        is_own=True,
    ),
    Event(
        "introduction.ended",
        _("An introduction of ours ended without a stay"),
        (
            "introduction.declined",
            "introduction.withdrawn",
            "introduction.expired",
            "introduction.fell_through",
            "introduction.not_realised",
        ),
        is_own=True,
    ),
    Event(
        "introduction.message", _("A message was written in a thread of ours"), ("introduction.message",), is_own=True
    ),
)
BY_VERB: Mapping[str, Event] = {verb: event for event in EVENTS for verb in event.verbs}
BY_NAME: Mapping[str, Event] = {event.name: event for event in EVENTS}


@dataclass(frozen=True)
class Told:
    """An event with what is told of it, and whom it concerns. `organisations` is None when it is public."""

    event: Event
    line: JournalLine
    about: dict[str, Any]
    organisations: frozenset[int] | None


def events_for(organisation: Organisation | None) -> list[Event]:
    """The partnership's own webhooks are told what is public; nothing of introductions."""
    return [event for event in EVENTS if organisation is not None or not event.is_own]


def told(lines: Iterable[JournalLine]) -> list[Told]:
    """What these lines of the journal tell, without what is gone or never was public. One query for each kind."""
    lines = [line for line in lines if line.verb in BY_VERB]
    found: dict[tuple[str, str], tuple[dict[str, Any], frozenset[int] | None]] = {}
    for kind, (rows, describe) in _KINDS.items():
        keys = {line.object_id for line in lines if line.object_kind == kind and line.object_id.isdigit()}
        for row in rows().filter(pk__in=keys) if keys else ():
            described = describe(row)
            if described is not None:
                found[kind, str(row.pk)] = described
    events = []
    for line in lines:
        described = found.get((line.object_kind, line.object_id))
        if described is not None and _still_holds(line, described[0]):
            about = {name: value for name, value in described[0].items() if not name.startswith("_")}
            events.append(Told(BY_VERB[line.verb], line, about, described[1]))
    return events


def _still_holds(line: JournalLine, about: Mapping[str, Any]) -> bool:
    """A draft that is changed is nobody's business; nor is one that was never published and is withdrawn."""
    return line.verb not in {"entry.changed"} or bool(about["_is_on_market"])


Described = tuple[dict[str, Any], frozenset[int] | None]


def _entry(entry: Any) -> Described | None:
    if entry.first_published_at is None:
        return None
    about = {
        "id": entry.pk,
        "kind": entry.kind,
        "organisation": entry.organisation_id,
        "url": absolute(entry.get_absolute_url(), "en"),
        "api": absolute(f"/api/v1/entries/{entry.pk}", "en"),
        "_is_on_market": entry.status == EntryStatus.PUBLISHED,
    }
    return about, None


def _organisation(one: Any) -> Described:
    address = absolute(one.get_absolute_url(), "en")
    about = {
        "id": one.pk,
        "country": one.country,
        "url": address,
        "api": absolute(f"/api/v1/organisations/{one.pk}", "en"),
    }
    return about, None


def _news(news: Any) -> Described | None:
    if news.published_at is None:
        return None
    address = absolute(news.get_absolute_url(), "en")
    return {
        "id": news.pk,
        "language": news.language,
        "url": address,
        "is_published": news.status == NewsStatus.PUBLISHED,
    }, None


def _introduction(one: Any) -> Described:
    sides = frozenset({one.wish.organisation_id, one.offer.organisation_id})
    about = {
        "id": one.pk,
        "state": one.state,
        "wish": one.wish_id,
        "offer": one.offer_id,
        "url": absolute(one.get_absolute_url(), "en"),
        "api": absolute(f"/api/v1/introductions/{one.pk}", "en"),
    }
    return about, sides


_KINDS: Mapping[str, tuple[Callable[[], Any], Callable[[Any], Described | None]]] = {
    "matchmaking.entry": (Entry.objects.all, _entry),
    "organisations.organisation": (Organisation.objects.all, _organisation),
    "outreach.news": (News.objects.all, _news),
    "matchmaking.introduction": (lambda: Introduction.objects.select_related("wish", "offer"), _introduction),
}


def body_of(event: str, delivery: str, at: str, about: Mapping[str, Any], thing: str) -> dict[str, Any]:
    """What is sent, as JSON."""
    return {"id": delivery, "event": event, "at": at, thing: dict(about)}


def thing_of(line: JournalLine) -> str:
    """`matchmaking.entry` → `entry`."""
    return line.object_kind.rpartition(".")[2]
