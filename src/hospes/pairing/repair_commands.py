"""`hospes repair`: a plan that no longer holds, mended without the site.

Exit codes: 0 with a plan, 2 with one line when a file or an option is not as it should be.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from hospes.pairing.distance import Trees
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Market
from hospes.pairing.plan_files import PlanFile, read_plan
from hospes.pairing.planned import WORK
from hospes.pairing.repair import CHOICES, repair
from hospes.pairing.repair_report import repair_as_written
from hospes.pairing.strict_json import FileError, shown
from hospes.pairing.terminal import can_be_written, content, count, market_in, plain, seconds, told, write

NAME = "hospes repair"
EXAMPLE = """example:
  hospes repair market.json plan.json --declined w7 o12 --out repaired.json

The market is the one of today: entries may be new, changed or gone. As few groups as can be move;
what moving more of them would gain is told, and --moves N does it. `hospes pair-check` judges the plan.
"""


def repair_plan(argv: Sequence[str], trees: Trees) -> int:
    """Reads a market and a plan, writes the repaired plan."""
    return told(lambda: _repair(_options().parse_args(argv), trees), NAME)


def _repair(options: argparse.Namespace, trees: Trees) -> int:
    started = time.monotonic()

    def stop() -> bool:
        return options.time_limit is not None and time.monotonic() - started >= options.time_limit

    can_be_written(options.out)
    market = market_in(options, trees)
    before = _plan(options.plan)
    declined = _declined(options.declined, market, before)
    with tqdm(total=len(market.wishes), desc="Looking at wishes", unit="wish", disable=None, leave=False) as bar:
        landscape = survey(market, trees, stop=stop, step=bar.update)
    found = repair(
        landscape,
        [given.stay for given in before.pairs],
        declined=declined,
        most_moved=options.moves,
        choices=options.choices,
        work=options.work,
        seed=options.seed,
        stop=stop,
    )
    taken = time.monotonic() - started
    written = repair_as_written(found, seconds=taken, seed=options.seed, work=options.work, stop=stop)
    write(written, options.out)
    if found.plan.status == "infeasible":
        clash = ", ".join(f"{pin.wish} at {pin.offer}" for pin in found.plan.conflict)
        sys.stderr.write(f"{NAME}: the fixed stays cannot be together. Release one of: {plain(clash)}.\n")
    elif options.out is not None:
        sys.stdout.write(_table(written["repair"]["choices"]))
    return 0


def _table(choices: Sequence[dict[str, Any]]) -> str:
    """The choices side by side, for whoever has to choose."""
    lines = ["groups moved  people placed  fewer opportunities    welfare  who moves"]
    for one in choices:
        mark = "*" if one["chosen"] else " "
        who = plain(", ".join(one["moved"][:5])) + (" …" if len(one["moved"]) > 5 else "")
        numbers = f"{len(one['moved']):>11}{one['people']:>15}{one['fewer_opportunities']:>21}{one['welfare']:>11.1f}"
        lines.append(f"{mark}{numbers}  {who or 'nobody'}")
    return "\n".join(lines) + "\n* is the plan that was written\n"


def _plan(path: Path) -> PlanFile:
    found = read_plan(content(path))
    seen = set()
    for index, given in enumerate(found.pairs):
        if given.stay.key in seen:
            raise FileError(f"{plain(str(path))}: pairs[{index}]", "names a pair a second time.")
        seen.add(given.stay.key)
    return found


def _declined(pairs: Sequence[tuple[str, str]], market: Market, before: PlanFile) -> list[tuple[str, str]]:
    """The declined pairs. Each side must stand in the market, or at least in the earlier plan."""
    wishes = {wish.key for wish in market.wishes} | {given.wish for given in before.pairs}
    offers = {offer.key for offer in market.offers} | {given.offer for given in before.pairs}
    for wish, offer in pairs:
        if wish not in wishes:
            raise FileError("--declined", f"there is no wish {shown(wish)}.")
        if offer not in offers:
            raise FileError("--declined", f"there is no offer {shown(offer)}.")
    return [(wish, offer) for wish, offer in pairs]


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog=NAME,
        description="Repair a plan after declines, new entries or changes: least movement first.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("market", type=Path, metavar="MARKET.json")
    options.add_argument("plan", type=Path, metavar="PLAN.json")
    options.add_argument(
        "--declined", nargs=2, action="append", default=[], metavar=("WISH", "OFFER"), help="a stay that cannot be"
    )
    options.add_argument(
        "--moves", type=count(0), default=0, metavar="N", help="groups that may move, beyond those that must (0)"
    )
    options.add_argument(
        "--choices", type=count(1, 10), default=CHOICES, metavar="N", help=f"repairs to compare, 1 to 10 ({CHOICES})"
    )
    options.add_argument(
        "--out", type=Path, metavar="PLAN.json", help="where to write the plan (default: to the screen)"
    )
    options.add_argument("--settings", type=Path, metavar="S.json", help="settings laid over those of the market")
    options.add_argument("--time-limit", type=seconds, metavar="S", help="compare no more repairs after S seconds")
    options.add_argument("--seed", type=count(0), default=0, metavar="N", help="seed of the solver (0)")
    options.add_argument("--work", type=count(1), default=WORK, metavar="N", help=f"how hard to search ({WORK})")
    return options
