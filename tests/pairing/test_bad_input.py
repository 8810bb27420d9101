"""Whatever stands in a file or an option: a plan, or one clear line and exit code 2, never a traceback.

More examples than usual: HOSPES_EXAMPLES=2000 python -m pytest tests/pairing/test_bad_input.py -k any_change
"""

import json
import os
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.markets import like_europe
from hospes.pairing import plan as planning
from hospes.pairing import terminal
from hospes.pairing.check import violations
from hospes.pairing.commands import pair, pair_check
from hospes.pairing.exchange_commands import exchange
from hospes.pairing.files import read_market
from hospes.pairing.landscape import survey
from hospes.pairing.meetings.commands import meetings
from hospes.pairing.parties import Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.plan_files import read_plan
from hospes.pairing.report import plan_as_written
from tests.pairing.test_files import EXAMPLE
from tests.pairing.worlds import TREES

MARKET = EXAMPLE | {
    "wishes": [
        EXAMPLE["wishes"][0],
        EXAMPLE["wishes"][0]
        | {"key": "w2", "organisation": "vestland", "country": "NO", "region": "NO0A2", "wants": {}, "returns": "must"},
    ],
    "offers": [
        EXAMPLE["offers"][0] | {"at_once": 6},
        EXAMPLE["offers"][0] | {"key": "o2", "organisation": "boras", "country": "SE", "region": "SE232"},
    ],
    "apprentice_rules": [["SE", "NO", "conditional", "survey 2026"]],
    "previous": [["w1", "o1"]],
}
EVENT = {
    "version": 1,
    "slots": [["2027-05-03T09:00", "2027-05-03T09:20"], ["2027-05-03T09:20", "2027-05-03T09:40"]],
    "tables": 2,
    "people": [{"key": "a", "languages": ["en"], "free": [0, 1], "at_most": 2}, {"key": "b"}, {"key": "c"}],
    "wishes": [{"from": "a", "to": "b", "want": "must"}, {"from": "b", "to": "c", "want": "like"}],
    "fixed": [["a", "b", 0, 0]],
}
often = settings(
    deadline=None,
    max_examples=int(os.environ.get("HOSPES_EXAMPLES", "60")),
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a command on contents of files; gives its exit code, what it printed, and what it complained of."""

    def run(command, *contents, options=()):
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.json"
            path.write_bytes(content if isinstance(content, bytes) else as_bytes(content))
            paths.append(str(path))
        capsys.readouterr()
        given_options = [*paths, *map(str, options)]
        code = command(given_options) if command is meetings else command(given_options, TREES)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def as_bytes(content):
    text = content if isinstance(content, str) else json.dumps(content)
    return text.encode("utf-8", "surrogatepass")


def is_one_line(complaint):
    return complaint.startswith("hospes ") and complaint.endswith((".\n", "?\n")) and complaint.count("\n") == 1


# Files that were valid before somebody changed them

NASTY = [
    None, True, False, 0, -1, 1, 2, 10**6, 10**6 + 1, 10**18, 10**30, -(10**30), 0.5, 1.0, 1e-9, 1e300, float("nan"),
    float("inf"), "", " ", "x", "w1", "o1", "a", "\0", "\n", "\ud800", "\u202eمرحبا", "🚋" * 300, "=1+1", "<b>", "EL",
    "1900-01-01", "2199-12-31", "2027-02-29", "9999-12-31", [], [[]], [None], {}, {"a": 1}, ["w1", "o1", 1],
    ["2199-12-31", "1900-01-01"], ["1900-01-01", "2199-12-31"], [[["1900-01-01", "2199-12-31"]]],
]  # fmt: skip


def places_in(value, path=()):
    """The path of everything in a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in inner:
        yield from places_in(item, (*path, name))


@st.composite
def changed(draw, content):
    """The file with one to three things in it changed, taken out, said twice, or broken by the byte."""
    content = deepcopy(content)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted((path for path in places_in(content) if path), key=str)))
        holder = content
        for step in path[:-1]:
            holder = holder[step]
        kind = draw(st.sampled_from(["other", "other", "other", "gone", "twice", "grown"]))
        if kind == "gone":
            del holder[path[-1]]
        elif kind == "twice" and isinstance(holder, list):
            holder.append(deepcopy(holder[path[-1]]))
        elif kind == "grown" and isinstance(holder[path[-1]], int):
            holder[path[-1]] *= draw(st.sampled_from([-1, 0, 10, 1000, 10**5, 10**20]))
        else:
            holder[path[-1]] = deepcopy(draw(st.sampled_from(NASTY)))
        if not content:
            break
    raw = as_bytes(content)
    kind = draw(st.sampled_from(["whole"] * 8 + ["cut", "noise", "utf-16"]))
    at = draw(st.integers(0, len(raw)))
    if kind == "cut":
        return raw[:at]
    if kind == "noise":
        return raw[:at] + draw(st.binary(min_size=1, max_size=3)) + raw[at:]
    return raw if kind == "whole" else raw.decode("utf-8", "replace").encode("utf-16")


