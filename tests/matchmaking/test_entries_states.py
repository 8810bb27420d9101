"""Whatever people do, in whatever order: no entry takes a way that is not in the table."""

import contextlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.actions import renewals
from hospes.matchmaking.choices import NEXT_ENTRY, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import PostFactory, RepresentativeFactory
from tests.factories.people import PersonFactory

STEPS = {
    "change": lambda entry, by: actions.change_entry(entry, values={"text": "New."}, version=entry.version, by=by),
    "stale change": lambda entry, by: actions.change_entry(entry, values={"text": "Old."}, version=0, by=by),
    "submit": lambda entry, by: actions.submit_entry(entry, by=by),
    "publish": lambda entry, by: actions.publish_entry(entry, by=by),
    "send back": lambda entry, by: actions.reject_entry(entry, reason="Because.", by=by),
    "confirm": lambda entry, by: actions.confirm_words(entry, by=by),
    "pause": lambda entry, by: actions.pause_entry(entry, by=by),
    "resume": lambda entry, by: actions.resume_entry(entry, by=by),
    "withdraw": lambda entry, by: actions.withdraw_entry(entry, by=by),
    "renew": lambda entry, by: actions.renew_entry(entry, by=by),
    "expire": lambda entry, _by: renewals.expire_due(entry.valid_until.replace(year=2099)) if entry.valid_until else 0,
}
WHO = ["member", "facilitator", "member", "facilitator", "speaker", "gone", "other"]
# What each kind of person may bring about at all.
OWN = {"change", "submit", "pause", "resume", "withdraw", "renew"}


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["drafted", "submitted", "published", "paused", "expired", "rejected", "changed_words"]),
    st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(WHO)), max_size=14),
)
def test_no_forbidden_way(beginning, story):
    entry = EntryFactory() if beginning == "drafted" else EntryFactory(**{beginning: True})
    actors = {
        "member": PostFactory(organisation=entry.organisation).person,
        "speaker": RepresentativeFactory(organisation=entry.organisation).person,
        "gone": PostFactory(organisation=entry.organisation, ended=True).person,
        "other": PostFactory().person,
        "facilitator": PersonFactory(facilitator=True),
    }
    for step, name in story:
        before, lines = Entry.objects.get(pk=entry.pk), _lines(entry)

        with contextlib.suppress(PermissionDenied, ValidationError, NotNowError, StaleEntryError):
            STEPS[step](Entry.objects.get(pk=entry.pk), actors[name])

        after, told = Entry.objects.get(pk=entry.pk), _lines(entry) - lines
        was, now = EntryStatus(before.status), EntryStatus(after.status)
        assert now == was or now in NEXT_ENTRY[was]
        assert told == (1 if _kept(after) != _kept(before) else 0)
        if name in ("gone", "other") and step != "expire":
            assert _kept(after) == _kept(before)
        if name in ("member", "speaker") and now != was and step != "expire":
            assert step in OWN
            assert (was, now) != (EntryStatus.SUBMITTED, EntryStatus.PUBLISHED)


def _kept(entry: Entry) -> tuple[object, ...]:
    return entry.status, entry.version, entry.valid_until, entry.unchecked_since, entry.renewal_asked_at


def _lines(entry: Entry) -> int:
    return JournalLine.objects.filter(object_kind="matchmaking.entry", object_id=str(entry.pk)).count()
