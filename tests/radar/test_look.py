"""What a look over the market finds."""

import pytest

from hospes.radar.actions.look import look
from hospes.radar.models import Gap, Look
from tests.radar.things import group, host

pytestmark = pytest.mark.django_db


def test_a_group_without_a_host_is_a_gap_that_places_it():
    group(6)

    seen = look()

    gap = Gap.objects.get()
    assert (seen.people, seen.at_home) == (0, 6)
    assert (gap.rank, gap.places_people, gap.offer["country"]) == (1, 6, "ES")
    assert gap.offer["measures"] == ["STEP_FREE"]


def test_a_market_in_which_everybody_has_a_host_has_no_gap():
    group(6)
    host(8)

    seen = look()

    assert (seen.people, seen.at_home) == (6, 0)
    assert not Gap.objects.exists()
    assert Look.objects.count() == 1


def test_a_look_that_had_no_time_leaves_what_was_found_before():
    group(6)
    earlier = look()

    assert look(seconds=0) == earlier
    assert Gap.objects.get().rank == 1
