"""`hospes radar`: whose arrival would place most of those who stay at home, without the site.

Exit codes: 0 with the list, 2 with one line when a file or an option is not as it should be.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from hospes.pairing.check import judged_in, ledger_of, violations
from hospes.pairing.distance import Trees
from hospes.pairing.landscape import Landscape, Stop, survey
from hospes.pairing.plan import make_plan
from hospes.pairing.plan_files import read_plan
from hospes.pairing.planned import WORK
from hospes.pairing.radar import PLANNED, Sought, radar
from hospes.pairing.stays import Ledger
from hospes.pairing.strict_json import FileError
from hospes.pairing.terminal import can_be_written, content, count, market_in, plain, seconds, told, write
from hospes.pairing.written import entry_as_written

NAME = "hospes radar"
EXAMPLE = """example:
  hospes radar market.json --plan plan.json

Says which offer is missing: what it would be like, how many more people it would place, and whom. With
no plan one is made first.
"""


def sought(argv: Sequence[str], trees: Trees) -> int:
    """Reads a market, writes what to look for."""
    return told(lambda: _radar(_options().parse_args(argv), trees), NAME)


def _radar(options: argparse.Namespace, trees: Trees) -> int:
    started = time.monotonic()

    def stop() -> bool:
        return options.time_limit is not None and time.monotonic() - started >= options.time_limit

    can_be_written(options.out)
    market = market_in(options, trees)
    with tqdm(total=len(market.wishes), desc="Looking at wishes", unit="wish", disable=None, leave=False) as bar:
        landscape = survey(market, trees, stop=stop, step=bar.update)
    landscape, ledger = _planned(options, landscape, stop)
    found = radar(landscape, ledger, limit=options.limit, work=options.work, stop=stop)
    write(
        {
            "version": 1,
            "people": ledger.people,
            "at_home": sum(ledger.people_left.values()),
            "sought": [sought_as_written(one) for one in found],
        },
        options.out,
    )
    return 0


def sought_as_written(one: Sought) -> dict[str, Any]:
    """The missing entry with its fields in the form of the market file, and what it would bring."""
    return {
        "offer": entry_as_written(one.offer),
        "mirror_of": one.mirror_of,
        "places_people": one.places_people,
        "could_take": one.could_take,
        "wishes": list(one.wishes),
    }


def _planned(options: argparse.Namespace, landscape: Landscape, stop: Stop) -> tuple[Landscape, Ledger]:
    """The plan that was given, which has to stand, or one made now."""
    if options.plan is None:
        return landscape, make_plan(landscape, work=options.work, stop=stop).ledger
    given = read_plan(content(options.plan))
    for violation in violations(given, landscape):
        where = f"{plain(str(options.plan))}: {violation.where}"
        raise FileError(where, f"{violation.code}. `hospes pair-check` says more.")
    landscape = judged_in(given, landscape)
    return landscape, ledger_of(given, landscape)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog=NAME,
        description="Say whose arrival would place most of those who stay at home.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("market", type=Path, metavar="MARKET.json")
    options.add_argument("--plan", type=Path, metavar="PLAN.json", help="the plan that leaves them at home")
    options.add_argument("--out", type=Path, metavar="FILE.json", help="where to write it (default: to the screen)")
    options.add_argument("--limit", type=count(1, 60), default=PLANNED, metavar="N", help=f"so many ({PLANNED})")
    options.add_argument("--settings", type=Path, metavar="S.json", help="settings laid over those of the market")
    options.add_argument("--time-limit", type=seconds, metavar="S", help="stop after S seconds with what is found")
    options.add_argument("--work", type=count(1), default=WORK, metavar="N", help=f"how hard to search ({WORK})")
    return options
