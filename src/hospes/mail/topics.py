"""Kinds of mail, by the name the reader knows them by, and the ways in which each can come.

An app adds its topics in `letters.py`:

    topics.add({"introductions": _("Introductions proposed to your organisation")})
    topics.add({"questions": _("Questions")}, ways=topics.ANSWERS)

A topic that asks for an answer does not wait for the digest. A topic of the digest alone has no mails of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hospes.mail.choices import Way

ALL = (Way.AT_ONCE, Way.DIGEST, Way.NEVER)
ANSWERS = (Way.AT_ONCE, Way.NEVER)
IN_THE_DIGEST = (Way.DIGEST, Way.NEVER)
ALWAYS = (Way.AT_ONCE,)


@dataclass(frozen=True)
class Topic:
    """One kind of mail. The first of its ways is how it comes when nobody chose."""

    code: str
    label: str | Promise
    ways: tuple[Way, ...] = ALL
    # Whether everybody who reads may choose, or only people of the partnership's office.
    is_for_office: bool = False

    @property
    def default(self) -> Way:
        return self.ways[0]


_topics: dict[str, Topic] = {}


def add(labels: Mapping[str, str | Promise], *, ways: Iterable[Way] = ALL, is_for_office: bool = False) -> None:
    for code, words in labels.items():
        _topics[code] = Topic(code, words, tuple(ways), is_for_office)


def topic(code: str) -> Topic:
    """A topic that nobody added comes at once, and can be stopped."""
    return _topics.get(code) or Topic(code, _("Mails of this kind"), ANSWERS)


def label(code: str) -> str:
    return str(topic(code).label)


def known() -> frozenset[str]:
    return frozenset(_topics)


def in_order() -> list[Topic]:
    """All topics, as a page lists them: what asks for an answer first, what is only read last."""
    return sorted(_topics.values(), key=lambda one: (_ORDER.get(one.ways, 1), str(one.label)))


_ORDER = {ALWAYS: 0, ANSWERS: 1, ALL: 2, IN_THE_DIGEST: 3}
