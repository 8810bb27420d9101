"""Codes never change: entries, exports and other people's scripts hold them for years.

Adding a code is fine: add it here too. A removal or a new spelling fails.
"""

import pytest

from hospes.reference import choices
from hospes.reference.activity_types import ACTIVITY_TYPES, BY_FORMAT
from hospes.reference.countries import COUNTRIES
from hospes.reference.fields import fields
from hospes.reference.languages import LANGUAGES
from hospes.reference.regions import regions
from hospes.reference.topics import TOPICS

FROZEN = {
    "formats": (
        choices.Format,
        "JOB_SHADOWING STUDY_VISIT COMBINED LEARNER_PLACEMENT LEARNER_GROUP_EXCHANGE APPRENTICE_PLACEMENT "
        "STAFF_TEACHING_OR_TRAINING ONLINE_EXCHANGE PREPARATORY_VISIT",
    ),
    "profiles": (
        choices.Profile,
        "LEARNER_VET APPRENTICE ADULT_LEARNER NON_FORMAL_LEARNER INFORMAL_LEARNER SCHOOL_PUPIL HE_STUDENT "
        "YOUTH_WORKER TEACHER_TRAINER AUTHORITY_STAFF GUIDANCE_PRACTITIONER OTHER_STAFF",
    ),
    "measures": (
        choices.Measure,
        "STEP_FREE SIGN_LANGUAGE CAPTIONS ASSISTANT_WELCOME MENTOR QUIET_SPACE FAMILY_FRIENDLY DIETARY "
        "TRAVEL_HELP VISA_LETTER",
    ),
    "barriers": (
        choices.Barrier,
        "DISABILITIES HEALTH EDUCATION_SYSTEM CULTURAL SOCIAL ECONOMIC DISCRIMINATION GEOGRAPHICAL OTHER",
    ),
    "levels": (choices.Cefr, "A1 A2 B1 B2 C1 C2"),
    "funding": (
        choices.FundingSituation,
        "NONE OWN_BUDGET ERASMUS_ACCREDITED ERASMUS_SHORT_TERM_PROJECT NATIONAL_OR_REGIONAL SWISS_PROGRAMME "
        "NORDPLUS INTERREG ESF_PLUS OTHER",
    ),
    "supports": (choices.SupportKind, "SCHOLARSHIP TRAVEL HOUSING GUIDANCE"),
    "organisation kinds": (
        choices.OrganisationKind,
        "REGIONAL_AUTHORITY LOCAL_AUTHORITY VET_PROVIDER ADULT_EDUCATION_CENTRE NGO GUIDANCE_ORGANISATION "
        "YOUTH_CENTRE YOUTH_ORGANISATION SCHOOL HIGHER_EDUCATION COMPANY CHAMBER SOCIAL_PARTNER_EMPLOYERS "
        "SOCIAL_PARTNER_WORKERS PUBLIC_EMPLOYMENT_SERVICE MOBILITY_AGENCY NETWORK RESEARCH OTHER",
    ),
    "supporters": (
        choices.SupporterCategory,
        "REGIONAL_LOCAL_AUTHORITY INTERNATIONAL_EDUCATION_MOBILITY_INSTITUTION INDUSTRY "
        "EDUCATION_TRAINING_PROVIDER SOCIAL_PARTNER OTHER",
    ),
    "sectors": (choices.Sector, "SCHOOL VET HIGHER_EDUCATION ADULT YOUTH SPORT PUBLIC_ADMINISTRATION"),
    "sections of the economy": (choices.NaceSection, "A B C D E F G H I J K L M N O P Q R S T U V"),
    "topics": (
        TOPICS,
        "vocational-learning apprenticeship vet-excellence adult-basic-skills upskilling validation "
        "teacher-development quality-assurance languages guidance career-guidance school-to-work early-leaving "
        "youth-policy neet-outreach inclusion disability migrants-refugees gender-equality rural-areas "
        "intergenerational-learning mental-health digital digital-skills artificial-intelligence "
        "programming-networks digital-teaching green green-skills renewable-energy circular-economy "
        "nature-climate building green-construction construction-trades building-services wood-furniture crafts "
        "industry advanced-manufacturing mechanics-metal electronics-automation vehicles chemistry-laboratory "
        "textiles-fashion transport-logistics maritime health-care elderly-care nursing childcare social-work "
        "rehabilitation food-land-hospitality agriculture gardening-forestry food-production hospitality-cooking "
        "tourism business-services business-administration retail-marketing entrepreneurship hair-beauty "
        "culture-sport arts-music media-design cultural-heritage sport-health governance "
        "lifelong-learning-policy skills-intelligence public-administration internationalisation "
        "mobility-quality eu-funding civic-engagement",
    ),
    "activity types": (
        ACTIVITY_TYPES,
        "VET_SKILLS_COMPETITION VET_GROUP VET_SHORT VET_LONG PUPIL_GROUP PUPIL_SHORT PUPIL_LONG ADULT_GROUP "
        "ADULT_SHORT ADULT_LONG JOB_SHADOWING TEACHING_TRAINING COURSE INVITED_EXPERT TEACHER_IN_TRAINING "
        "PREPARATORY_VISIT HE_STUDIES HE_TRAINEESHIP HE_TEACHING HE_TRAINING HE_BLENDED YOUTH_EXCHANGE "
        "YOUTH_WORKERS YOUTH_PARTICIPATION DISCOVER_EU_INCLUSION SPORT_SHADOWING SPORT_COACHING STUDY_VISIT "
        "COMBINED ONLINE_EXCHANGE OTHER_STAY",
    ),
    "languages": (
        LANGUAGES,
        "ar ast be bg br bs ca co cs cy da de el en es et eu fi fo fr fur fy ga gd gl hr hsb hu is it ka lb lt lv "
        "mk mt nl no oc pl pt rm ro ru sc se sk sl sq sr sv tr uk",
    ),
    "countries": (
        COUNTRIES,
        "AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV ME MK MT NL NO PL PT RO RS SE "
        "SI SK TR UA XK",
    ),
}


@pytest.mark.parametrize("name", FROZEN)
def test_codes_never_change(name):
    listed, frozen = FROZEN[name]
    codes = [str(getattr(item, "value", item)) for item in listed]

    assert [code for code in frozen.split() if code not in codes] == []


@pytest.mark.parametrize("name", FROZEN)
def test_a_new_code_is_written_down_here(name):
    listed, frozen = FROZEN[name]
    codes = [str(getattr(item, "value", item)) for item in listed]

    assert [code for code in codes if code not in frozen.split()] == []


def test_the_big_lists_are_whole():
    assert len(fields()) == 220
    assert len(regions()) == 2193
    assert [sum(region.level == level for region in regions().values()) for level in range(4)] == [40, 135, 367, 1651]


def test_every_profile_is_a_learner_or_staff():
    assert set(choices.Profile) == choices.LEARNERS | choices.STAFF
    assert choices.LEARNERS.isdisjoint(choices.STAFF)
    assert choices.Profile.APPRENTICE in choices.LEARNERS
    assert choices.Profile.YOUTH_WORKER in choices.STAFF


def test_every_format_can_be_recorded_as_some_activity():
    assert set(BY_FORMAT) == set(choices.Format)
    assert {code for codes in BY_FORMAT.values() for code in codes} <= set(ACTIVITY_TYPES)
