"""The map: the projection, and symbols that stay whole, apart and reachable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.core.shapes import Symbol
from hospes.web import maps

GOTHENBURG, BERGEN, LAS_PALMAS, PONTA_DELGADA = (57.71, 11.97), (60.39, 5.32), (28.12, -15.43), (37.74, -25.67)


def drawn(*symbols: Symbol) -> maps.Map:
    return maps.europe_map(symbols, title="Members")


def test_the_centre_lies_at_the_false_origin() -> None:
    assert maps.project(52.0, 10.0) == pytest.approx((4321.0, 3210.0))


def test_the_sample_point_of_the_official_grid_is_met_within_a_symbol() -> None:
    # EPSG 3035, sample of the registry: 50° N, 5° E is E 3962799 m, N 2999718 m on the ellipsoid.
    assert maps.project(50.0, 5.0) == pytest.approx((3962.8, 2999.7), abs=5)


def test_symbols_at_one_place_become_one_with_their_counts_added() -> None:
    marks = drawn(Symbol(GOTHENBURG, "Here", "/a/", 2), Symbol((57.715, 11.975), "There", "/b/", 3)).marks

    assert [(mark.count, mark.label, mark.url) for mark in marks] == [(5, "Here, There", "/a/")]


def test_a_single_symbol_carries_its_name() -> None:
    only = drawn(Symbol(BERGEN, "Bergen")).only_mark

    assert only is not None and only.label == "Bergen"


def test_two_symbols_carry_no_names() -> None:
    assert drawn(Symbol(BERGEN, "Bergen"), Symbol(GOTHENBURG, "Göteborg")).only_mark is None


def test_islands_far_out_are_gathered_in_the_corner() -> None:
    found = drawn(Symbol(LAS_PALMAS, "Las Palmas", count=2), Symbol(PONTA_DELGADA, "Ponta Delgada"))

    assert [mark.label for mark in found.beyond] == ["Las Palmas", "Ponta Delgada"]
    assert found.marks == []


@given(st.lists(st.tuples(st.floats(27, 72), st.floats(-32, 45), st.integers(1, 10_000)), max_size=30))
def test_no_symbol_is_clipped_and_none_is_lost(places: list[tuple[float, float, int]]) -> None:
    found = drawn(
        *(Symbol((north, east), str(place), count=count) for place, (north, east, count) in enumerate(places))
    )

    for mark in found.marks:
        assert mark.radius <= mark.x <= maps.WIDTH - mark.radius
        assert mark.radius <= mark.y <= maps.HEIGHT - mark.radius
    assert sum(mark.count for mark in (*found.marks, *found.beyond)) == sum(count for *_, count in places)


def test_every_partner_country_has_an_outline() -> None:
    drawn_codes = {land.code for land in maps.lands()}

    assert {"SE", "ES", "MT", "CY", "IS", "XK", "LU", "UA"} <= drawn_codes
