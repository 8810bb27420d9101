"""Who comes too late is told how the entry stands, whatever took it there."""

import pytest

from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.rules.entries import NotNowError
from tests.factories.matchmaking import EntryFactory


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["expired", "published", "withdrawn", "submitted"])
def test_going_on_with_an_entry_that_is_not_paused_any_more_is_late_and_not_forbidden(school, anna, state):
    entry = EntryFactory(organisation=school, **{state: True})

    with pytest.raises(NotNowError):
        actions.resume_entry(entry, by=anna)