@often
@given(changed(MARKET))
def test_any_change_of_a_market_gives_a_plan_that_may_stand_or_one_line(told, tmp_path, raw):
    for command in (pair, exchange):
        out = tmp_path / "plan.json"
        out.unlink(missing_ok=True)
        code, printed, complaint = told(command, raw, options=["--out", out, "--time-limit", "20"])
        assert printed == ""
        if code == 2:
            assert is_one_line(complaint), complaint
            continue
        assert code == 0
        assert complaint == "" or is_one_line(complaint), complaint
        if command is pair:
            code, printed, complaint = told(pair_check, raw, out.read_bytes())
            assert (code, complaint) == (0, ""), printed


@often
@given(changed(EVENT))
def test_any_change_of_an_event_gives_a_timetable_or_one_line(told, tmp_path, raw):
    code, printed, complaint = told(meetings, raw, options=["--out", tmp_path / "timetable.json"])

    assert (code, printed) in {(0, ""), (2, "")}
    assert is_one_line(complaint) if code == 2 else complaint == "" or is_one_line(complaint), complaint


@pytest.fixture(scope="module")
def plan():
    landscape = survey(read_market(as_bytes(MARKET), TREES), TREES)
    return plan_as_written(make_plan(landscape), landscape, seconds=0)


@often
@given(data=st.data())
def test_any_change_of_a_plan_is_judged_line_by_line(told, plan, data):
    code, printed, complaint = told(pair_check, MARKET, data.draw(changed(plan)))

    assert code in {0, 1, 2}
    assert is_one_line(complaint) if code == 2 else complaint == ""
    assert bool(printed) == (code < 2)
    assert all(line.isprintable() for line in printed.splitlines())


@often
@given(changed({"reserve": 0.2, "weights": {"topics": 40, "field": 15}, "fairness": "none", "longest_cycle": 3}))
def test_any_change_of_settings_gives_a_plan_or_one_line(told, tmp_path, raw):
    path = tmp_path / "settings.json"
    path.write_bytes(raw)

    for command in (pair, exchange):
        code, _, complaint = told(command, MARKET, options=["--settings", path, "--out", tmp_path / "plan.json"])
        assert code in {0, 2}
        assert is_one_line(complaint) if code == 2 else complaint == "" or is_one_line(complaint), complaint


# Things that somebody will try


def test_no_file_that_is_too_large_to_work_with_is_read_to_its_end(told, monkeypatch):
    monkeypatch.setattr(terminal, "MOST_BYTES", 2**20)

    code, _, complaint = told(pair, b" " * (2**20 + 1))

    assert code == 2
    assert complaint.endswith("0.json: is larger than 1 MB. Try a part of the entries.\n")


