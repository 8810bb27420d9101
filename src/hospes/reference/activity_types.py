"""Kinds of mobility, with the code of the Commission's reporting tool where there is one.

Stays under other programmes, or under none, are equal citizens: they have types of their own, and any
type can be used without Erasmus+. Days are those at the host, without travel. `checked` says whether
the days were read in a public source or are common knowledge to be confirmed with a national agency.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hospes.reference.choices import Format, Sector

Category = Literal["learner", "staff", "other"]
Verdict = Literal["fits", "too_short", "too_long"]


class ActivityType(NamedTuple):
    code: str
    label: Promise
    erasmus_code: str | None
    sectors: tuple[Sector, ...]
    category: Category
    least_days: int | None
    most_days: int | None
    checked: bool
    # For people with fewer opportunities, where the rule is softer.
    least_days_fewer: int | None = None


_VET = (Sector.VET,)
_SCHOOL = (Sector.SCHOOL,)
_ADULT = (Sector.ADULT,)
_HE = (Sector.HIGHER_EDUCATION,)
_YOUTH = (Sector.YOUTH,)
_SPORT = (Sector.SPORT,)
_TRAINING = (Sector.VET, Sector.SCHOOL, Sector.ADULT)
_ALL = tuple(Sector)

_TYPES = (
    ActivityType("VET_SKILLS_COMPETITION", _("Skills competition"), "LM-SKILL-VET", _VET, "learner", 1, 10, True),
    ActivityType("VET_GROUP", _("Group mobility of vocational learners"), None, _VET, "learner", 2, 30, False),
    ActivityType(
        "VET_SHORT", _("Short stay of vocational learners"), "LM-SHORT-VET", _VET, "learner", 10, 89, True, 2
    ),
    ActivityType("VET_LONG", _("Long stay of vocational learners"), "LM-LONG-VET", _VET, "learner", 90, 365, True),
    ActivityType("PUPIL_GROUP", _("Group mobility of school pupils"), "LM-GRP-PUPIL", _SCHOOL, "learner", 2, 30, False),
    ActivityType("PUPIL_SHORT", _("Short stay of school pupils"), "LM-SHORT-PUPIL", _SCHOOL, "learner", 10, 29, False),
    ActivityType("PUPIL_LONG", _("Long stay of school pupils"), "LM-LONG-PUPILS", _SCHOOL, "learner", 30, 365, False),
    ActivityType("ADULT_GROUP", _("Group mobility of adult learners"), None, _ADULT, "learner", 2, 30, True),
    ActivityType("ADULT_SHORT", _("Short stay of adult learners"), None, _ADULT, "learner", 2, 29, True),
    ActivityType("ADULT_LONG", _("Long stay of adult learners"), None, _ADULT, "learner", 30, 365, False),
    ActivityType("JOB_SHADOWING", _("Job shadowing"), "SM-JOB-SHDW", _TRAINING, "staff", 2, 60, True),
    ActivityType("TEACHING_TRAINING", _("Teaching or training assignment"), "SM-TTA", _TRAINING, "staff", 2, 365, True),
    ActivityType("COURSE", _("Course or training for staff"), "SM-COUR-TRAIN", _TRAINING, "staff", 2, 30, True),
    ActivityType("INVITED_EXPERT", _("Invited expert"), "OA-INV-EXP", _TRAINING, "other", 2, 60, True),
    ActivityType(
        "TEACHER_IN_TRAINING", _("Hosting a teacher in training"), "OA-HOS-TTT", _TRAINING, "other", 10, 365, True
    ),
    ActivityType("PREPARATORY_VISIT", _("Preparatory visit"), None, _ALL, "other", None, None, False),
    ActivityType("HE_STUDIES", _("Student mobility for studies"), "HE-SMS", _HE, "learner", 60, 365, False),
    ActivityType("HE_TRAINEESHIP", _("Student mobility for traineeships"), "HE-SMT", _HE, "learner", 60, 365, False),
    ActivityType("HE_TEACHING", _("Teaching by higher education staff"), "HE-STA", _HE, "staff", 2, 60, False),
    ActivityType("HE_TRAINING", _("Training of higher education staff"), "HE-STT", _HE, "staff", 2, 60, False),
    ActivityType("HE_BLENDED", _("Blended intensive programme"), "HE-BIP", _HE, "other", 5, 30, False),
    ActivityType("YOUTH_EXCHANGE", _("Youth exchange"), "KA152", _YOUTH, "learner", 5, 21, False),
    ActivityType("YOUTH_WORKERS", _("Mobility of youth workers"), "KA153", _YOUTH, "staff", 2, 60, False),
    ActivityType("YOUTH_PARTICIPATION", _("Youth participation"), "KA154", _YOUTH, "learner", None, None, False),
    ActivityType("DISCOVER_EU_INCLUSION", _("DiscoverEU for inclusion"), "KA155", _YOUTH, "learner", None, None, False),
    ActivityType("SPORT_SHADOWING", _("Job shadowing in sport"), "KA182", _SPORT, "staff", 2, 14, False),
    ActivityType("SPORT_COACHING", _("Coaching or training in sport"), "KA182", _SPORT, "staff", 15, 60, False),
    ActivityType("STUDY_VISIT", _("Study visit"), None, _ALL, "staff", None, None, False),
    ActivityType("COMBINED", _("Study visit with job shadowing"), None, _ALL, "staff", None, None, False),
    ActivityType("ONLINE_EXCHANGE", _("Online exchange"), None, _ALL, "other", None, None, False),
    ActivityType(
        "OTHER_STAY", pgettext_lazy("activity type", "Stay under another programme or none"), None, _ALL, "other",
        None, None, False,
    ),
)  # fmt: skip

ACTIVITY_TYPES: Mapping[str, ActivityType] = MappingProxyType({kind.code: kind for kind in _TYPES})

# Which types a format of an entry can become when the stay is recorded, the likeliest first.
BY_FORMAT: Mapping[Format, tuple[str, ...]] = MappingProxyType(
    {
        Format.JOB_SHADOWING: ("JOB_SHADOWING", "SPORT_SHADOWING", "YOUTH_WORKERS", "OTHER_STAY"),
        Format.STUDY_VISIT: ("STUDY_VISIT", "COURSE", "OTHER_STAY"),
        Format.COMBINED: ("COMBINED", "JOB_SHADOWING", "OTHER_STAY"),
        Format.LEARNER_PLACEMENT: (
            "VET_SHORT", "VET_LONG", "ADULT_SHORT", "ADULT_LONG", "HE_TRAINEESHIP", "PUPIL_SHORT", "PUPIL_LONG",
            "OTHER_STAY",
        ),
        Format.LEARNER_GROUP_EXCHANGE: ("VET_GROUP", "PUPIL_GROUP", "ADULT_GROUP", "YOUTH_EXCHANGE", "OTHER_STAY"),
        Format.APPRENTICE_PLACEMENT: ("VET_SHORT", "VET_LONG", "OTHER_STAY"),
        Format.STAFF_TEACHING_OR_TRAINING: (
            "TEACHING_TRAINING", "COURSE", "INVITED_EXPERT", "HE_TEACHING", "HE_TRAINING", "SPORT_COACHING",
            "OTHER_STAY",
        ),
        Format.ONLINE_EXCHANGE: ("ONLINE_EXCHANGE", "HE_BLENDED"),
        Format.PREPARATORY_VISIT: ("PREPARATORY_VISIT", "OTHER_STAY"),
    }
)  # fmt: skip


def days_verdict(code: str, days: int, *, fewer_opportunities: bool = False) -> Verdict:
    """Whether a stay of so many days keeps the type's rule. Types without a rule take any length."""
    kind = ACTIVITY_TYPES[code]
    least = kind.least_days
    if fewer_opportunities and kind.least_days_fewer is not None:
        least = kind.least_days_fewer
    if least is not None and days < least:
        return "too_short"
    if kind.most_days is not None and days > kind.most_days:
        return "too_long"
    return "fits"
