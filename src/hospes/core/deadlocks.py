"""Of two transactions that wait for each other in a circle, PostgreSQL ends one, which is tried again.

Nothing of the one that ended was kept. Our transactions take rows first and the journal last, so that there are
no circles; imports, which hold the journal while they write, can still make one. SQLite has none: there,
writers wait for each other from their beginning.
"""

from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponseBase

MOST_TRIES = 4
_DEADLOCK = "40P01"

T = TypeVar("T")
log = structlog.stdlib.get_logger("hospes.core")


def tried_again(run: Callable[[], T]) -> T:
    """Do it; do it once more when the database ended it in favour of somebody else. Call it outside any transaction."""
    for _turn in range(MOST_TRIES - 1):
        try:
            return run()
        except OperationalError as error:
            if not was_ended(error):
                raise
            log.warning("tried again after a deadlock")
    return run()


def was_ended(error: Exception) -> bool:
    """True when nothing of the transaction was kept, and no other one is around it."""
    is_deadlock = isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") == _DEADLOCK
    return is_deadlock and not connection.in_atomic_block


class EndedTransactions:
    """The last middleware: a page whose transaction was ended in favour of another is asked for once more.

    Every other exception goes its way through the other middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Only what writes: nobody waits for a reader."""
        found = request.resolver_match
        if found is None or request.method in {"GET", "HEAD", "OPTIONS"} or not was_ended(error):
            return None
        answer: HttpResponseBase = tried_again(lambda: found.func(request, *found.args, **found.kwargs))
        return answer