def test_a_key_of_many_megabytes_is_named_in_short(told):
    code, _, complaint = told(pair, EXAMPLE | {"x" * 5_000_000: 1})

    assert code == 2
    assert len(complaint) < 200
    assert complaint.endswith("...: is not a known key.\n")


@pytest.mark.parametrize("reserve", ["1e-400", "0.33333", "1e-999999999"])
def test_a_share_has_few_digits(told, reserve):
    for mode in ("seats", "share"):
        text = json.dumps(EXAMPLE).replace('"reserve": 0.2', f'"reserve": {reserve}').replace('"seats"', f'"{mode}"')
        assert told(pair, text)[::2] == (
            2,
            "hospes pair: settings.reserve: may have 4 digits after the point at most.\n",
        )


@pytest.mark.parametrize(
    "content",
    [
        EXAMPLE | {"wishes": [], "pinned": []},
        EXAMPLE | {"offers": [], "pinned": []},
        EXAMPLE | {"wishes": [], "offers": [], "pinned": []},
        EXAMPLE | {"wishes": [EXAMPLE["wishes"][0] | {"windows": [], "formats": [], "languages": {}}], "pinned": []},
    ],
)
def test_a_market_in_which_nothing_can_be_has_an_empty_plan_and_a_reason(told, content):
    for command in (pair, exchange):
        code, printed, complaint = told(command, content)
        plan = json.loads(printed)
        assert (code, complaint, plan["pairs"], plan["status"]) == (0, "", [], "optimal")
        assert [left["wish"] for left in plan["unplaced"]] == [wish["key"] for wish in content["wishes"]]
        assert all(left["because"] or not content["offers"] for left in plan["unplaced"])


def test_no_place_at_all_is_refused_by_its_name(told):
    none = EXAMPLE | {"offers": [EXAMPLE["offers"][0] | {"places": 0}]}

    assert told(pair, none)[::2] == (2, "hospes pair: offers[0].places: must be from 1 to 1000000.\n")


@pytest.mark.parametrize(
    ("change", "released"),
    [
        ({"forbidden": [["w1", "o1"]]}, "w1 at o1"),
        ({"pinned": [["w1", "o1", 1]]}, "w1 at o1"),
        ({"settings": {"least_score": 100}}, "w1 at o1"),
        ({"settings": {"reserve_mode": "share", "reserve": 1}}, "w1 at o1"),
    ],
)
def test_fixed_stays_that_contradict_the_rest_are_named(told, change, released):
    code, printed, complaint = told(pair, EXAMPLE | change)

    assert (code, json.loads(printed)["status"]) == (0, "infeasible")
    assert complaint == f"hospes pair: the fixed stays cannot be together. Release one of: {released}.\n"


def test_exchanges_that_cannot_begin_with_the_fixed_stays_say_so(told):
    code, _, complaint = told(exchange, EXAMPLE | {"settings": {"reserve_mode": "share", "reserve": 1}})

    assert code == 2
    assert is_one_line(complaint)
    assert "the fixed stays do not hold the share" in complaint


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--seed", "-1", "must be a whole number from 0 to 9999999"),
        ("--seed", "9" * 5_000, "must be a whole number from 0 to 9999999"),
        ("--seed", "٣", "must be a whole number from 0 to 9999999"),
        ("--work", "1e3", "must be a whole number from "),
        ("--work", "9" * 9, "must be a whole number from "),
        ("--time-limit", "-1", "must be a number of seconds above 0"),
        ("--time-limit", "1e999", "must be a number of seconds above 0"),
    ],
)
def test_options_that_cannot_be_are_refused_with_what_they_may_be(told, option, value, said):
    for command, content in ((pair, EXAMPLE), (exchange, EXAMPLE), (meetings, EVENT)):
        code, printed, complaint = told(command, content, options=[option, value])
        assert (code, printed) == (2, "")
        assert f"error: argument {option}: {said}" in complaint


def test_more_processes_than_any_machine_has_are_refused(told):
    complaint = told(pair, EXAMPLE, options=["--jobs", "9999999"])[2]

    assert complaint.endswith("error: argument --jobs: must be a whole number from 1 to 256\n")


