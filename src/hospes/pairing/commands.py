"""`hospes pair` and `hospes pair-check`: the engine without the site.

Exit codes: 0 with a plan (or a plan that may stand), 1 with each violation of a judged plan, 2 with
one line when a file or an option is not as it should be.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tqdm import tqdm

from hospes.pairing.check import Violation, judged_in, ledger_of, violations
from hospes.pairing.deadline import Deadline
from hospes.pairing.distance import Trees
from hospes.pairing.fairness import fairness
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.plan import WORK, make_plan
from hospes.pairing.plan_files import PlanFile, read_plan
from hospes.pairing.report import plan_as_written, totals
from hospes.pairing.strict_json import FileError
from hospes.pairing.terminal import can_be_written, content, count, market_in, plain, seconds, told, write

# Below so many pairs one process is quicker than several.
WORTH_SHARING = 100_000
MOST_JOBS = 256

PAIR_EXAMPLE = """example:
  hospes pair market.json --out plan.json --time-limit 30

The market file says who seeks and who offers what; `hospes pair-check` judges the plan.
"""
CHECK_EXAMPLE = """example:
  hospes pair-check market.json plan.json

Prints the totals of a plan that may stand, or each violation on a line of its own: where it is,
its code and its facts.
"""


def pair(argv: Sequence[str], trees: Trees) -> int:
    """Reads a market, writes a plan."""
    return told(lambda: _pair(_pair_options().parse_args(argv), trees), "hospes pair")


def pair_check(argv: Sequence[str], trees: Trees) -> int:
    """Judges a plan against its market."""
    return told(lambda: _pair_check(_check_options().parse_args(argv), trees), "hospes pair-check")


def _pair(options: argparse.Namespace, trees: Trees) -> int:
    started = time.monotonic()
    stop = Deadline(options.time_limit, time.monotonic)
    can_be_written(options.out)
    market = market_in(options, trees)
    shared = len(market.wishes) * len(market.offers) >= WORTH_SHARING
    with _executor(options, shared=shared) as executor:
        with (
            _looking(options, executor, shared=shared) as looking,
            tqdm(total=len(market.wishes), desc="Looking at wishes", unit="wish", disable=None, leave=False) as bar,
        ):
            landscape = survey(market, trees, executor=looking, stop=stop, step=bar.update)
        plan = make_plan(
            landscape, rule=options.rule, seed=options.seed, work=options.work, stop=stop, executor=executor
        )
    taken = time.monotonic() - started
    written = plan_as_written(plan, landscape, seconds=taken, seed=options.seed, work=options.work, stop=stop)
    write(written, options.out)
    if plan.status == "infeasible":
        clash = ", ".join(f"{pin.wish} at {pin.offer}" for pin in plan.conflict)
        print(f"hospes pair: the fixed stays cannot be together. Release one of: {plain(clash)}.", file=sys.stderr)
    return 0


def _pair_check(options: argparse.Namespace, trees: Trees) -> int:
    market = market_in(options, trees)
    try:
        plan = read_plan(content(options.plan))
    except FileError as problem:
        if not problem.path:
            raise
        if options.json:
            _tell([Violation("bad_form", problem.path, {"because": str(problem)})])
        else:
            print(problem)
        return 1
    landscape = survey(market, trees)
    found = violations(plan, landscape)
    if options.json:
        _tell(found, plan, landscape)
    for violation in () if options.json else found:
        print(f"{violation.where}: {violation.code} {json.dumps(dict(violation.facts), default=float)}")
    if found:
        return 1
    if not options.json:
        print(json.dumps({"stays": len(plan.pairs), **totals(ledger_of(plan, landscape))}))
    return 0


def _tell(found: Sequence[Violation], plan: PlanFile | None = None, landscape: Landscape | None = None) -> None:
    """The verdict for programs: each violation, or totals and fairness of a plan that may stand."""
    told: dict[str, object] = {
        "stands": not found,
        "violations": [{"where": one.where, "code": one.code, "facts": dict(one.facts)} for one in found],
    }
    if not found and plan is not None and landscape is not None:
        judged = judged_in(plan, landscape)
        ledger = ledger_of(plan, judged)
        told |= {"stays": len(plan.pairs), **totals(ledger), "fairness": fairness(ledger, judged)}
    print(json.dumps(told, indent=1, default=float))


@contextmanager
def _executor(options: argparse.Namespace, *, shared: bool) -> Iterator[Executor | None]:
    if options.dask is not None:
        with _dask(options.dask) as cluster:
            yield cluster
    elif options.jobs > 1 and shared:
        with ProcessPoolExecutor(options.jobs) as pool:
            yield pool
    else:
        yield None


@contextmanager
def _looking(options: argparse.Namespace, executor: Executor | None, *, shared: bool) -> Iterator[Executor | None]:
    """On this machine threads look at the same columns, where processes would each need them sent."""
    if options.dask is None and options.jobs > 1 and shared:
        with ThreadPoolExecutor(options.jobs) as threads:
            yield threads
    else:
        yield executor


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise FileError("--dask", 'is not possible here: install the package "distributed" first.') from None
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError, TypeError, RuntimeError) as problem:
        # An address of a kind that the library does not speak ends in any of these.
        where = f"at {plain(address)[:200]}" if address else "at an empty address"
        raise FileError("--dask", f"no cluster answers {where} ({type(problem).__name__}).") from None
    with client:
        yield client.get_executor()


def _pair_options() -> argparse.ArgumentParser:
    options = _options("hospes pair", "Make a plan for a market.", PAIR_EXAMPLE)
    options.add_argument(
        "--out", type=Path, metavar="PLAN.json", help="where to write the plan (default: to the screen)"
    )
    options.add_argument("--time-limit", type=seconds, metavar="S", help="stop after S seconds with the best so far")
    options.add_argument(
        "--seed", type=count(0), default=0, metavar="N", help="shakes the order of the pairs tried (0)"
    )
    options.add_argument("--work", type=count(0), default=WORK, metavar="N", help=f"shaken orders tried ({WORK})")
    options.add_argument(
        "--jobs", type=count(1, MOST_JOBS), default=1, metavar="N", help="processes; the plan is the same (1)"
    )
    options.add_argument("--dask", metavar="ADDRESS", help="share the work with a Dask cluster")
    options.add_argument(
        "--rule", choices=("best", "stable"), default="best", help="greatest welfare, or deferred acceptance (best)"
    )
    return options


def _check_options() -> argparse.ArgumentParser:
    options = _options("hospes pair-check", "Judge a plan against its market.", CHECK_EXAMPLE)
    options.add_argument("plan", type=Path, metavar="PLAN.json")
    options.add_argument("--json", action="store_true", help="the verdict for programs, with the figures on fairness")
    return options


def _options(name: str, what: str, example: str) -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog=name, description=what, epilog=example, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("market", type=Path, metavar="MARKET.json")
    options.add_argument("--settings", type=Path, metavar="S.json", help="settings laid over those of the market")
    return options
