"""Counts in memory say what the database says, in every process, after every change."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.matchmaking.queries.catalogue import Wanted, found
from hospes.matchmaking.queries.found import found_now
from hospes.organisations.actions import change_organisation
from hospes.search import shelf as shelves
from hospes.search.actions import forget
from hospes.search.models import Document, Revision
from hospes.search.queries import matching
from hospes.search.shelf import Shelf, bits_of, shelf
from hospes.search.sources import missing, refresh_all
from tests.factories.introductions import facilitator
from tests.factories.markets import a_market_of
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, PostFactory

TODAY = timezone.localdate


@pytest.fixture
def alone():
    """As in a process that has just begun."""
    shelves.on_display.clear()
    yield
    shelves.on_display.clear()


def ids(wanted: Wanted) -> list[int]:
    listed = found_now(wanted, TODAY())
    return listed.ids(0, listed.count())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(kinds=("offer",)),
        Wanted(codes={"topic": ("building", "elderly-care"), "country": ("SE", "NO")}),
        Wanted(codes={"measure": ("STEP_FREE", "MENTOR")}),
        Wanted(codes={"region": ("NO0A",)}, text="entry"),
        Wanted(text="nursing", codes={"month": ("2027-05",)}),
        Wanted(text="no such word"),
    ],
)
def test_memory_and_database_list_and_count_the_same(wanted: Wanted):
    a_market_of(60, organisations=12)

    listed = found_now(wanted, TODAY())

    rows = found(wanted, TODAY())
    assert set(ids(wanted)) == set(rows.values_list("pk", flat=True))
    counted = listed.counts(["format"])["format"] if not wanted.codes.get("format") else {}
    for code, number in counted.items():
        assert number == EntryTerm.objects.filter(entry__in=rows.values("pk"), scheme="format", code=code).count()
    assert sum(listed.kind_counts().values()) >= listed.count()
    assert sum(number for *_place, number in listed.places()) == listed.count()


@pytest.mark.django_db
def test_pages_cut_the_list_without_a_gap():
    a_market_of(45, organisations=5)
    for wanted in (Wanted(), Wanted(by_end=True), Wanted(text="entry")):
        listed = found_now(wanted, TODAY())

        cut = [one for first in range(0, 60, 7) for one in listed.ids(first, first + 7)]

        assert cut == listed.ids(0, 45)
        assert len(set(cut)) == 45


@pytest.mark.django_db
def test_a_title_that_has_the_words_comes_before_a_newer_text():
    old = EntryFactory(title="Weaving", published=True, published_at=timezone.now() - timedelta(days=40))
    new = EntryFactory(title="Else", text="Some weaving, too.", published=True)

    assert ids(Wanted(text="weaving")) == [old.pk, new.pk]
    assert ids(Wanted()) == [new.pk, old.pk]


@pytest.mark.django_db(transaction=True)
def test_each_step_of_an_entry_is_found_with_the_next_look(alone: None):
    organisation = OrganisationFactory()
    anna = PostFactory(organisation=organisation).person
    entry = actions.draft_entry(organisation=organisation, kind="offer", values={"title": "Loom and wool"}, by=anna)
    assert ids(Wanted(text="loom")) == []

    actions.submit_entry(entry, by=anna)
    actions.publish_entry(entry, by=facilitator())
    assert ids(Wanted(text="loom")) == [entry.pk]

    actions.change_entry(entry, values={"title": "Kiln and clay", "topics": ["crafts"]}, version=entry.version, by=anna)
    assert ids(Wanted(text="loom")) == []
    assert ids(Wanted(text="kiln", codes={"topic": ("crafts",)})) == [entry.pk]

    change_organisation(organisation, by=anna, name="Potters of the north", country="NO", territory="NO0A2")
    assert ids(Wanted(text="potters", codes={"country": ("NO",), "region": ("NO0A",)})) == [entry.pk]

    actions.pause_entry(entry, by=anna)
    assert ids(Wanted()) == []
    actions.resume_entry(entry, by=anna)
    assert ids(Wanted()) == [entry.pk]
    actions.withdraw_entry(entry, by=anna)
    assert (ids(Wanted()), list(matching("entry", "kiln"))) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_another_process_reads_only_what_changed(alone: None, django_assert_num_queries):
    first = EntryFactory(title="First", published=True)
    known = shelf("entry")
    second = EntryFactory(title="Second", published=True, published_at=timezone.now())

    with django_assert_num_queries(2):
        now = shelf("entry")

    assert now.ids is known.ids  # carried on, not read anew
    assert (known.everything.bit_count(), now.everything.bit_count()) == (1, 2)
    assert now.newest_first(now.everything, 0, 5) == [second.pk, first.pk]
    with django_assert_num_queries(1):
        assert shelf("entry") is now


@pytest.mark.django_db(transaction=True)
def test_an_entry_older_than_the_newest_takes_its_own_place(alone: None):
    new = EntryFactory(published=True, published_at=timezone.now())
    shelf("entry")
    old = EntryFactory(published=True, published_at=timezone.now() - timedelta(days=9))

    assert ids(Wanted()) == [new.pk, old.pk]


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_leaves_no_trace(alone: None):
    """A number that is given again after a rollback carries another stamp."""
    shelf("entry")

    class TakenBackError(Exception):
        pass

    with pytest.raises(TakenBackError), transaction.atomic():
        EntryFactory(title="Phantom", published=True)
        assert len(ids(Wanted())) == 1
        raise TakenBackError
    real = EntryFactory(title="Real", published=True)

    assert ids(Wanted()) == [real.pk]
    assert ids(Wanted(text="phantom")) == []


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_time_get_numbers_one_after_the_other(alone: None):
    organisation = OrganisationFactory()
    entries = [EntryFactory(organisation=organisation, published=True) for _ in range(4)]
    before = Revision.objects.order_by("-number").values_list("number", flat=True)[0]

    def hide(entry: Entry) -> None:
        forget("entry", [entry.pk])
        connection.close()

    threads = [threading.Thread(target=hide, args=[entry]) for entry in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = sorted(Document.objects.filter(kind="entry").values_list("revision", flat=True))
    assert numbers == [before + 1, before + 2, before + 3, before + 4]
    assert ids(Wanted()) == []


@pytest.mark.django_db
def test_the_index_mends_what_differs():
    entry = EntryFactory(title="Weaving", published=True)
    Document.objects.filter(kind="entry").update(body="nonsense")
    gone = EntryFactory(title="Gone", published=True)
    Document.objects.filter(kind="entry", object_id=gone.pk).delete()
    assert missing() == 1

    assert refresh_all() == 2

    assert (missing(), refresh_all()) == (0, 0)
    assert set(matching("entry", "nonsense")) == set()
    assert set(matching("entry", "weaving")) == {entry.pk}


def test_bits_of_places():
    assert [bits_of([]), bits_of([0]), bits_of([3, 0, 9])] == [0, 1, 0b1000001001]


def test_any_part_of_a_list_is_the_same_part_of_the_whole_list():
    places = [place for place in range(30_000) if place % 7 in (0, 3) or 9_000 < place < 9_100]
    held = Shelf(None, ids=list(range(30_000)))
    bits = bits_of(places)
    for first, last in ((0, 20), (4095, 4120), (4680, 4720), (len(places) - 5, len(places) + 9), (90_000, 90_020)):
        assert held.newest_first(bits, first, last) == places[::-1][first:last]
