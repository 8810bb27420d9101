"""Several people act on one entry at the same instant, in real threads: one truth remains."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.actions import renewals
from hospes.matchmaking.choices import NEXT_ENTRY, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules import renewal_links
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deeds: Sequence[Callable[[], object]]) -> list[str]:
    """Start all deeds together; say of each how it ended."""
    gate, ended = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
            ended[place] = "done"
        except (NotNowError, StaleEntryError, ValidationError) as error:
            ended[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ended


def verbs(entry: Entry) -> list[str]:
    lines = JournalLine.objects.filter(object_kind="matchmaking.entry", object_id=str(entry.pk))
    return list(lines.order_by("sequence").values_list("verb", flat=True))


def test_of_many_changes_to_one_version_one_is_kept(school, anna):
    entry = EntryFactory(organisation=school, title="First")

    ended = at_once(
        [
            lambda number=number: actions.change_entry(
                Entry.objects.get(pk=entry.pk), values={"title": f"Title {number}"}, version=1, by=anna
            )
            for number in range(8)
        ]
    )

    entry.refresh_from_db()
    assert Counter(ended) == {"done": 1, "StaleEntryError": 7}
    assert entry.version == 2
    assert verbs(entry) == ["entry.changed"]


def test_publishing_sending_back_and_withdrawing_at_once_leave_one_story(school, anna, fiona):
    entry = EntryFactory(organisation=school, submitted=True)

    ended = at_once(
        [
            lambda: actions.publish_entry(Entry.objects.get(pk=entry.pk), by=fiona),
            lambda: actions.reject_entry(Entry.objects.get(pk=entry.pk), reason="Why?", by=fiona),
            lambda: actions.withdraw_entry(Entry.objects.get(pk=entry.pk), by=anna),
            lambda: actions.publish_entry(Entry.objects.get(pk=entry.pk), by=fiona),
        ]
    )

    entry.refresh_from_db()
    story = [_STATE_AFTER[verb] for verb in verbs(entry)]
    assert ended.count("done") == len(story)
    assert all(then in NEXT_ENTRY[now] for now, then in zip([EntryStatus.SUBMITTED, *story], story, strict=False))
    assert entry.status == story[-1]


_STATE_AFTER = {
    "entry.published": EntryStatus.PUBLISHED,
    "entry.rejected": EntryStatus.REJECTED,
    "entry.withdrawn": EntryStatus.WITHDRAWN,
}


def test_a_renewal_clicked_many_times_renews_once(school, anna):
    entry = EntryFactory(organisation=school, ending_soon=True)
    link = renewal_links.read(renewal_links.sign(entry, anna))
    assert link is not None

    at_once([lambda: renewals.renew_by_link(link)] * 6)

    assert verbs(entry) == ["entry.renewed"]


def test_a_form_sent_many_times_makes_one_entry(school, anna):
    key = EntryFactory.build().key

    ended = at_once(
        [
            lambda: actions.draft_entry(
                organisation=school, kind="wish", values={"title": "Six carers"}, by=anna, key=key
            )
        ]
        * 6
    )

    assert ended == ["done"] * 6
    assert verbs(Entry.objects.get()) == ["entry.drafted"]
