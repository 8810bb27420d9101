"""Nobody waits in a circle: rows first, the journal last. Where a circle is made all the same, one tries again.

PostgreSQL alone has locks on rows. On SQLite writers wait for each other from their beginning.
"""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

from hospes.core.deadlocks import tried_again
from hospes.core.spreadsheets import read_sheet
from hospes.matchmaking.models import Entry
from hospes.organisations.actions import import_list
from hospes.organisations.models import Organisation
from tests.api import scene as scenes
from tests.api.deeds import deeds
from tests.api.scene import Scene, address, operations, send, taken_back
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has locks on rows")
# Nobody else holds these before the journal: they belong to the index, or to this person alone.
AFTER_THE_JOURNAL = {
    "search_revision", "search_document", "search_meaning", "following_savedsearch", "outreach_supporter",
    "matchmaking_suggestedpair", "people_idempotentanswer",
    # Whoever wants these takes the journal first, so nobody who holds them waits for it.
    "cooperation_cooperationlink", "cooperation_linkevidence",
}  # fmt: skip


class Watch:
    """Which rows a transaction takes once it has the journal, and did not hold before."""

    def __init__(self) -> None:
        self.has_journal = False
        self.held: set[str] = set()
        self.late: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "pg_advisory_xact_lock" in sql:
            self.has_journal = True
        elif found := re.match(r'(?:UPDATE|DELETE FROM) "(\w+)"', sql):
            self._take(found[1])
        elif "FOR UPDATE" in sql or "FOR NO KEY UPDATE" in sql:
            self._take(re.search(r'FROM "(\w+)"', sql)[1])  # type: ignore[index]
        return execute(sql, params, many, context)

    def _take(self, table: str) -> None:
        if not self.has_journal:
            self.held.add(table)
        elif table not in self.held:
            self.late.add(table)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield scenes.made()
        transaction.set_rollback(True)


def test_no_operation_takes_rows_of_others_once_it_has_the_journal(scene: Scene, django_db_blocker: Any) -> None:
    found = {}
    with django_db_blocker.unblock():
        for name, method, path in operations():
            if method == "GET":
                continue
            watch, deed = Watch(), deeds(scene)[name]
            with taken_back(), connection.execute_wrapper(watch):
                send(scene.programs[deed.who], method, address(scene, name, path) + deed.query, deed.body)
            if late := watch.late - AFTER_THE_JOURNAL:
                found[name] = late

    # Both write rows that nobody else can have yet: of an organisation that they have just made.
    found.pop("join_request_accept", None)
    assert found == {}


@pytest.mark.django_db
def test_a_list_holds_the_organisations_that_it_changes_before_it_has_the_journal() -> None:
    head = "accreditation_id,name,town,region,country,org_type,accreditation_year,status\n"
    for town in ("Early", "Late"):
        row = f"2021-1-SE01-KA120-VET-000040001,Listed,{town},SE232,SE,NGO,2021,Accredited\n"
        watch = Watch()
        with connection.execute_wrapper(watch):
            import_list(read_sheet((head + row).encode()), by=None)

    assert Organisation.objects.get(name="Listed").town == "Late"
    assert "organisations_organisation" in watch.held
    assert "organisations_organisation" not in watch.late


def _crossing(first: Entry, second: Entry, met: threading.Barrier, tries: list[int]) -> None:
    """Take one row, wait until the other one is taken by somebody else, take that as well."""
    tries.append(1)
    with transaction.atomic():
        Entry.objects.select_for_update().get(pk=first.pk)
        if len(tries) == 1:
            met.wait(timeout=20)
        Entry.objects.filter(pk=second.pk).update(version=second.version + 1)


def _both(run_one: Any) -> list[str]:
    one, other = EntryFactory(), EntryFactory()
    met, told = threading.Barrier(2), []

    def run(first: Entry, second: Entry) -> None:
        tries: list[int] = []
        try:
            run_one(lambda: _crossing(first, second, met, tries))
            told.append("done")
        except Exception as error:
            told.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(told)


@pytest.mark.django_db(transaction=True)
def test_whoever_is_ended_in_favour_of_another_tries_again_and_both_are_done() -> None:
    assert _both(tried_again) == ["done", "done"]


@pytest.mark.django_db(transaction=True)
def test_without_trying_again_one_of_them_is_told_of_a_failure() -> None:
    """The control."""
    assert _both(lambda run: run()) == ["OperationalError", "done"]
