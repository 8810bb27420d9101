"""Exchanges that were proposed, as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases import exchanges as phrases
from hospes.matchmaking.queries import exchanges as queries
from hospes.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Row:
    exchange: Exchange
    parts: list[Introduction]
    organisation: Organisation | None

    @property
    def title(self) -> str:
        return phrases.headline(self.parts)

    @property
    def next_step(self) -> str:
        return phrases.next_step(self.exchange, self.parts, self.organisation)

    @property
    def status_kind(self) -> str:
        return phrases.status_kind(self.exchange)


def rows_of(listed: Iterable[Exchange], organisation: Organisation | None) -> list[Row]:
    """Two queries, however many they are."""
    found = list(listed)
    parts = queries.parts_of(found)
    return [Row(one, parts[one.pk], organisation) for one in found]
