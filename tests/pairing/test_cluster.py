"""A market looked at by the machines of a cluster, here two processes: the plan is the same."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from distributed import Client, LocalCluster

from hospes.pairing.commands import pair
from hospes.pairing.core import core_of, nothing_filled
from hospes.pairing.landscape import survey
from hospes.pairing.neighbourhoods import mended
from hospes.pairing.parties import Market
from hospes.pairing.pins import with_pins
from hospes.pairing.written import market_as_written
from tests.pairing.worlds import TREES, a_market, a_wish, an_offer


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as machines:
        yield str(machines.scheduler_address)


def many() -> Market:
    alike = {"smallest_part": 1, "fewer_opportunities": 1}
    wishes = [
        a_wish(key=f"w{number:03}", organisation=f"s{number % 7}", people=1 + number % 5, **alike)
        for number in range(90)
    ]
    hosts = [
        an_offer(key=f"o{number:03}", organisation=f"h{number}", places=1 + number % 9, largest_group=None)
        for number in range(70)
    ]
    return a_market(*wishes, *hosts)


@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_makes_the_same_plan_as_one_process(cluster: str, tmp_path: Path) -> None:
    market = tmp_path / "market.json"
    market.write_text(json.dumps(market_as_written(many())))

    assert pair([str(market), "--out", str(tmp_path / "alone.json")], TREES) == 0
    assert pair([str(market), "--out", str(tmp_path / "together.json"), "--dask", cluster], TREES) == 0

    alone, together = (
        re.sub(r'"seconds": [0-9.]+', "", (tmp_path / name).read_text()) for name in ("alone.json", "together.json")
    )
    assert together == alone


@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_mends_a_large_plan_as_one_process_does(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hospes.pairing.neighbourhoods.HOSTS", 20)
    landscape = survey(many(), TREES)
    core = core_of(landscape, with_pins(landscape))
    alone = mended(core, nothing_filled(core), target=20, rounds=2, seed=7)

    with Client(cluster) as client:
        together = mended(core, nothing_filled(core), target=20, rounds=2, seed=7, executor=client.get_executor())

    assert alone.stays.any()
    assert all(np.array_equal(*both) for both in zip(alone, together, strict=True))
