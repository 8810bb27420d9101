"""How an app keeps its terms. Used in `tasks.py`, for each term of `hospes.core.terms` that has a date:

    retention.keep(terms.INVITATION, due=lambda before: Invitation.objects.filter(expires_at__lt=before))

`due` gives the rows whose term is over when it began before that moment. They are deleted, or what `forget` does with
them is done. The job of the hour asks all of them; so does `hospes retention`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hospes.core.terms import Term

Rows = QuerySet[Any]
Due = Callable[[datetime], Rows]
Forget = Callable[[Rows], int]


@dataclass(frozen=True)
class Rule:
    """A term, the rows that are past it, and what is done with them."""

    term: Term
    due: Due
    forget: Forget

    def past(self, now: datetime) -> Rows:
        return self.due(now - self.term.lasts)


def deleted(rows: Rows) -> int:
    gone, _by_model = rows.delete()
    return gone


_RULES: dict[str, Rule] = {}


def keep(term: Term, *, due: Due, forget: Forget = deleted) -> None:
    """Declare how a term is kept. Declared twice counts once."""
    _RULES[term.code] = Rule(term, due, forget)


def rules() -> list[Rule]:
    """In the order of their names."""
    return [rule for _code, rule in sorted(_RULES.items())]


def overdue(now: datetime) -> dict[str, int]:
    """How many rows are past each term."""
    return {rule.term.code: rule.past(now).count() for rule in rules()}


def keep_all(now: datetime, *, only: Collection[str] = ()) -> dict[str, int]:
    """Forget what is past its term, each kind in a transaction of its own. Says how many rows of each kind changed."""
    kept = {}
    for rule in rules():
        if only and rule.term.code not in only:
            continue
        with transaction.atomic():
            kept[rule.term.code] = rule.forget(rule.past(now))
    return kept
