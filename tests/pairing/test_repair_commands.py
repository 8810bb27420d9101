"""`hospes repair`, `hospes radar` and the verdict of `hospes pair-check` for programs."""

import json

import pytest

from hospes.pairing.commands import pair, pair_check
from hospes.pairing.parties import Settings, Territories
from hospes.pairing.radar_commands import sought
from hospes.pairing.repair_commands import repair_plan
from hospes.pairing.written import market_as_written
from tests.pairing.worlds import TREES, a_market, a_wish, an_offer

BERGEN = Territories(organisations=frozenset({"bergen"}))
PLAIN = Settings(reserve_mode="none", fairness="none")


def whole(key, **changes):
    return a_wish(key=key, smallest_part=None, **changes)


@pytest.fixture
def market(tmp_path):
    """Two groups, two hosts that have each room for one, and a third that only w2 may go to."""
    content = market_as_written(
        a_market(
            whole("w1", refuses=BERGEN), whole("w2", organisation="kinna", wants=BERGEN),
            an_offer(places=6), an_offer(key="o2", organisation="stord", places=6),
            an_offer(key="o3", organisation="bergen", places=6, topics=frozenset({"timber"})), settings=PLAIN,
        )
    )  # fmt: skip
    path = tmp_path / "market.json"
    path.write_text(json.dumps(content))
    return path


@pytest.fixture
def plan(market, tmp_path):
    path = tmp_path / "plan.json"
    stays = [{"wish": wish, "offer": offer, "people": 6, "from": "2027-05-03", "to": "2027-05-23"}
             for wish, offer in (("w1", "o1"), ("w2", "o2"))]  # fmt: skip
    path.write_text(json.dumps({"version": 1, "pairs": stays}))
    return path


def repaired(market, plan, tmp_path, *options):
    out = tmp_path / "repaired.json"
    code = repair_plan([str(market), str(plan), "--out", str(out), *options], TREES)
    return code, json.loads(out.read_text()) if code == 0 else None


def test_a_repair_says_who_moves_and_what_moving_more_would_gain(market, plan, tmp_path, capsys):
    code, found = repaired(market, plan, tmp_path, "--declined", "w1", "o1")

    assert code == 0
    assert [(stay["wish"], stay["offer"]) for stay in found["pairs"]] == [("w2", "o2")]
    assert found["repair"]["moves"] == [
        {
            "wish": "w1",
            "before": [{"offer": "o1", "people": 6, "from": "2027-05-03", "to": "2027-05-23"}],
            "after": [],
            "moved": False,
            "because": {"code": "declined", "facts": {}},
        }
    ]
    choices = [(one["moved"], one["people"], one["chosen"]) for one in found["repair"]["choices"]]
    assert choices == [([], 6, True), (["w2"], 12, False)]
    assert "w2" in capsys.readouterr().out.splitlines()[2]


@pytest.mark.parametrize("moves", ["0", "1"])
def test_a_repaired_plan_may_stand_and_one_that_uses_the_declined_pair_may_not(market, plan, tmp_path, capsys, moves):
    _, found = repaired(market, plan, tmp_path, "--declined", "w1", "o1", "--moves", moves)
    out = tmp_path / "repaired.json"
    capsys.readouterr()

    assert pair_check([str(market), str(out)], TREES) == 0
    assert json.loads(capsys.readouterr().out)["people"] == (6 if moves == "0" else 12)

    found["pairs"] = json.loads(plan.read_text())["pairs"]
    out.write_text(json.dumps(found))
    assert pair_check([str(market), str(out)], TREES) == 1
    assert "refused" in capsys.readouterr().out


def test_what_a_repaired_plan_says_of_its_moves_must_be_so(market, plan, tmp_path, capsys):
    _, found = repaired(market, plan, tmp_path, "--declined", "w1", "o1", "--moves", "1")
    found["repair"]["moves"][0]["after"][0]["people"] = 5
    found["repair"]["choices"][1]["people"] = 11
    out = tmp_path / "repaired.json"
    out.write_text(json.dumps(found))
    capsys.readouterr()

    assert pair_check([str(market), str(out)], TREES) == 1
    wheres = [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()]
    assert wheres == ["repair.moves[0].after", "repair.choices[1].people"]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--declined", "w8", "o1"], 'hospes repair: --declined: there is no wish "w8".'),
        (["--declined", "w1", "o8"], 'hospes repair: --declined: there is no offer "o8".'),
    ],
)
def test_who_declines_must_be_known(market, plan, tmp_path, capsys, options, line):
    assert repaired(market, plan, tmp_path, *options) == (2, None)
    assert capsys.readouterr().err.strip() == line


def test_a_plan_that_names_a_pair_twice_is_not_repaired(market, plan, tmp_path, capsys):
    content = json.loads(plan.read_text())
    plan.write_text(json.dumps(content | {"pairs": content["pairs"][:1] * 2}))

    assert repaired(market, plan, tmp_path) == (2, None)
    assert "pairs[1]: names a pair a second time." in capsys.readouterr().err


def test_a_plan_may_name_entries_that_have_left_the_market(market, plan, tmp_path):
    content = json.loads(market.read_text())
    content["offers"] = [offer for offer in content["offers"] if offer["key"] != "o1"]
    market.write_text(json.dumps(content))

    _, found = repaired(market, plan, tmp_path)

    assert [move["because"] for move in found["repair"]["moves"]] == [{"code": "gone", "facts": {"entry": "o1"}}]


def test_radar_names_the_entry_that_is_missing(market, tmp_path, capsys):
    content = json.loads(market.read_text())
    content["offers"] = content["offers"][:1]
    market.write_text(json.dumps(content))
    out = tmp_path / "plan.json"
    pair([str(market), "--out", str(out)], TREES)

    assert sought([str(market), "--plan", str(out)], TREES) == 0

    found = json.loads(capsys.readouterr().out)
    assert (found["people"], found["at_home"]) == (6, 6)
    [best] = found["sought"]
    assert best["places_people"] == 6
    assert best["offer"]["country"] == "NO"
    assert best["offer"]["topics"] == ["green-construction"]


def test_radar_goes_by_plans_that_may_stand(market, plan, capsys):
    content = json.loads(plan.read_text())
    content["pairs"][0]["people"] = 60
    plan.write_text(json.dumps(content))

    assert sought([str(market), "--plan", str(plan)], TREES) == 2
    assert "pairs[0].people: wrong_size" in capsys.readouterr().err


def test_the_check_tells_programs_its_verdict_and_the_figures_on_fairness(market, plan, capsys):
    assert pair_check([str(market), str(plan), "--json"], TREES) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["stands"]
    assert found["fairness"]["organisations_served"] == 2
    assert found["fairness"]["tables"]["country"] == [
        {"of": "SE", "groups": 2, "people": 12, "placed": 12, "share": 1.0}
    ]

    content = json.loads(plan.read_text())
    content["pairs"][0]["people"] = 7
    plan.write_text(json.dumps(content))
    assert pair_check([str(market), str(plan), "--json"], TREES) == 1
    found = json.loads(capsys.readouterr().out)
    assert {one["where"] for one in found["violations"]} == {"pairs[0].people", "pairs"}

    plan.write_text(json.dumps(content | {"mood": 1}))
    assert pair_check([str(market), str(plan), "--json"], TREES) == 1
    [one] = json.loads(capsys.readouterr().out)["violations"]
    assert (one["where"], one["code"]) == ("mood", "bad_form")
