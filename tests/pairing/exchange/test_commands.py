"""`hospes exchange`, as a function of its arguments."""

import json

import pytest

from hospes.pairing.commands import pair_check
from hospes.pairing.exchange_commands import exchange
from hospes.pairing.written import market_as_written
from tests.pairing.exchange.rings import a_group, a_host
from tests.pairing.worlds import TREES, a_market

RING = [a_group(letter, returns="must") for letter in "ABC"] + [a_host(letter) for letter in "ABC"]


@pytest.fixture
def market(tmp_path):
    path = tmp_path / "market.json"
    path.write_text(json.dumps(market_as_written(a_market(*RING))))
    return path


def test_a_market_gives_a_plan_that_the_check_accepts(market, tmp_path, capsys):
    out = tmp_path / "plan.json"

    assert exchange([str(market), "--out", str(out)], TREES) == 0
    assert pair_check([str(market), str(out)], TREES) == 0

    plan = json.loads(out.read_text())
    assert plan["status"] == "optimal"
    assert sum(len(legs) for legs in plan["exchanges"]) == len(plan["pairs"]) == 3
    assert json.loads(capsys.readouterr().out)["people"] == 6


def test_longest_is_laid_over_the_market(market, capsys):
    assert exchange([str(market), "--longest", "2"], TREES) == 0

    assert [len(legs) for legs in json.loads(capsys.readouterr().out)["exchanges"]] == [2]


@pytest.mark.parametrize(
    "given", [["--longest", "1"], ["--longest", "11"], ["--longest", "x"], ["--time-limit", "0"], ["--work", "0"]]
)
def test_an_option_that_cannot_be_is_refused(market, given, capsys):
    assert exchange([str(market), *given], TREES) == 2
    assert given[0] in capsys.readouterr().err


def test_a_bad_market_is_answered_with_one_line(tmp_path, capsys):
    path = tmp_path / "market.json"
    path.write_text('{"version": 1, "as_of": "2026-11-01", "wishes": [{}], "offers": []}')

    assert exchange([str(path)], TREES) == 2
    assert capsys.readouterr().err == "hospes exchange: wishes[0].key: is missing.\n"


def test_fixed_stays_that_cannot_be_together_are_named(tmp_path, capsys):
    path = tmp_path / "market.json"
    entries = (a_group("A"), a_group("B"), a_host("H", places=3))
    written = market_as_written(a_market(*entries))
    path.write_text(json.dumps(written | {"pinned": [["wA", "oH", 2], ["wB", "oH", 2]]}))

    assert exchange([str(path)], TREES) == 0

    said = capsys.readouterr()
    assert json.loads(said.out)["status"] == "infeasible"
    assert "wA at oH, wB at oH" in said.err


def test_fewer_fixed_people_than_the_group_accepts_are_named(tmp_path, capsys):
    path = tmp_path / "market.json"
    group = a_group("A", people=4, smallest_part=1, least_people=3, returns=False)
    written = market_as_written(a_market(group, a_host("B", places=9)))
    path.write_text(json.dumps(written | {"pinned": [["wA", "oB", 1]]}))

    assert exchange([str(path)], TREES) == 2
    assert capsys.readouterr().err.startswith("hospes exchange: pinned: wA at oB")
