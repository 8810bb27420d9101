"""Whatever the market, the settings and the pins: the plan of the site is the one that `hospes pair` makes of the files
that the site gives away, byte for byte but for the time it took, and `hospes pair-check` accepts it."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hospes.cli import pairing as engine
from hospes.matchmaking.choices import EntryKind, Returns
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.market import market_file
from hospes.people.models import Person
from hospes.rounds.actions import pins, rounds
from hospes.rounds.choices import Fairness, PinKind, ReserveMode, RunState
from hospes.rounds.models import Round
from hospes.rounds.packed import pieces
from hospes.rounds.queries.frozen import freeze
from hospes.rounds.rules import NotNowError
from tests.factories.introductions import wish_and_offer
from tests.rounds.conftest import a_plan, a_round

SECONDS = re.compile(rb'"seconds": [0-9.]+')


@pytest.mark.parametrize("seed", range(4))
def test_the_engine_makes_the_same_plan_of_the_files_of_a_round(
    seed: int, fiona: Person, client: Client, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    round_ = some_round(chance, fiona)
    run = a_plan(round_, fiona)
    assert run.state == RunState.DONE, run.problem

    market = downloaded(client, fiona, f"/rounds/{round_.pk}/plans/1/market.json", tmp_path / "market.json")
    plan = downloaded(client, fiona, f"/rounds/{round_.pk}/plans/1/plan.json", tmp_path / "plan.json")
    again = tmp_path / "again.json"

    assert engine.pair([str(market), "--out", str(again)]) == 0
    assert SECONDS.sub(b"", again.read_bytes()) == SECONDS.sub(b"", plan.read_bytes())
    if run.summary["status"] != "infeasible":
        assert engine.pair_check([str(market), str(plan)]) == 0


def some_round(chance: random.Random, fiona: Person) -> Round:
    """A market, settings and decisions by hand, all by chance."""
    entries = [some_pair(chance) for _pair in range(chance.randint(2, 6))]
    round_ = a_round(
        fiona,
        reserve=chance.choice((0, 20, 60)),
        reserve_mode=chance.choice(ReserveMode.values),
        fairness=chance.choice(Fairness.values),
        least_score=chance.choice((0, 30, 60)),
        place_open=chance.random() < 0.7,
        longest_cycle=chance.randint(2, 4),
    )
    wishes, offers = zip(*entries, strict=True)
    for kind in chance.choices(PinKind.values, k=chance.randint(0, 3)):
        wish, offer = chance.choice(wishes), chance.choice(offers)
        try:
            pins.pin(round_, wish, offer, kind=kind, reason="By chance.", by=fiona, people=None)
        except NotNowError:
            continue
    return rounds.freeze(round_, by=fiona)


def some_pair(chance: random.Random) -> tuple[Entry, Entry]:
    people = chance.randint(1, 9)
    part = chance.choice((None, 1, people))
    wish: dict[str, Any] = {
        "people": people,
        "fewer_opportunities": chance.randint(0, people),
        "smallest_part": part,
        "least_people": None,
        "returns": chance.choice([one for one in Returns.values if one]),
    }
    offer: dict[str, Any] = {
        "places": chance.randint(1, 12),
        "smallest_group": None,
        "largest_group": chance.choice((None, 4, 12)),
        "groups": chance.choice((None, 1, 2)),
        "at_once": chance.choice((None, 5)),
    }
    return wish_and_offer(wish=wish, offer=offer)


def downloaded(client: Client, fiona: Person, address: str, path: Path) -> Path:
    client.force_login(fiona)
    answer = client.get(address)
    assert answer.status_code == 200
    path.write_bytes(answer.getvalue())
    return path


def test_a_market_of_many_kinds_is_written_entry_by_entry_as_it_is_written_whole(fiona: Person) -> None:
    """The file that is written piece by piece holds what the engine's own writer writes of the whole market."""
    chance = random.Random(7)
    for _pair in range(5):
        some_pair(chance)

    frozen = freeze([])
    written = json.loads(b"".join(pieces(frozen.file)))

    whole = market_file()
    assert written == {name: value for name, value in whole.items() if name not in ("settings", "pinned", "forbidden")}
    assert (frozen.wishes, frozen.offers) == (5, 5)
    assert Entry.objects.filter(kind=EntryKind.WISH).count() == 5
