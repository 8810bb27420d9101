"""Atom feeds (RFC 4287), each entry in the language of its writer, long lists in pages (RFC 5005)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed


@dataclass(frozen=True)
class Item:
    """One entry of a feed. `html` is safe HTML, or empty."""

    key: str
    title: str
    address: str
    language: str
    author: str
    published_at: datetime
    changed_at: datetime
    text: str = ""
    html: str = ""
    categories: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Feed:
    """A feed, and where its neighbours are. `key` never changes, whatever the address."""

    key: str
    title: str
    page: str
    address: str
    language: str
    items: Iterable[Item]
    next_address: str = ""
    previous_address: str = ""


class _Atom(Atom1Feed):
    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation in ("next", "previous"):
            if address := self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def item_attributes(self, item: Any) -> dict[str, Any]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        if item["html"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})
        elif item["text"]:
            handler.addQuickElement("content", item["text"], {"type": "text"})

    def latest_post_date(self) -> datetime:
        """The moment of the newest change; of an empty feed always the same, so that it does not seem to change."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def answer(feed: Feed) -> HttpResponse:
    atom = _Atom(
        title=feed.title,
        link=feed.page,
        description="",
        language=feed.language,
        feed_url=feed.address,
        feed_guid=feed.key,
        next=feed.next_address,
        previous=feed.previous_address,
    )
    for item in feed.items:
        atom.add_item(
            title=_storable(item.title),
            link=item.address,
            description=None,  # type: ignore[arg-type]  # the content says it all
            unique_id=item.key,
            pubdate=item.published_at,
            updateddate=item.changed_at,
            author_name=_storable(item.author),
            categories=item.categories,
            language=item.language,
            text=_storable(item.text),
            html=item.html,
        )
    made = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    made["Cache-Control"] = "public, max-age=300"
    return made


def _storable(text: str) -> str:
    """XML has no control characters but tab and line feeds."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")
