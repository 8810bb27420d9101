"""Languages and countries in the reader's language."""

import pytest

from hospes.reference.countries import COUNTRIES, EU, countries, country_name
from hospes.reference.languages import (
    EU_OFFICIAL,
    LANGUAGES,
    LEVELS,
    language_name,
    languages,
    level_reaches,
    own_name,
)
from hospes.reference.locales import reader


def test_all_official_languages_and_countries_of_the_union_are_there():
    assert len(EU_OFFICIAL) == 24
    assert len(EU) == 27
    assert {"ca", "eu", "gl", "no", "is", "uk", "tr", "br", "oc", "co", "lb", "rm"} <= set(LANGUAGES)
    assert {"CH", "NO", "IS", "LI", "RS", "TR", "GB"} <= set(COUNTRIES)


@pytest.mark.parametrize("reading", ["en", "fr", "de", "it", "es", "sv", "ca", "no", "mt", "eu", "zz"])
def test_every_language_and_country_has_a_name_for_every_reader(reading):
    assert [code for code, name in languages(reading) if name.lower() == code] == []
    assert [code for code, name in countries(reading) if name == code] == []


@pytest.mark.parametrize(
    ("code", "reading", "name"),
    [("ca", "sv", "Katalanska"), ("sv", "fr", "Suédois"), ("no", "en", "Norwegian"), ("qq", "en", "Qq")],
)
def test_names_begin_with_a_capital(code, reading, name):
    assert language_name(code, reading) == name


def test_a_language_is_offered_under_its_own_name():
    assert [own_name(code) for code in ("ca", "sv", "el", "ka")] == ["Català", "Svenska", "Ελληνικά", "ქართული"]


def test_lists_follow_the_readers_alphabet():
    assert [code for code, _name in countries("de")][:2] == ["AL", "BE"]
    assert country_name("EL", "sv") == country_name("GR", "sv") == "Grekland"


def test_the_country_part_of_a_language_does_not_matter():
    assert reader("pt-BR") == reader("pt_PT") == "pt"


def test_levels_reach_those_below():
    assert [level for level in LEVELS if level_reaches("B1", level)] == ["A1", "A2", "B1"]
