"""The words that the stage `europe` is made of: towns, organisations, people and sentences in 24 languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random
from types import MappingProxyType

from hospes.reference import tables
from hospes.reference.choices import OrganisationKind

_KINDS = {
    "school": (OrganisationKind.VET_PROVIDER, 50),
    "authority": (OrganisationKind.LOCAL_AUTHORITY, 14),
    "adult": (OrganisationKind.ADULT_EDUCATION_CENTRE, 14),
    "ngo": (OrganisationKind.NGO, 10),
    "company": (OrganisationKind.COMPANY, 12),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language."""

    language: str
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)

    def one(self, what: str, chance: Random) -> str:
        return chance.choice(self.lists[what])

    def town(self, chance: Random) -> str:
        return self.one("starts", chance) + self.one("ends", chance)

    def person(self, chance: Random) -> str:
        return f"{self.one('first', chance)} {self.one('last', chance)}"

    def organisation(self, place: str, chance: Random) -> tuple[str, OrganisationKind]:
        what = chance.choices(list(_KINDS), [weight for _kind, weight in _KINDS.values()])[0]
        return self.one(what, chance).format(place=place), _KINDS[what][0]


@cache
def languages() -> Mapping[str, Words]:
    found: dict[str, Words] = {}
    table = files("hospes.demo") / "data" / "europe.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, what, values = line.split("\t")
        words = found.setdefault(language, Words(language))
        name, _space, topic = what.partition(" ")
        if name == "topic":
            words.topics[topic] = values
        else:
            words.lists[name] = tuple(values.split(" " if name == "countries" else ";"))
    for topic, language, texts in tables.rows("topic_words.tsv"):
        found[language].topics[topic] = texts.partition(";")[0]
    return MappingProxyType(found)


@cache
def spoken_in(country: str) -> tuple[Words, ...]:
    """The languages that organisations of a country write in."""
    return tuple(words for words in languages().values() if country in words.lists["countries"])


def countries() -> list[str]:
    return sorted({country for words in languages().values() for country in words.lists["countries"]})
