"""`hospes pair` and `hospes pair-check`, as functions of their arguments."""

import json

import pytest

from hospes.pairing.commands import pair, pair_check
from hospes.pairing.written import market_as_written
from tests.pairing.test_files import EXAMPLE
from tests.pairing.worlds import TREES, a_market, a_wish, an_offer

PLAN_KEYS = {
    "version",
    "status",
    "objective",
    "bound",
    "gap",
    "seconds",
    "pairs",
    "exchanges",
    "unplaced",
    "reserve",
    "fairness",
    "totals",
    "questions",
}


@pytest.fixture
def market(tmp_path):
    path = tmp_path / "market.json"
    path.write_text(json.dumps(EXAMPLE))
    return path


def test_a_market_gives_a_plan_with_every_key_of_the_contract(market, tmp_path):
    out = tmp_path / "plan.json"

    assert pair([str(market), "--out", str(out)], TREES) == 0

    plan = json.loads(out.read_text())
    assert plan.keys() >= PLAN_KEYS
    assert [(stay["wish"], stay["offer"], stay["people"]) for stay in plan["pairs"]] == [("w1", "o1", 4)]
    assert plan["pairs"][0].keys() == {
        "wish", "offer", "people", "fewer_opportunities", "from", "to", "scores", "reasons"
    }  # fmt: skip
    assert plan["reserve"].keys() == {"asked", "target", "reached", "share", "price", "because"}
    assert plan["fairness"].keys() >= {"organisations_served", "organisations_unserved", "gini", "blocking_pairs"}


def test_the_plan_goes_to_the_screen_when_no_file_is_named(market, capsys):
    assert pair([str(market)], TREES) == 0

    said = capsys.readouterr()
    assert json.loads(said.out)["totals"] == {"people": 4, "fewer_opportunities": 2}
    assert said.err == ""


def test_a_plan_that_was_made_may_stand_and_its_totals_are_told(market, tmp_path, capsys):
    out = tmp_path / "plan.json"
    pair([str(market), "--out", str(out)], TREES)

    assert pair_check([str(market), str(out)], TREES) == 0
    assert json.loads(capsys.readouterr().out) == {"stays": 1, "people": 4, "fewer_opportunities": 2}


def test_each_violation_of_a_plan_has_a_line_and_the_exit_code_is_1(market, tmp_path, capsys):
    out = tmp_path / "plan.json"
    pair([str(market), "--out", str(out)], TREES)
    plan = json.loads(out.read_text())
    plan["pairs"][0] |= {"people": 7, "to": "2027-09-30"}
    out.write_text(json.dumps(plan))

    assert pair_check([str(market), str(out)], TREES) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[:2] for line in lines] == [
        ["pairs[0].people:", "wrong_size"],
        ["pairs[0].to:", "wrong_length"],
        ["pairs[0].from:", "outside_windows"],
        ["pairs[0].to:", "wrong_length"],
        ["pairs[0].from:", "outside_windows"],
        ["pairs:", "too_many_people"],
        ["pairs:", "too_many_others"],
        ["pairs:", "pin_broken"],
    ]


def test_a_plan_with_an_unknown_key_is_a_violation_and_a_broken_file_is_a_mistake(market, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_text('{"version": 1, "pairs": [], "mood": "good"}')
    assert pair_check([str(market), str(plan)], TREES) == 1
    assert capsys.readouterr().out == "mood: is not a known key.\n"

    plan.write_text("{")
    assert pair_check([str(market), str(plan)], TREES) == 2
    assert capsys.readouterr().err.startswith("hospes pair-check: The plan file is not valid JSON")


def test_a_bad_market_ends_with_exit_code_2_and_one_line_naming_the_field(market, capsys):
    market.write_text(json.dumps(EXAMPLE).replace('"people": 6', '"people": "six"'))

    for command, arguments in ((pair, [str(market)]), (pair_check, [str(market), str(market)])):
        assert command(arguments, TREES) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.endswith(': wishes[0].people: must be a whole number, not "six".\n')
        assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.json"], "nowhere.json: No such file or directory."),
        ([".", "--jobs", "0"], "argument --jobs: must be a whole number from 1"),
        ([".", "--work", "-1"], "argument --work: must be a whole number from 0"),
        ([".", "--time-limit", "nan"], "argument --time-limit: must be a number of seconds above 0"),
        ([".", "--time-limit", "soon"], "argument --time-limit: must be a number of seconds above 0"),
        ([".", "--rule", "worst"], "argument --rule: invalid choice"),
        (["."], "Is a directory."),
        ([], "the following arguments are required: MARKET.json"),
    ],
)
def test_a_mistaken_command_ends_with_exit_code_2_and_says_what_to_mend(arguments, said, capsys):
    assert pair(arguments, TREES) == 2
    assert said in capsys.readouterr().err


