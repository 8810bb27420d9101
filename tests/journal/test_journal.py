"""What was done is written down once, in order, and never changed."""

import threading
import uuid
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from hospes.journal import phrases, queries
from hospes.journal.actions import erase_words_about, record
from hospes.journal.guards import put_up, take_down
from hospes.journal.models import AppendOnlyError, JournalLine, PersonalPayload
from tests.journal import verbs

pytestmark = pytest.mark.django_db
assert verbs.SENTENCES


@dataclass
class Somebody:
    key: uuid.UUID = field(default_factory=uuid.uuid4)


def test_a_line_says_who_did_what_for_whom() -> None:
    anna, house = Somebody(), Somebody()

    line = record("test.moved", by=anna, acting_for=house, facts={"count": 3, "room": "hall"})

    line.refresh_from_db()
    assert (line.actor_key, line.organisation_key, line.sentence) == (
        anna.key,
        house.key,
        "3 chairs were moved to hall.",
    )


def test_lines_are_counted_without_a_gap_and_chained() -> None:
    first, second = record("test.opened", by=None), record("test.opened", by=None)

    assert (second.sequence, second.previous_hash) == (first.sequence + 1, first.hash)
    assert queries.head() == (second.sequence, second.hash)


def test_the_chain_of_every_kind_of_fact_verifies_after_reading_it_back() -> None:
    facts = {
        "text": "é\x00\ud800 <b>",
        "number": 1.50,
        "small": 1e-7,
        "minus nothing": -0.0,
        "none": None,
        "yes": True,
        "day": date(2026, 11, 23),
        "set": {"b", "a"},
        "deep": {"list": [1, {"z": 1, "a": 2}]},
    }

    record("test.moved", by=Somebody(), facts=facts)

    assert queries.verify() is None


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
def test_a_fact_that_is_no_ordinary_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="ordinary number"):
        record("test.opened", by=None, facts={"n": number})


def test_a_verb_without_a_sentence_is_refused_and_says_where_to_add_it() -> None:
    with pytest.raises(phrases.UnknownVerbError, match=r"verbs\.py"):
        record("test.never-heard-of", by=None)


def test_a_line_of_an_older_release_is_still_said() -> None:
    line = record("test.moved", by=None, facts={"count": 2})

    assert line.sentence == "2 chairs were moved to …."
    assert "gone.verb" in phrases.say("gone.verb", {})
    assert phrases.say("test.counted", {"n": 1}) == "counted 2"


def test_the_model_layer_refuses_to_change_or_delete() -> None:
    line = record("test.opened", by=None)

    with pytest.raises(AppendOnlyError):
        line.save()
    with pytest.raises(AppendOnlyError):
        line.delete()
    with pytest.raises(AppendOnlyError):
        JournalLine.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        JournalLine.objects.update(verb="test.moved")
    with pytest.raises(AppendOnlyError):
        JournalLine.objects.bulk_update([line], ["verb"])


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_journalline SET verb = 'x'", "DELETE FROM journal_journalline WHERE sequence > 0"]
)
def test_the_database_itself_refuses_to_change_or_delete(statement: str) -> None:
    record("test.opened", by=None)

    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert queries.verify() is None


@pytest.mark.parametrize(
    ("change", "found_at"),
    [
        ("UPDATE journal_journalline SET verb = 'test.moved' WHERE sequence = 2", 2),
        ("UPDATE journal_journalline SET actor_key = NULL WHERE sequence = 2", 2),
        ("DELETE FROM journal_journalline WHERE sequence = 2", 3),
        ('UPDATE journal_personalpayload SET payload = \'{"name": "B"}\'', 1),
    ],
)
def test_a_change_made_behind_the_guards_is_found(change: str, found_at: int) -> None:
    for _line in range(3):
        record("test.opened", by=Somebody(), personal={"name": "A"})
    assert queries.verify() is None

    take_down(connection)
    with connection.cursor() as cursor:
        if change.startswith("DELETE"):
            cursor.execute("DELETE FROM journal_personalpayload WHERE line_id = 2")
        cursor.execute(change)
    put_up(connection)

    bad = queries.verify()
    assert bad is not None
    assert bad.sequence == found_at


def test_words_about_a_person_can_be_erased_and_the_chain_still_verifies() -> None:
    anna, ben = Somebody(), Somebody()
    record("test.opened", by=anna, personal={"address": "anna@example.org"})
    record("test.opened", by=ben, about=anna, personal={"name": "Anna"})
    record("test.opened", by=ben, personal={"name": "Ben"})

    erased = erase_words_about(anna)

    assert erased == 2
    assert [words.payload for words in PersonalPayload.objects.all()] == [{"name": "Ben"}]
    assert queries.verify() is None


def test_a_rolled_back_action_leaves_no_line() -> None:
    before = queries.head()

    with pytest.raises(RuntimeError), transaction.atomic():
        record("test.opened", by=None)
        raise RuntimeError

    assert queries.head() == before


def test_the_history_of_an_object_is_its_own_newest_first_with_names(django_user_model) -> None:
    anna = django_user_model.objects.create(email="anna@example.org", name="Anna")
    other = django_user_model.objects.create(email="b@example.org", name="Ben")
    record("test.opened", by=anna, on=anna)
    record("test.opened", by=anna, on=other)
    record("test.moved", by=None, on=anna, facts={"count": 1, "room": "r"})

    told = queries.told(queries.lines_on(anna))

    assert [(line.sentence, line.actor, line.by_the_site) for line in told] == [
        ("1 chairs were moved to r.", "", True),
        ("The door was opened.", "Anna", False),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_the_same_number_of_questions_for_any_length(
    django_user_model, django_assert_num_queries, count: int
) -> None:
    anna = django_user_model.objects.create(email="anna@example.org", name="Anna")
    for _turn in range(count):
        record("test.opened", by=anna, on=anna, acting_for=Somebody())

    with django_assert_num_queries(3):
        told = queries.told(queries.lines_on(anna))

    assert len(told) == count


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_chain() -> None:
    together = threading.Barrier(4)
    troubles: list[BaseException] = []

    def write() -> None:
        try:
            together.wait(timeout=20)
            for turn in range(5):
                record("test.opened", by=Somebody(), facts={"turn": turn})
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    assert troubles == []
    assert JournalLine.objects.count() == 20
    assert queries.verify() is None
