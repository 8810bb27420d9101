"""Kinds of mail that a reader can stop, by the name the reader knows them by.

An app adds its topics in `letters.py`:

    topics.add({"introductions": _("Introductions proposed to your organisation")})
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_labels: dict[str, str | Promise] = {}


def add(labels: Mapping[str, str | Promise]) -> None:
    _labels.update(labels)


def label(topic: str) -> str:
    return str(_labels[topic]) if topic in _labels else _("Mails of this kind")


def known() -> frozenset[str]:
    return frozenset(_labels)
