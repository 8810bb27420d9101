"""Markets made by chance, for the benchmarks of the engine: one like Europe, and a thin one.

Like Europe: 27 countries and their regions, few topics that many ask for and many that few ask for (Zipf),
organisations of very different size, native and learned languages, a season. No number here was
chosen after looking at what the engine makes of it.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from hospes.cli.pairing import trees
from hospes.pairing.distance import Trees
from hospes.pairing.parties import LEVELS, MEASURES, STAFF, Market, Offer, Settings, Territories, Wish

AnyEntry = TypeVar("AnyEntry", Wish, Offer)
AS_OF = date(2026, 11, 1)
NATIVE = {
    "AT": "de", "BE": "nl", "BG": "bg", "HR": "hr", "CY": "el", "CZ": "cs", "DK": "da", "EE": "et",
    "FI": "fi", "FR": "fr", "DE": "de", "GR": "el", "HU": "hu", "IE": "en", "IT": "it", "LV": "lv",
    "LT": "lt", "LU": "fr", "MT": "mt", "NL": "nl", "PL": "pl", "PT": "pt", "RO": "ro", "SK": "sk",
    "SI": "sl", "ES": "es", "SE": "sv",
}  # fmt: skip
PROFILES = ["LEARNER_VET"] * 5 + ["APPRENTICE"] * 3 + ["AUTHORITY_STAFF", "TEACHER_TRAINER"]
LEVEL_NAMES = list(LEVELS)


class Europe:
    """Draws entries. The same seed gives the same entries."""

    def __init__(self, seed: int, entries: int, known: Trees) -> None:
        self.chance, self.trees = Random(seed), known  # noqa: S311 - repeatable on purpose
        self.regions: dict[str, list[str]] = {}
        for code in known.regions.parents:
            country = known.country_of(code)
            if country in NATIVE and len(code) == 4:
                self.regions.setdefault(country, []).append(code)
        self.countries = sorted(self.regions)
        leaves = sorted(set(known.topics.parents) - set(known.topics.parents.values()))
        self.chance.shuffle(leaves)
        self.topics, self.fields = leaves, sorted(code for code in known.fields.parents if len(code) == 4)
        self.popular = [1 / rank for rank in range(1, len(leaves) + 1)]
        self.organisations = []
        for number in range(max(2, entries // 4)):
            country = self.chance.choice(self.countries)
            self.organisations.append((f"org{number}", country, self.chance.choice(sorted(self.regions[country]))))
        self.sizes = [1 / (rank + 3) for rank in range(len(self.organisations))]

    def both(self, *, of_guests: bool) -> dict[str, object]:
        key, country, region = self.chance.choices(self.organisations, self.sizes)[0]
        start = date(2027, self.chance.choices(range(1, 13), [1, 2, 4, 5, 5, 4, 1, 1, 4, 5, 3, 1])[0], 1)
        start += timedelta(self.chance.randrange(28))
        least = self.chance.choice([3, 5, 7, 14, 14, 21])
        native = {NATIVE[country]: self.chance.choice(["B1", "B2"]) if of_guests else "C2"}
        learned = {"en": self.chance.choice(["A2", "B1", "B1", "B2"])}
        if self.chance.random() < 0.3:
            learned[self.chance.choice(["de", "fr", "es", "it"])] = self.chance.choice(["A2", "B1"])
        return {
            "organisation": key,
            "country": country,
            "region": region,
            "topics": frozenset(self.chance.choices(self.topics, self.popular, k=self.chance.randint(1, 3))),
            "fields": frozenset(self.chance.choices(self.fields, k=1)),
            "languages": learned | native,
            "windows": ((start, start + timedelta(self.chance.choice([20, 40, 60, 90]))),),
            "days": (least, least + self.chance.choice([0, 7, 14])),
            "since": AS_OF - timedelta(self.chance.randrange(200)),
        }

    def wish(self, number: int) -> Wish:
        people = self.chance.choices(range(1, 13), [3, 6, 5, 6, 4, 4, 2, 3, 1, 2, 1, 1])[0]
        profile = self.chance.choice(PROFILES)
        wanted = frozenset(self.chance.sample(self.countries, self.chance.choice([0, 0, 1, 2, 3])))
        return Wish(
            key=f"w{number:06}",
            **self.both(of_guests=False),  # type: ignore[arg-type]
            people=people,
            fewer_opportunities=sum(self.chance.random() < 0.15 for _ in range(people)),
            smallest_part=self.chance.choice([None, None, min(2, people), 1]),
            profile=profile,
            formats=frozenset({"JOB_SHADOWING"} if profile in STAFF else {self.chance.choice(FORMATS)}),
            needs=frozenset(self.chance.sample(MEASURES, self.chance.choice([0, 0, 0, 0, 1, 2]))),
            wants=Territories(countries=wanted),
        )

    def offer(self, number: int) -> Offer:
        places = self.chance.choice([2, 3, 4, 5, 6, 8, 10, 12, 20])
        profiles = frozenset(self.chance.choices(PROFILES, k=2))
        formats = frozenset(self.chance.choices([*FORMATS, "JOB_SHADOWING"], k=2))
        return Offer(
            key=f"o{number:06}",
            **self.both(of_guests=True),  # type: ignore[arg-type]
            places=places,
            largest_group=self.chance.choice([None, None, max(2, places // 2)]),
            groups=self.chance.choice([None, None, 1, 2, 3]),
            profiles=profiles,
            formats=formats,
            measures=frozenset(self.chance.sample(MEASURES, self.chance.randint(0, 5))),
        )


FORMATS = ["APPRENTICE_PLACEMENT", "LEARNER_PLACEMENT"]


def like_europe(entries: int, seed: int = 1, settings: Settings | None = None) -> tuple[Market, Trees]:
    """Half wishes, half offers."""
    known = trees()
    draw = Europe(seed, entries, known)
    wishes = tuple(draw.wish(number) for number in range(entries // 2))
    offers = tuple(draw.offer(number) for number in range(entries - entries // 2))
    return Market(as_of=AS_OF, wishes=wishes, offers=offers, settings=settings or Settings()), known


THIN = 30
# What people leave open when they write their first entry, and how often.
LEFT_OPEN = {"windows": 0.4, "days": 0.3, "fields": 0.3, "languages": 0.2, "needs": 0.5, "measures": 0.5}


def thin(entries: int = THIN, seed: int = 1, settings: Settings | None = None) -> tuple[Market, Trees]:
    """The first spring of a partnership: few entries, most of one kind, and much that nobody has said yet."""
    known = trees()
    draw = Europe(seed, entries, known)
    draw.topics = draw.topics[:6]
    draw.popular = draw.popular[:6]

    def unfinished(entry: AnyEntry) -> AnyEntry:
        left_open = {name: None for name, often in LEFT_OPEN.items() if draw.chance.random() < often}
        alike: dict[str, object] = {"formats": frozenset({"LEARNER_PLACEMENT"})}
        alike |= {"profile": "LEARNER_VET"} if isinstance(entry, Wish) else {"profiles": frozenset({"LEARNER_VET"})}
        changes = alike | {name: value for name, value in left_open.items() if hasattr(entry, name)}
        return replace(entry, **changes)  # type: ignore[arg-type]

    wishes = tuple(unfinished(draw.wish(number)) for number in range(entries // 2))
    offers = tuple(unfinished(draw.offer(number)) for number in range(entries - entries // 2))
    return Market(as_of=AS_OF, wishes=wishes, offers=offers, settings=settings or Settings()), known


def a_market(entries: int, seed: int = 1, settings: Settings | None = None) -> tuple[Market, Trees]:
    """Thin up to thirty entries, else like Europe."""
    return (thin if entries <= THIN else like_europe)(entries, seed, settings)
