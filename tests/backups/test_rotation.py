"""Which scheduled backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hospes.backups.rules import moment_of, name_for, no_longer_kept

START = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
moments = st.lists(st.integers(0, 400 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)), max_size=40)


def nightly(nights: int) -> list[str]:
    return [name_for(START - timedelta(days=days), encrypted=False) for days in range(nights)]


def test_a_name_says_when_it_was_made() -> None:
    for encrypted in (False, True):
        assert moment_of(name_for(START, encrypted=encrypted)) == START


def test_files_that_are_no_scheduled_backups_are_left_alone() -> None:
    others = ["before-upgrade.tar", "hospes-2026.tar", "hospes-20261345-990000.tar", "erasures.jsonl", "hospes.key"]

    assert no_longer_kept([*others, *nightly(3)], days=1, weeks=0) == nightly(3)[1:]


def test_of_a_year_of_nights_two_weeks_and_then_one_for_each_of_eight_weeks_stay() -> None:
    names = nightly(365)

    kept = set(names) - set(no_longer_kept(names, days=14, weeks=8))

    assert kept >= set(names[:14])
    assert len(kept) == 14 + 5
    assert min(moment_of(name) for name in kept) > START - timedelta(weeks=9)


def test_of_several_on_one_day_the_newest_stays() -> None:
    names = [name_for(START + timedelta(hours=hours), encrypted=True) for hours in (0, 5, 9)]

    assert no_longer_kept(names, days=7, weeks=0) == [names[1], names[0]]


def test_a_machine_that_stood_still_for_a_year_loses_nothing() -> None:
    old, new = nightly(5), name_for(START + timedelta(days=365), encrypted=False)

    assert no_longer_kept([*old, new], days=14, weeks=8) == []


@given(moments, st.integers(1, 20), st.integers(0, 20))
def test_the_newest_always_stays_and_never_more_than_asked(times: list[datetime], days: int, weeks: int) -> None:
    names = list({name_for(moment, encrypted=False) for moment in times})

    gone = set(no_longer_kept(names, days=days, weeks=weeks))

    kept = set(names) - gone
    assert len(kept) <= days + weeks
    assert not names or max(names) in kept
    assert no_longer_kept(kept, days=days, weeks=weeks) == []
