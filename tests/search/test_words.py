"""The same words find the same things, whatever the language, the accents and the database."""

import os
from pathlib import Path

import pytest

from hospes.matchmaking.models import Entry
from hospes.reference.actions import load_labels
from hospes.search.asked import asked
from hospes.search.queries import matching, meant
from hospes.search.tokens import tokens
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

ENTRIES = {
    "care in Catalan": {"title": "Acollim alumnes de cures", "language": "ca", "topics": ["elderly-care"]},
    "care in Swedish": {"title": "Praktik på äldreboendet", "language": "sv", "topics": ["elderly-care"]},
    "ageing in French": {"title": "Le vieillissement et nous", "language": "fr", "topics": None},
    "energy in French": {"title": "Énergies renouvelables", "language": "fr", "topics": ["renewable-energy"]},
    "nursing": {"title": "A ward in the north", "language": "en", "fields": ["0913"]},
    "wood in Polish": {"title": "Stolarze z Łodzi", "language": "pl", "topics": ["wood-furniture"]},
    "streets in German": {"title": "Straßenbau im Herbst", "language": "de", "topics": None},
    "tourism in Greek": {"title": "Τουρισμός στο νησί", "language": "el", "topics": ["tourism"]},
    "craft in Bulgarian": {"title": "Занаяти в планината", "language": "bg", "topics": ["crafts"]},
    "career guidance": {"title": "Career guidance in the evening", "language": "en", "topics": ["career-guidance"]},
}  # fmt: skip
# What is typed, and which entries it finds: on SQLite and on PostgreSQL.
PROBES = {
    "cura de gent gran": {"care in Catalan", "care in Swedish"},
    "äldreomsorg": {"care in Catalan", "care in Swedish"},
    "ALDREOMSORGEN": {"care in Catalan", "care in Swedish"},
    "Altenpflege": {"care in Catalan", "care in Swedish"},
    "vieillissements": {"ageing in French"},
    "energie renouvelable": {"energy in French"},
    "énergies": {"energy in French"},
    "0913": {"nursing"},
    "lodz": {"wood in Polish"},
    "Strassenbau": {"streets in German"},
    "straßenb": {"streets in German"},
    "τουρισμος": {"tourism in Greek"},
    "tourismos": {"tourism in Greek"},
    "занаят": {"craft in Bulgarian"},
    "wards": {"nursing"},
    "ward north": {"nursing"},
    "ward south": set(),
    "guidance": {"career guidance"},
    "care": {"care in Catalan", "care in Swedish"},
    "career": {"career guidance"},
}
# Nothing that can be typed is an operator, a wildcard or a mistake of the database.
HOSTILE = (
    "' OR 1=1--", '"', '"unclosed', "*", "%", "_", "a AND", "NOT", "NEAR(a b)", "heading : x", "{heading} : x", "a:*",
    "a & | !b", "\\", "-", "--", "()", "((((", "\x00", "a\x00b", "\ud800", "👩‍👩‍👧", "\u202e", "½", "x" * 10_000,
    "word " * 10_000, "''", "<->", "^a",
)  # fmt: skip


@pytest.fixture
def entries(db: None) -> dict[str, Entry]:
    host = OrganisationFactory(name="Nowhere", town="", country="IS", territory="", languages=["is"])
    return {name: EntryFactory(organisation=host, published=True, **values) for name, values in ENTRIES.items()}


@pytest.mark.parametrize("text", PROBES)
def test_words_of_any_language_find_their_entries(entries: dict[str, Entry], text: str):
    found = set(matching("entry", text))

    assert {name for name, entry in entries.items() if entry.pk in found} == PROBES[text]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_nothing_that_can_be_typed_is_an_operator(entries: dict[str, Entry], text: str):
    found = set(matching("entry", text))

    assert found < {entry.pk for entry in entries.values()}


@pytest.mark.django_db
def test_ten_thousand_words_are_ten():
    assert len(asked(" ".join(f"w{number}" for number in range(10_000)))) == 10


def test_a_region_is_found_by_its_code_and_by_its_name_in_any_language(db: None):
    here = EntryFactory(organisation=OrganisationFactory(country="ES", territory="ES511"), published=True)
    EntryFactory(organisation=OrganisationFactory(country="NO", territory="NO0A2"), published=True)

    for text in ("Catalunya", "Katalonien", "Catalonia", "ES51", "es511", "Spanien"):
        assert list(matching("entry", text)) == [here.pk], text


def test_a_word_gives_itself_and_its_stem_marked_with_its_language():
    assert tokens("Lærlingene", "no") == {"laerlingene", "no_laerling"}
    assert tokens("Lærlingene") == {"laerlingene"}
    # Stems of three letters meet by chance: Spanish leaves "car" of this one.
    assert tokens("care", "es") == {"care"}


def test_what_is_not_public_is_found_by_those_who_ask_for_it_only(db: None):
    draft = EntryFactory(title="Hidden cellar")

    assert list(matching("entry", "cellar")) == []
    assert list(matching("entry", "cellar", public=False)) == [draft.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "better"),
    [("altenpfelge", "altenpflege"), ("äldreomsogr", "aldreomsorg"), ("nursing", ""), ("xyzzy", "")],
)
def test_a_misspelled_word_has_a_proposal(typed: str, better: str):
    assert meant(typed) == better


@pytest.mark.skipif("HOSPES_REAL_DATA" not in os.environ, reason="HOSPES_REAL_DATA names no folder of official files")
def test_labels_that_were_loaded_find_the_entries_of_their_field(db: None):
    care = EntryFactory(title="Something", fields=["0921"], topics=None, published=True)
    EntryFactory(title="Something else", fields=["0732"], topics=None, published=True)
    assert list(matching("entry", "Vård av äldre och funktionsnedsatta")) == []

    file = Path(os.environ["HOSPES_REAL_DATA"]) / "isced_f_2013" / "isced_f_2013_multilingual.csv"
    load_labels(file, scheme="isced-f", by=None)

    for phrase in _labels_of("0921"):
        assert list(matching("entry", phrase)) == [care.pk], phrase


def _labels_of(code: str) -> list[str]:
    from hospes.reference.models import Label

    return list(
        Label.objects.filter(code=code, language__in=["sv", "ca", "de", "fr", "el", "bg", "pl"]).values_list(
            "text", flat=True
        )
    )