@pytest.mark.parametrize("address", ["", "nonsense", "http://127.0.0.1:1", "tls://127.0.0.1:1", "inproc://x"])
def test_an_address_where_no_cluster_can_be_is_said_to_have_none(told, address):
    code, printed, complaint = told(pair, EXAMPLE, options=["--dask", address])

    assert (code, printed) == (2, "")
    assert complaint.startswith("hospes pair: --dask: no cluster answers at ")
    assert is_one_line(complaint)


def test_without_the_library_of_clusters_the_option_says_what_to_install(told, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    complaint = told(pair, EXAMPLE, options=["--dask", "tcp://127.0.0.1:1"])[2]

    assert complaint.startswith("hospes pair: --dask: is not possible here: install ")
    assert is_one_line(complaint)


def test_an_answer_that_could_not_be_kept_is_refused_before_the_work(told, tmp_path):
    """The market is broken too: the work would have begun with it."""
    for command in (pair, exchange, meetings):
        for out, said in (
            (tmp_path, "Is a directory."),
            (tmp_path / "none" / "plan.json", "No such file or directory."),
        ):
            code, printed, complaint = told(command, "{", options=["--out", out])
            assert (code, printed) == (2, "")
            assert complaint.endswith(f": {said}\n")
            assert is_one_line(complaint)


def test_a_folder_instead_of_a_file_is_named(tmp_path, capsys):
    for command in (pair, exchange):
        assert command([str(tmp_path)], TREES) == 2
    assert pair_check([str(tmp_path), str(tmp_path)], TREES) == 2
    assert meetings([str(tmp_path)]) == 2
    complaints = capsys.readouterr().err.splitlines()
    assert [line.endswith(f"{tmp_path}: Is a directory.") for line in complaints] == [True] * 4


# Large numbers and many entries


@pytest.mark.parametrize("exact", [20_000, 0])
def test_a_million_people_in_every_group_are_counted_without_overflow(exact, monkeypatch):
    """By the solver, and by the way of large markets; bound and check agree."""
    million = 10**6
    market, trees = like_europe(40, 3)
    market = replace(
        market,
        wishes=tuple(
            replace(wish, people=million - n, fewer_opportunities=n * 7919, smallest_part=1, least_people=1)
            for n, wish in enumerate(market.wishes)
        ),
        offers=tuple(
            replace(offer, places=million if n % 2 else 5, largest_group=None, groups=None)
            for n, offer in enumerate(market.offers)
        ),
        settings=Settings(),
    )
    landscape = survey(market, trees)
    monkeypatch.setattr(planning, "EXACT", exact)

    plan = make_plan(landscape)

    assert plan.ledger.people > million
    assert plan.objective <= plan.bound <= plan.objective * 1.001
    written = json.dumps(plan_as_written(plan, landscape, seconds=0)).encode()
    assert violations(read_plan(written), landscape) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads how much memory a process has where Linux says it")
def test_a_market_for_which_there_is_no_memory_ends_in_a_line(tmp_path):
    """In a process of its own, which may have 50 MB more than it has."""
    path = tmp_path / "market.json"
    entry = {"organisation": "a", "country": "SE", "people": 1}
    wishes = ",".join(json.dumps(entry | {"key": f"w{number}"}) for number in range(200_000))
    path.write_text(f'{{"version": 1, "as_of": "2026-11-01", "wishes": [{wishes}], "offers": []}}')
    code = (
        "import resource, sys; from hospes.pairing.commands import pair; from tests.pairing.worlds import TREES; "
        "limit = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize() + 50 * 2**20; "
        "resource.setrlimit(resource.RLIMIT_AS, (limit, limit)); sys.exit(pair(sys.argv[1:], TREES))"
    )

    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert ended.stderr == "hospes pair: this needs more memory than the machine gives. Try a part of the entries.\n"
