"""Invented entries in any number, with believable proportions: more schools than ministries, more May than January."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, TypeVar

from hospes.demo.europe_words import Words, languages, spoken_in
from hospes.matchmaking.choices import EntryKind
from hospes.organisations.models import Organisation
from hospes.reference.choices import Format, Measure, Profile
from hospes.reference.topics import TOPICS

# How often each is met, of a hundred or so.
_KINDS = {EntryKind.OFFER: 48, EntryKind.WISH: 47, EntryKind.IDEA: 5}
_LEARNERS = {
    Profile.LEARNER_VET: 45, Profile.APPRENTICE: 22, Profile.ADULT_LEARNER: 15, Profile.SCHOOL_PUPIL: 8,
    Profile.HE_STUDENT: 4, Profile.NON_FORMAL_LEARNER: 4, Profile.INFORMAL_LEARNER: 2,
}  # fmt: skip
_STAFF = {
    Profile.TEACHER_TRAINER: 50, Profile.AUTHORITY_STAFF: 20, Profile.GUIDANCE_PRACTITIONER: 12,
    Profile.OTHER_STAFF: 12, Profile.YOUTH_WORKER: 6,
}  # fmt: skip
_LEARNERS_COME_FOR = {Format.LEARNER_PLACEMENT: 55, Format.LEARNER_GROUP_EXCHANGE: 33, Format.ONLINE_EXCHANGE: 12}
_STAFF_COMES_FOR = {
    Format.JOB_SHADOWING: 50, Format.STUDY_VISIT: 24, Format.COMBINED: 10, Format.STAFF_TEACHING_OR_TRAINING: 9,
    Format.PREPARATORY_VISIT: 4, Format.ONLINE_EXCHANGE: 3,
}  # fmt: skip
_MONTHS = (2, 4, 9, 13, 17, 8, 3, 2, 12, 16, 10, 4)
_FUNDING = {
    "": 25,
    "NONE": 15,
    "OWN_BUDGET": 12,
    "ERASMUS_ACCREDITED": 30,
    "ERASMUS_SHORT_TERM_PROJECT": 12,
    "ESF_PLUS": 6,
}
_LONGEST_TITLE = 140
Code = TypeVar("Code")


@dataclass(frozen=True, slots=True)
class Year:
    """What the entries of one run have in common."""

    today: date

    def windows(self, chance: Random) -> list[list[str]]:
        found = []
        for _ in range(1 if chance.random() < 0.8 else 2):
            month = chance.choices(range(1, 13), _MONTHS)[0]
            first = date(self.today.year + (1 if chance.random() < 0.8 else 2), month, chance.choice((1, 1, 8, 15)))
            found.append([first.isoformat(), (first + timedelta(days=chance.choice((20, 30, 45, 60, 90)))).isoformat()])
        return sorted(found)


def kind(chance: Random) -> EntryKind:
    return _one_of(_KINDS, chance)


def values(kind: EntryKind, organisation: Organisation, year: Year, chance: Random) -> dict[str, Any]:
    """The values of an entry's form. What is left out is unknown, as people leave things out."""
    words = _written_in(organisation, chance)
    topic = _topic(words, chance)
    people = max(1, int(chance.lognormvariate(1.5, 0.7)))
    found: dict[str, Any] = {
        "title": _capital(words.one(kind.value, chance).format(topic=words.topics[topic]))[:_LONGEST_TITLE],
        "text": " ".join(chance.sample(words.lists["text"], min(2, len(words.lists["text"])))).format(people=people),
        "language": words.language,
        "topics": _more(topic, chance),
        "funding": _one_of(_FUNDING, chance),
    }
    if kind == EntryKind.IDEA:
        return found | {
            "call": f"KA220 {year.today.year + 1}",
            "deadline": year.today + timedelta(chance.randint(30, 300)),
        }
    found |= _stay(year, chance)
    if chance.random() < 0.85:
        found["fields"] = list(TOPICS[topic].fields[: chance.choice((1, 1, 2))])
    if chance.random() < 0.92:
        found["languages"] = _languages(words, kind, chance)
    return found | (_of_offer(people, chance) if kind == EntryKind.OFFER else _of_wish(organisation, people, chance))


