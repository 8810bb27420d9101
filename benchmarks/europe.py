"""How quickly pages answer at a hundred thousand entries: `hospes demo --stage europe` first, then this.

    HOSPES_DATA_DIR=… HOSPES_DATABASE_URL=… python -m benchmarks.europe

"of its own" is the processor time of this process for one page: what remains the same while others use the machine.
On PostgreSQL the database's own work is not in it.

Each kind of page is asked in many variations, in random order, so that no answer is prepared; the first request
of all, which reads the index into memory, is told apart. At the end the catalogue's work is done once more by a
named peer, in the same run: Django's own queries, with `icontains` for words and grouped counts for facets.
"""

import argparse
import logging
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.test import Client  # noqa: E402

TOPICS = "elderly-care nursing green-construction digital-skills tourism maritime childcare vehicles languages".split()
COUNTRIES = "SE NO DE FR IT ES PL GR IE PT FI DK".split()
MONTHS = [f"2027-{month:02}" for month in range(1, 13)]
FORMATS = "JOB_SHADOWING STUDY_VISIT LEARNER_PLACEMENT APPRENTICE_PLACEMENT LEARNER_GROUP_EXCHANGE".split()
WORDS = (
    "cura de gent gran;äldreomsorg;aldreomsorgen;vieillissement;Altenpflege;Pflege;NO0A2;0913;φροντίδα ηλικιωμένων;"
    "грижа;opieka nad osobami;Zielonka;elderly care;Katalonien;job shadowing;renewable energy;Berufsschule;Lycée;"
    "turismo;cucina;digital skills;Technikum;mechanik;nursing Sverige;construcción;construction durable;Tischler;"
    "apprentissage;lärling;orientation;Bretagne;Schreiner;robot;farming;gardening;kommun;bois;hotel;Metallbau;skola"
).split(";")


def catalogue_addresses(chance: random.Random) -> dict[str, list[str]]:
    def some(name: str, values: list[str], most: int = 2) -> str:
        return "&".join(f"{name}={value}" for value in chance.sample(values, chance.randint(1, most)))

    filters = [
        "&".join(
            chance.sample(
                [
                    some("topic", TOPICS),
                    some("country", COUNTRIES, 3),
                    some("month", MONTHS),
                    some("format", FORMATS),
                    some("kind", ["offer", "wish"], 1),
                ],
                chance.randint(1, 3),
            )
        )
        for _ in range(60)
    ]
    return {
        "catalogue": ["/entries/", "/fr/entries/", "/de/entries/"] * 10,
        "catalogue, filtered": [f"/entries/?{one}" for one in filters],
        "catalogue, words": [f"/entries/?search={word}" for word in WORDS],
        "catalogue, words and filters": [
            f"/entries/?search={word}&{one}" for word, one in zip(WORDS, filters, strict=False)
        ],
        "catalogue, by end": [f"/entries/?sort=end&{one}" for one in filters[:30]],
        "catalogue, page 1000": [f"/entries/?page={chance.randint(900, 1100)}" for _ in range(20)],
        "API, 50 entries": [f"/api/v1/entries?page_size=50&{one}" for one in filters[:30]],
    }


def other_addresses(chance: random.Random) -> dict[str, list[str]]:
    from hospes.matchmaking.models import Entry
    from hospes.organisations.models import Organisation

    ids = list(Entry.objects.filter(status="published").order_by("pk").values_list("pk", flat=True)[::997])
    slugs = list(Organisation.objects.order_by("pk").values_list("slug", flat=True)[::97])
    return {
        "home": ["/", "/fr/", "/de/"] * 5,
        "search everything": [f"/search/?search={word}" for word in WORDS],
        "one entry": [f"/entries/{pk}/" for pk in chance.sample(ids, min(30, len(ids)))],
        "organisations": ["/organisations/"] * 5 + [f"/organisations/?search={word}" for word in WORDS[:20]],
        "one organisation": [f"/organisations/{slug}/" for slug in slugs[:30]],
        "region": [f"/regions/{code}/" for code in ("DE", "SE23", "ES51", "FR", "IT", "NO0A2", "PL9", "FI1D7")],
        "map of regions": ["/regions/"] * 5,
        "feed": ["/feeds/entries.atom"] * 5,
        "sitemap": ["/sitemap.xml", "/sitemap-entries.xml?p=90"] * 3,
        "sign-in": ["/accounts/login/"] * 15,
    }