def test_help_shows_an_example(capsys):
    for command, example in (
        (pair, "hospes pair market.json"),
        (pair_check, "hospes pair-check market.json plan.json"),
    ):
        assert command(["--help"], TREES) == 0
        assert example in capsys.readouterr().out


def test_a_plan_file_that_cannot_be_written_is_a_mistake(market, tmp_path, capsys):
    assert pair([str(market), "--out", str(tmp_path / "nowhere" / "plan.json")], TREES) == 2
    assert "No such file or directory." in capsys.readouterr().err


def test_settings_may_come_in_a_file_of_their_own(market, tmp_path, capsys):
    settings = tmp_path / "settings.json"
    settings.write_text('{"least_score": 99}')

    assert pair([str(market), "--settings", str(settings)], TREES) == 0

    said = capsys.readouterr()
    plan = json.loads(said.out)
    assert (plan["status"], plan["conflict"]) == ("infeasible", [["w1", "o1", 4]])
    assert said.err == "hospes pair: the fixed stays cannot be together. Release one of: w1 at o1.\n"
    settings.write_text('{"least": 99}')
    assert pair([str(market), "--settings", str(settings)], TREES) == 2
    assert "settings.least: is not a known key." in capsys.readouterr().err


def test_a_cluster_that_is_not_there_is_said_to_be_missing(market, capsys):
    assert pair([str(market), "--dask", "tcp://127.0.0.1:9"], TREES) == 2
    assert capsys.readouterr().err.startswith("hospes pair: --dask: ")


def a_large_market():
    """More groups than are looked at in one go; most pairs fall at the first barriers."""
    wishes = [a_wish(key=f"w{number:03}", organisation=f"s{number}") for number in range(60)]
    elsewhere = {
        "formats": frozenset({"STUDY_VISIT"}),
        "languages": {"es": "C1"},
        "profiles": frozenset({"HE_STUDENT"}),
    }
    offers = [an_offer(key=f"o{number:03}", organisation=f"h{number}", **elsewhere) for number in range(60)]
    return market_as_written(a_market(*wishes, an_offer(places=40, groups=None), *offers))


def test_the_number_of_processes_changes_nothing(market, capsys, monkeypatch):
    monkeypatch.setattr("hospes.pairing.commands.WORTH_SHARING", 1)
    market.write_text(json.dumps(a_large_market()))

    plans = []
    for jobs in ("1", "2"):
        assert pair([str(market), "--jobs", jobs, "--work", "0", "--time-limit", "60"], TREES) == 0
        plans.append(json.loads(capsys.readouterr().out) | {"seconds": 0})
    assert plans[0] == plans[1]
    assert plans[0]["totals"]["people"] == 40


def test_a_time_limit_still_gives_a_plan_that_may_stand(market, tmp_path, capsys):
    market.write_text(json.dumps(a_large_market()))
    out = tmp_path / "plan.json"

    assert pair([str(market), "--time-limit", "0.01", "--out", str(out)], TREES) == 0

    assert json.loads(out.read_text())["status"] == "limit"
    assert pair_check([str(market), str(out)], TREES) == 0
    assert capsys.readouterr().err == ""


def test_the_stable_rule_is_told_in_the_plan(market, capsys):
    assert pair([str(market), "--rule", "stable", "--seed", "3"], TREES) == 0

    plan = json.loads(capsys.readouterr().out)
    assert (plan["rule"], plan["seed"], plan["status"]) == ("stable", 3, "limit")
