"""Kinds of mobility and how long they may last."""

import pytest

from hospes.reference.activity_types import ACTIVITY_TYPES, days_verdict


def test_stays_outside_erasmus_are_equal_citizens():
    without = {code for code, kind in ACTIVITY_TYPES.items() if kind.erasmus_code is None}

    assert {"STUDY_VISIT", "COMBINED", "ONLINE_EXCHANGE", "OTHER_STAY", "PREPARATORY_VISIT"} <= without
    assert all(kind.sectors and str(kind.label) for kind in ACTIVITY_TYPES.values())


def test_official_codes_that_were_not_found_are_left_empty():
    assert [ACTIVITY_TYPES[code].erasmus_code for code in ("VET_GROUP", "ADULT_SHORT", "VET_SHORT")] == [
        None,
        None,
        "LM-SHORT-VET",
    ]


@pytest.mark.parametrize(
    ("code", "days", "verdict"),
    [
        ("VET_SHORT", 9, "too_short"),
        ("VET_SHORT", 10, "fits"),
        ("VET_SHORT", 89, "fits"),
        ("VET_SHORT", 90, "too_long"),
        ("VET_LONG", 90, "fits"),
        ("JOB_SHADOWING", 1, "too_short"),
        ("JOB_SHADOWING", 61, "too_long"),
        ("OTHER_STAY", 1, "fits"),
        ("STUDY_VISIT", 400, "fits"),
    ],
)
def test_days_at_the_edges_of_a_rule(code, days, verdict):
    assert days_verdict(code, days) == verdict


def test_the_rule_is_softer_for_people_with_fewer_opportunities():
    assert days_verdict("VET_SHORT", 2, fewer_opportunities=True) == "fits"
    assert days_verdict("VET_SHORT", 1, fewer_opportunities=True) == "too_short"


def test_rules_are_possible():
    for kind in ACTIVITY_TYPES.values():
        if kind.least_days is not None and kind.most_days is not None:
            assert 0 < kind.least_days <= kind.most_days <= 366