class Taken(NamedTuple):
    """Milliseconds on the wall's clock and of the processor."""

    wall: float
    own: float


def measured(client: Client, addresses: Iterable[str]) -> list[Taken]:
    taken = []
    for address in addresses:
        own, wall = time.process_time(), time.perf_counter()
        answer = client.get(address)
        taken.append(Taken((time.perf_counter() - wall) * 1000, (time.process_time() - own) * 1000))
        if answer.status_code != 200:
            print(f"  {answer.status_code} {address}")
    return taken


def told(name: str, taken: list[Taken], beside: float | None = None) -> None:
    wall, own = [one.wall for one in taken], [one.own for one in taken]
    ratio = f"{beside / statistics.median(wall):8.1f}×" if beside else ""
    print(
        f"{name:<36}{statistics.median(wall):9.1f}{p95(wall):9.1f}{statistics.median(own):11.1f}{p95(own):9.1f}"
        f"  {len(taken):4}{ratio}",
        flush=True,
    )


def p95(numbers: list[float]) -> float:
    return sorted(numbers)[max(-(-len(numbers) * 95 // 100) - 1, 0)]


def signed_in() -> tuple[Client, list[str], list[str]]:
    """A facilitator, with an entry's suggestions looked at for the first and the second time."""
    from hospes.matchmaking.models import Entry
    from hospes.people.models import Person

    facilitator = Person.objects.with_role("facilitator").first()
    assert facilitator is not None
    client = Client()
    client.force_login(facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    entries = Entry.objects.filter(status="published", kind__in=["offer", "wish"]).order_by("pk")
    pages = [f"/entries/{pk}/suggestions/" for pk in entries.values_list("pk", flat=True)[500:90000:4001]]
    return client, pages, ["/desk/"] * 8


# The peer


def peer_page(kinds: list[str], topics: list[str], word: str) -> None:
    """What a catalogue does without an index of its own: the page, the count, and the counts of the facets."""
    from hospes.matchmaking.models import Entry, EntryTerm

    rows = Entry.objects.filter(status="published")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if topics:
        rows = rows.filter(pk__in=EntryTerm.objects.filter(scheme="topic", code__in=topics).values("entry"))
    if word:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(organisation__name__icontains=word))
    rows.count()
    list(rows.select_related("organisation").order_by("-published_at", "-pk")[:20])
    list(EntryTerm.objects.filter(entry__in=rows.values("pk")).values_list("scheme", "code").annotate(Count("pk")))


def measured_peers() -> dict[str, list[Taken]]:
    return {
        "catalogue": [timed(lambda: peer_page([], [], "")) for _ in range(3)],
        "catalogue, filtered": [timed(lambda: peer_page(["offer"], TOPICS[:2], "")) for _ in range(3)],
        "catalogue, words": [timed(lambda: peer_page([], [], "pflege")) for _ in range(3)],
    }


def timed(work: Callable[[], object]) -> Taken:
    own, wall = time.process_time(), time.perf_counter()
    work()
    return Taken((time.perf_counter() - wall) * 1000, (time.process_time() - own) * 1000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="kinds of pages whose name contains this")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    logging.disable(logging.INFO)
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    chance = random.Random(options.seed)  # noqa: S311
    visitor = Client()
    print(f"{connection.vendor + ', milliseconds':<36}   median      p95 of its own      p95    of")
    told("first request: index into memory", measured(visitor, ["/entries/"]))
    told("first search: names into memory", measured(visitor, ["/entries/?search=anything"]))
    plans = catalogue_addresses(chance) | other_addresses(chance)
    peers: dict[str, list[Taken]] = {} if options.only else measured_peers()
    for name, addresses in plans.items():
        if options.only in name:
            chance.shuffle(addresses)
            beside = statistics.median(one.wall for one in peers[name]) if name in peers else None
            told(name, measured(visitor, addresses), beside)
    client, suggestions, desk = signed_in()
    for name, addresses in {
        "suggestions, first look": suggestions,
        "suggestions, second look": suggestions,
        "to do": ["/todo/"] * 8,
        "desk": desk,
    }.items():
        if options.only in name:
            told(name, measured(client, addresses))
    for name, taken in peers.items():
        told(f"peer (Django ORM): {name}", taken)


if __name__ == "__main__":
    main()
