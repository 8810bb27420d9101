"""All or nothing: when the machine is switched off in the middle, and when two import at the same moment."""

import threading
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from hospes.core import retention
from hospes.core.bulk import take_numbers
from hospes.core.terms import OLD_FILE
from hospes.incoming.actions.files import choose_columns, read_file, send_file, start_writing, write_file
from hospes.incoming.actions.writing import MOST_TRIES, From, Stage, StaleError, in_one_turn
from hospes.incoming.choices import ImportState
from hospes.incoming.models import EntryImport
from hospes.incoming.queries.stored import comparer_of, stored
from hospes.incoming.reading.basis import basis
from hospes.incoming.reading.comparing import Judged
from hospes.incoming.reading.sheets import tabled
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from tests.core.installations import Installation
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.incoming.conftest import HOST, SEND, changed, listed

# Ends the process, as kill -9 does, when so many batches of rows are written and more are to come.
KILLED = """
import os, signal
from contextlib import nullcontext
from django.core.management import call_command
from hospes.incoming.actions import listed, writing

writing.AT_ONCE = 10
insert = writing.Stage._insert
batches = []

def killed_in_the_middle(self, *given):
    insert(self, *given)
    batches.append(1)
    if len(batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

writing.Stage._insert = killed_in_the_middle
if not {whole}:
    import hospes.incoming.management.commands.import_entries as command
    command.write_list = listed.write_list.__wrapped__
    writing.transaction = type("", (), dict(atomic=nullcontext))
call_command("import_entries", {file!r})
"""


def killed_while_importing(installation: Installation, *, whole: bool) -> tuple[int, int]:
    rows = [changed(HOST, number=str(at), topics=f"Topic {at}", email="") for at in range(40)]
    file = installation.folder / "list.csv"
    file.write_bytes(listed(*rows))
    with pytest.raises(AssertionError):
        installation.python(KILLED.format(whole=whole, file=str(file)))
    (entries,) = installation.ask("SELECT COUNT(*) FROM matchmaking_entry")
    (organisations,) = installation.ask("SELECT COUNT(*) FROM organisations_organisation")
    return entries[0], organisations[0]


def test_nothing_is_half_imported_when_the_process_is_killed(installation: Installation) -> None:
    assert killed_while_importing(installation, whole=True) == (0, 0)

    # Afterwards the same file goes in whole.
    installation.run("import_entries", str(installation.folder / "list.csv"))
    assert installation.ask("SELECT COUNT(*) FROM matchmaking_entry") == [(40,)]


def test_without_one_transaction_a_killed_import_would_stay_by_half(installation: Installation) -> None:
    """The control: the test above sees what it is there to see."""
    entries, _organisations = killed_while_importing(installation, whole=False)

    assert 0 < entries < 40


# Two at once


def ready_file() -> EntryImport:
    person = PersonFactory(secretariat=True)
    content = listed(HOST, SEND)
    table = tabled(content)
    file = send_file(
        content, name="list.csv", organisation=None, table=table, sheet="", creates_organisations=True, by=person
    )
    choose_columns(file, columns=table.guessed, signature=table.signature, creates_organisations=True, by=person)
    read_file(file.pk)
    file.refresh_from_db()
    start_writing(file, partial=False, by=person)
    return file


def at_once(*deeds: object) -> None:
    gate = threading.Barrier(len(deeds))

    def run(deed: object) -> None:
        gate.wait(timeout=10)
        try:
            deed()  # type: ignore[operator]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=40)


@pytest.mark.django_db(transaction=True)
def test_a_list_that_two_people_import_at_once_goes_in_once():
    files = [ready_file(), ready_file(), ready_file()]

    at_once(*(lambda pk=file.pk: write_file(pk) for file in files))

    assert (Entry.objects.count(), Organisation.objects.count()) == (2, 2)
    assert sorted(EntryImport.objects.values_list("counts__entries_new", flat=True)) == [0, 0, 2]


def staged(file: EntryImport) -> Stage:
    """Compared and made ready, not written yet."""
    comparer = comparer_of(file, before=timezone.now())
    stage = Stage(From(file.name), comparer, by=file.person, at=timezone.now(), partial=False)
    assert len(list(stage.take(comparer.compare(stored(file))))) == 2
    return stage


@pytest.mark.django_db(transaction=True)
def test_what_was_compared_before_another_wrote_is_not_written():
    with staged(ready_file()) as first, staged(ready_file()) as second:
        with transaction.atomic():
            first.write()
        with pytest.raises(StaleError), transaction.atomic():
            second.write()

    assert Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_looking_once_more_the_list_would_go_in_twice():
    """The control: a comparison counts only while what it rests on is the same."""
    with staged(ready_file()) as first, staged(ready_file()) as second:
        for stage in (first, second):
            with transaction.atomic():
                stage.comparer.basis = basis()
                stage.write()

    assert Entry.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_when_organisations_come_in_all_the_time_the_list_is_compared_in_the_turn_itself():
    file = ready_file()
    compared = []

    def stage() -> Stage:
        comparer = comparer_of(file, before=timezone.now())
        return Stage(From(file.name), comparer, by=file.person, at=timezone.now(), partial=False)

    def rows(made: Stage) -> Iterable[Judged]:
        yield from made.comparer.compare(stored(file))
        compared.append(made)
        if len(compared) < MOST_TRIES:
            OrganisationFactory()

    in_one_turn(stage, rows, lambda made: made.write())

    assert (len(compared), Entry.objects.count()) == (MOST_TRIES, 2)


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_once_and_rise():
    first, second = take_numbers(Entry, 3), take_numbers(Entry, 2)

    assert len({*first, *second}) == 5
    assert max(first) < min(second)
    assert EntryFactory().pk not in {*first, *second}


@pytest.mark.django_db
def test_who_may_no_longer_do_what_the_file_asks_for_gets_it_back_and_nothing_is_written():
    file = ready_file()
    file.person.held_roles.update(ended_at=timezone.now())

    assert write_file(file.pk) is False

    file.refresh_from_db()
    assert (file.state, file.problem) == (ImportState.READY, "refused")
    assert not Entry.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_a_file_that_nobody_ever_finished_to_write_is_forgotten_like_every_other():
    file = ready_file()

    retention.keep_all(timezone.now() + OLD_FILE.lasts + timedelta(hours=1), only=[OLD_FILE.code])

    assert not EntryImport.objects.filter(pk=file.pk).exists()
