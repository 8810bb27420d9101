"""The tables of words are in order, so that a translator can add to them without fear."""

import re
from pathlib import Path

import pytest

from hospes import recognise
from hospes.recognise import COLUMNS, NOTES, calendar_names
from hospes.recognise.words import calendar, formats, funding, headings, measures, profiles
from hospes.reference.choices import Format, FundingSituation, Measure, Profile
from hospes.reference.languages import LANGUAGES
from hospes.reference.tables import rows
from hospes.reference.topics import is_topic

PACKAGE = Path(recognise.__file__).parent


def test_every_note_that_is_given_is_explained():
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))
    given = set(re.findall(r'Note\(\s*"([a-z_]+)"', source))

    assert len(given) > 40
    assert given <= set(NOTES)
    assert [code for code in NOTES if f'"{code}"' not in source.replace((PACKAGE / "notes.py").read_text(), "")] == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (formats.FORMATS, Format),
        (profiles.PROFILES, Profile),
        (measures.MEASURES, Measure),
        (funding.FUNDING, FundingSituation),
    ],
)
def test_short_lists_name_every_code_of_the_reference_list_and_no_other(table, codes):
    assert set(table) == set(codes.values)


def test_headings_are_about_known_columns():
    assert set(headings.HEADINGS) == set(COLUMNS)


def test_further_words_are_about_known_topics():
    listed = list(rows("topic_words_beyond.tsv"))

    assert len(listed) > 1000
    assert [code for code, _language, _phrases in listed if not is_topic(code)] == []


def test_every_month_is_known_in_every_language():
    from babel import Locale

    from hospes.recognise.reading import folded

    unknown = {
        (language, name)
        for language in calendar.LANGUAGES
        for number, name in Locale.parse(language).months["stand-alone"]["wide"].items()
        if len(name) > 2 and number not in calendar_names.months_of(folded(name.replace("’", " ").split()[-1]))
    }

    assert unknown == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_of_the_site_is_known_by_its_english_and_its_own_name(code):
    from babel import Locale

    english = Locale("en").languages.get(code)
    own = Locale.parse(code).languages.get(code) if code in calendar.LANGUAGES else None

    for name in {english, own} - {None}:
        assert recognise.languages(name).value == {code: None}


def test_the_package_needs_no_django():
    import subprocess
    import sys

    code = "import sys, hospes.recognise; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
