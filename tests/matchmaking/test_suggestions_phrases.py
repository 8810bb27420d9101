"""Every code that the engine can say has a sentence, in every language a sentence that stands alone."""

import pytest
from django.conf import settings
from django.utils import translation

from hospes.matchmaking.phrases.barriers import SENTENCES as BARRIERS
from hospes.matchmaking.phrases.barriers import barrier
from hospes.matchmaking.phrases.changes import NAMES, concession, improvement
from hospes.matchmaking.phrases.introductions import REFUSALS
from hospes.matchmaking.phrases.questions import QUESTIONS, question
from hospes.matchmaking.phrases.reasons import SENTENCES as REASONS
from hospes.matchmaking.phrases.reasons import SUBJECTS as REASON_SUBJECTS
from hospes.matchmaking.phrases.reasons import reason
from hospes.matchmaking.phrases.unknowns import SUBJECTS as UNKNOWN_SUBJECTS
from hospes.matchmaking.phrases.unknowns import missing
from hospes.pairing import codes

# Labels of fields of education may be loaded into the database.
pytestmark = pytest.mark.django_db

# One example of each fact, by its name in codes.py.
EXAMPLES = {
    "organisation": "o",
    "by": "wish",
    "refused": "NO",
    "country": "SE",
    "wish": None,
    "offer": None,
    "profile": "APPRENTICE",
    "taken": ["LEARNER_VET"],
    "held": {"en": "B1"},
    "asked": {"de": "B2"},
    "needed": 14,
    "most": 10,
    "overlap": 3,
    "people": 4,
    "smallest_group": 5,
    "smallest_part": 6,
    "needs": ["STEP_FREE"],
    "from": "SE",
    "to": "NO",
    "source": "Survey 2026",
    "side": "wish",
    "valid_until": "2026-11-30",
    "promise": 12.5,
    "least": 30.0,
}
REASON_EXAMPLES = {
    "shared_topics": {
        "topics": ["crafts"],
        "near": [["nursing", "elderly-care"]],
        "missing": ["maritime"],
        "any": False,
    },
    "shared_field": {"fields": ["0732"], "near": [], "missing": [], "any": False},
    "common_language": {"language": "en", "held": "B2", "asked": "B1", "languages": ["en"]},
    "common_dates": {"window": ["2027-05-01", "2027-05-21"], "days": 21, "needed": 14, "most": 30},
    "wanted_territory": {"match": "NO0A", "any": False, "new_link": None},
    "inclusion_measures": {"needs": ["STEP_FREE"], "covered": True, "beyond": ["MENTOR"], "any": False},
    "apprentice_conditional": {"from": "SE", "to": "NO", "source": "Survey 2026"},
}
CHANGE_EXAMPLES = {
    "shorter_stay": {"from": 5, "to": 3},
    "longer_stay": {"from": 5, "to": 7},
    "wider_window": {"from": ["2027-05-01", "2027-05-10"], "to": ["2027-05-01", "2027-05-14"]},
    "higher_level": {"language": "en", "from": "A2", "to": "B1"},
    "lower_level": {"language": "en", "from": "B2", "to": "B1"},
    "one_more_language": {"language": "sv", "from": None, "to": "B1"},
    "one_more_topic": {"topic": "crafts"},
    "one_more_field": {"field": "0732"},
    "one_more_format": {"format": "STUDY_VISIT"},
    "one_more_profile": {"profile": "APPRENTICE"},
    "one_more_country": {"country": "SE"},
    "more_measures": {"measures": ["MENTOR"], "count": 1},
    **{
        code: {"from": 4, "to": 6}
        for code in ("smaller_part", "more_people", "more_places", "larger_groups", "more_at_once", "smaller_groups")
    },
}
ANSWERS = {
    "profile": "APPRENTICE",
    "profiles": ["APPRENTICE"],
    "formats": ["STUDY_VISIT"],
    "languages": {"en": "B1"},
    "windows": [["2027-05-01", "2027-05-21"]],
    "days": [3, 5],
    "needs": [],
    "measures": ["MENTOR"],
}


def is_a_sentence(text: str) -> bool:
    return text[:1].isupper() and text[-1] in ".?" and "%(" not in text and "None" not in text


def test_every_barrier_has_a_sentence():
    assert BARRIERS.keys() == codes.BARRIERS.keys()
    for code, names in codes.BARRIERS.items():
        assert is_a_sentence(barrier(code, {name: EXAMPLES[name] for name in names}))


def test_every_reason_has_a_sentence_and_a_subject():
    assert REASONS.keys() == codes.REASONS.keys() == REASON_SUBJECTS.keys()
    for code, names in codes.REASONS.items():
        facts = REASON_EXAMPLES[code]
        assert set(facts) == set(names)
        assert is_a_sentence(reason(code, facts))


def test_every_unknown_has_a_subject_and_each_of_its_fields_a_sentence():
    assert UNKNOWN_SUBJECTS.keys() == codes.UNKNOWNS.keys()
    for side, field in (("wish", "needs"), ("offer", "measures"), ("wish", "profile"), ("offer", "region")):
        assert is_a_sentence(missing(side, field))


def test_every_improvement_has_a_sentence_and_a_question():
    assert NAMES.keys() == codes.IMPROVEMENTS.keys()
    for code in codes.IMPROVEMENTS:
        for side in ("wish", "offer"):
            assert is_a_sentence(improvement(code, side, CHANGE_EXAMPLES[code], "Borås"))
            assert concession(code, side, CHANGE_EXAMPLES[code])[-1] in ".?"


def test_every_question_about_an_unknown_field_can_be_read():
    for side, field in QUESTIONS:
        assert question("answer", side, field, ANSWERS[field], {})[:1].isupper()


@pytest.mark.parametrize("any_topic", [True, False])
@pytest.mark.parametrize("near", [[], [["nursing", "elderly-care"]]])
@pytest.mark.parametrize("shared", [[], ["crafts"]])
@pytest.mark.parametrize("without", [[], ["maritime"]])
def test_topics_are_told_whatever_is_shared_near_or_not_covered(any_topic, near, shared, without):
    facts = {"topics": shared, "near": near, "missing": without, "any": any_topic}

    assert is_a_sentence(reason("shared_topics", facts))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_translation_loses_a_name_of_a_sentence(language):
    with translation.override(language):
        for code, names in codes.BARRIERS.items():
            assert barrier(code, {name: EXAMPLES[name] for name in names})
        for code in codes.IMPROVEMENTS:
            assert "Borås" in improvement(code, "wish", CHANGE_EXAMPLES[code], "Borås")


def test_every_refusal_has_a_sentence():
    for code, sentence in REFUSALS.items():
        facts = {"state": "declined", "side": "offer", "left": 2, "organisation": "Borås"}
        assert is_a_sentence(sentence(facts)), code


@pytest.mark.parametrize("new_link", [None, True, False])
def test_a_wanted_organisation_is_not_told_by_its_key(new_link):
    key = "0b7c1f5e-8c53-4a55-9d5c-6d8a3f0b7e11"

    sentence = reason("wanted_territory", {"match": key, "any": False, "new_link": new_link})

    assert key not in sentence
    assert sentence.startswith("Among the organisations sought.")
