"""Teachers who would host in return: a ring of three that waits for its answers, and a swap nobody has proposed yet."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from hospes.demo.entries import InventedEntry, offer, wish
from hospes.demo.scene import Scene
from hospes.matchmaking.actions import exchanges
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.exchanges import parts_of, terms_version

TIME_TO_ANSWER = timedelta(days=21)


def _shadowing(*topics: str) -> dict[str, Any]:
    return {"formats": ["JOB_SHADOWING"], "profiles": ["TEACHER_TRAINER"], "topics": list(topics)}


_WOOD = {**_shadowing("wood-furniture", "construction-trades"), "windows": [("09-01", "10-31")]}
_KITCHEN = {**_shadowing("hospitality-cooking"), "windows": [("10-01", "11-30")]}
_DAYS = {"days_least": 4, "days_most": 5}

ENTRIES: tuple[InventedEntry, ...] = (
    wish(
        "zielonka-masters",
        "zielonka",
        "Two master carpenters would like to see boats being built",
        "en",
        "They train apprentices in small firms, and gladly show theirs in return.",
        **_WOOD,
        **_DAYS,
        people=2,
        languages={"en": "B1", "pl": "C2"},
        needs=[],
        returns="must",
        funding="ERASMUS_ACCREDITED",
    ),
    offer(
        "zielonka-firms",
        "zielonka",
        "Visit carpenters and their apprentices",
        "en",
        "Four firms in five days, with a master of the chamber.",
        **_WOOD,
        **_DAYS,
        places=3,
        languages={"en": "B1"},
        measures=["MENTOR"],
    ),
    wish(
        "kerval-masters",
        "kerval",
        "Quatre formateurs en charpente veulent voir construire pour la neige",
        "fr",
        "Nous recevons volontiers à notre tour : l’atelier donne sur le port.",
        **_WOOD,
        **_DAYS,
        people=4,
        languages={"fr": "C2", "en": "B1"},
        needs=[],
        returns="must",
        funding="ERASMUS_ACCREDITED",
    ),
    offer(
        "kerval-workshop",
        "kerval",
        "Une semaine dans l’atelier de charpente de marine",
        "fr",
        "Les formateurs travaillent avec nos élèves et les regardent apprendre.",
        **_WOOD,
        **_DAYS,
        places=2,
        languages={"en": "B1"},
        measures=["MENTOR"],
    ),
    wish(
        "nordfjell-masters",
        "nordfjell",
        "Three trainers want to see how small firms teach",
        "en",
        "In return, guests join us on a real building site.",
        **_WOOD,
        **_DAYS,
        people=3,
        languages={"en": "B2", "no": "C2"},
        needs=[],
        returns="would",
        funding="OWN_BUDGET",
    ),
    offer(
        "nordfjell-site",
        "nordfjell",
        "Teach on the building site: a week with our trainers",
        "en",
        "Wood, snow and short days: how we plan lessons around the weather.",
        **_WOOD,
        **_DAYS,
        places=4,
        smallest_group=3,
        languages={"en": "B1"},
        measures=["STEP_FREE"],
    ),
    wish(
        "pedralva-teachers",
        "pedralva",
        "Two cookery teachers would like to see another school kitchen",
        "en",
        "We would love to show ours in return.",
        **_KITCHEN,
        **_DAYS,
        people=2,
        languages={"en": "B1", "pt": "C2"},
        needs=[],
        returns="would",
        funding="ERASMUS_ACCREDITED",
    ),
    offer(
        "pedralva-school",
        "pedralva",
        "A week in our school kitchen and restaurant",
        "en",
        "Guests teach one lesson and watch many.",
        **_KITCHEN,
        **_DAYS,
        places=3,
        languages={"en": "B1"},
        measures=["DIETARY"],
    ),
    wish(
        "thalassopoli-teachers",
        "thalassopoli",
        "Three trainers of cooks look for new ideas",
        "en",
        "They run the hotel courses in winter and have time in autumn.",
        **_KITCHEN,
        **_DAYS,
        people=3,
        languages={"en": "B2", "el": "C2"},
        needs=[],
        returns="would",
        funding="ERASMUS_ACCREDITED",
    ),
    offer(
        "thalassopoli-courses",
        "thalassopoli",
        "See how we train cooks before the season",
        "en",
        "Mornings in class, afternoons in a hotel kitchen.",
        **_KITCHEN,
        **_DAYS,
        places=4,
        languages={"en": "B1"},
        measures=["DIETARY"],
    ),
)

# Who is hosted by whom. Their sizes let each group go one way round only.
_RING = (
    ("zielonka-masters", "kerval-workshop", 2, ("09-07", "09-11")),
    ("nordfjell-masters", "zielonka-firms", 3, ("09-21", "09-25")),
    ("kerval-masters", "nordfjell-site", 4, ("10-05", "10-09")),
)


def first_round(scene: Scene) -> None:
    """A ring of three is proposed, and one of them has accepted."""
    scene.happens(3, partial(_propose, scene))
    scene.happens(1, partial(_accept, scene, "kerval"))


def _propose(scene: Scene) -> None:
    legs = [
        exchanges.Leg(scene.entries[one], scene.entries[other], people, scene.day(first), scene.day(last))
        for one, other, people, (first, last) in _RING
    ]
    exchanges.propose_exchange(
        legs,
        answer_by=timezone.localdate() + TIME_TO_ANSWER,
        by=scene.facilitator,
        note="None of you suits another both ways. As a ring of three it works.",
    )


def _accept(scene: Scene, code: str) -> None:
    organisation = scene.organisations[code]
    part = Introduction.objects.exclude(exchange=None).filter(wish__organisation=organisation).get()
    assert part.exchange is not None
    own = parts_of(organisation, part.exchange.parts.select_related("wish__organisation", "offer__organisation"))
    exchanges.accept_exchange(
        part.exchange, organisation=organisation, terms_version=terms_version(own), by=scene.speakers[code]
    )
