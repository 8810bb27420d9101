"""The files of the worked example in the documents: the plan there is the one that is made."""

import json
from pathlib import Path

import pytest

from hospes.cli.pairing import pair, pair_check

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
MARKET, PLAN = EXAMPLES / "market.json", EXAMPLES / "plan.json"
# What the page explains. Seconds differ, and questions and explanations may well become better.
EXPLAINED = ["version", "status", "objective", "bound", "gap", "pairs", "exchanges", "reserve", "totals"]


@pytest.fixture
def made(tmp_path):
    def make(*options):
        out = tmp_path / "plan.json"
        assert pair([str(MARKET), "--out", str(out), *options]) == 0
        return json.loads(out.read_text())

    return make


def test_the_plan_of_the_worked_example_is_made_from_its_market(made):
    plan, shown = made(), json.loads(PLAN.read_text())

    assert {name: plan[name] for name in EXPLAINED} == {name: shown[name] for name in EXPLAINED}
    assert plan.keys() == shown.keys()
    at_home = {"boras-carers": 2, "boras-carpenters": 4, "brest-boatyard": 3}
    assert {left["wish"]: left["people"] for left in plan["unplaced"]} == at_home
    assert all(left["because"] for left in plan["unplaced"])


def test_the_plan_of_the_worked_example_may_stand(capsys):
    assert pair_check([str(MARKET), str(PLAN)]) == 0
    assert json.loads(capsys.readouterr().out) == {"stays": 2, "people": 6, "fewer_opportunities": 3}


def test_the_worked_example_tells_the_price_of_its_reserve(made, tmp_path):
    without = tmp_path / "without.json"
    without.write_text('{"reserve_mode": "none"}')

    plan, free = made(), made("--settings", str(without))

    assert (free["objective"], plan["objective"]) == (560.0, 540.0)
    assert plan["reserve"]["price"] == {"people": 0, "welfare": 20.0}


def test_the_stable_rule_leaves_no_pair_of_the_worked_example_that_would_rather_have_each_other(made):
    assert made()["fairness"]["blocking_pairs"] == 1
    assert made("--rule", "stable")["fairness"]["blocking_pairs"] == 0