def _stay(year: Year, chance: Random) -> dict[str, Any]:
    """Who comes, for what, when and how long."""
    are_learners = chance.random() < 0.62
    profile = _one_of(_LEARNERS if are_learners else _STAFF, chance)
    is_apprentice = profile == Profile.APPRENTICE and chance.random() < 0.8
    format_ = (
        Format.APPRENTICE_PLACEMENT
        if is_apprentice
        else _one_of(_LEARNERS_COME_FOR if are_learners else _STAFF_COMES_FOR, chance)
    )
    least = chance.choice((7, 10, 14, 14, 21) if are_learners else (2, 3, 3, 4, 5))
    found: dict[str, Any] = {
        "profiles": [profile.value],
        "formats": [format_.value],
        "days_least": least,
        "days_most": least + chance.choice((0, 2, 7, 14) if are_learners else (0, 1, 2)),
    }
    if chance.random() < 0.9:
        found["windows"] = year.windows(chance)
    return found


def _of_offer(people: int, chance: Random) -> dict[str, Any]:
    places = max(1, people + chance.randint(-1, 6))
    found: dict[str, Any] = {
        "places": places,
        "smallest_group": 1 if places < 4 else chance.choice((1, 2)),
        "largest_group": max(2, places - chance.choice((0, 0, 2))) if places > 2 else places,
        "open_to_anyone": chance.random() < 0.2,
        "open_to_apprentices": chance.random() < 0.3,
        "green_travel": chance.choice((True, True, False, None)),
    }
    if chance.random() < 0.7:
        found["measures"] = sorted(chance.sample(Measure.values, chance.randint(0, 4)))
    return found


def _of_wish(organisation: Organisation, people: int, chance: Random) -> dict[str, Any]:
    found: dict[str, Any] = {"people": people, "returns": _one_of({"no": 60, "would": 34, "must": 6}, chance)}
    if people > 3 and chance.random() < 0.5:
        found["smallest_part"] = chance.choice((2, 3))
    if chance.random() < 0.75:
        found["needs"] = sorted(chance.sample(Measure.values, chance.choices((0, 1, 2), (60, 28, 12))[0]))
    if chance.random() < 0.25:
        wanted = chance.sample(
            [
                code
                for code in ("ES", "IT", "DE", "SE", "FI", "IE", "FR", "PT", "NO", "GR", "PL", "DK")
                if code != organisation.country
            ],
            3,
        )
        found["wants"] = {"countries": sorted(wanted)}
    return found


def _written_in(organisation: Organisation, chance: Random) -> Words:
    """Most write in their own language, a third in English."""
    return languages()["en"] if chance.random() < 0.33 else chance.choice(spoken_in(organisation.country))


def _topic(words: Words, chance: Random) -> str:
    """A few topics are met often, most of them rarely."""
    codes, reaches = _topics_of(words.language)
    return chance.choices(codes, cum_weights=reaches)[0]


@cache
def _topics_of(language: str) -> tuple[list[str], list[float]]:
    """The topics a language has words for, in an order that is nobody's: neither the list's nor the alphabet's."""
    known = sorted(languages()[language].topics, key=lambda code: uuid.uuid5(uuid.NAMESPACE_OID, code).int)
    return known, list(accumulate(1 / place for place in range(3, len(known) + 3)))


def _more(topic: str, chance: Random) -> list[str]:
    """Often a second topic of the same group."""
    siblings = [
        code for code, one in TOPICS.items() if one.parent and one.parent == TOPICS[topic].parent and code != topic
    ]
    return [topic, chance.choice(siblings)] if siblings and chance.random() < 0.4 else [topic]


def _languages(words: Words, kind: EntryKind, chance: Random) -> dict[str, str]:
    found = {"en": chance.choice(("A2", "B1", "B1", "B2"))} if chance.random() < 0.85 else {}
    own = words.language
    if not found or chance.random() < 0.5:
        found[own] = "C2" if kind == EntryKind.WISH else chance.choice(("A1", "A2", "B1"))
    if kind == EntryKind.WISH and chance.random() < 0.3:
        found.setdefault(chance.choice(("de", "fr", "es", "it")), "B1")
    return found


def _one_of(weighted: Mapping[Code, int], chance: Random) -> Code:
    return chance.choices(list(weighted), list(weighted.values()))[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
