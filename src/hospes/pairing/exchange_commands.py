"""`hospes exchange`: cycles and chains without the site.

Exit codes: 0 with a plan, 2 with one line when a file or an option is not as it should be.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from hospes.pairing.distance import Trees
from hospes.pairing.exchange.pack import Effort
from hospes.pairing.exchange.plan import ShareNotFixedError, TooFewFixedError, plan_exchanges
from hospes.pairing.exchange_report import exchange_plan_as_written
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Market
from hospes.pairing.strict_json import FileError
from hospes.pairing.terminal import can_be_written, count, market_in, plain, seconds, told, write

NAME = "hospes exchange"
WORK = 8
# Of the time limit, what may be spent on looking at pairs; of what is left then, on the bound.
ON_PAIRS = 0.7
ON_THE_BOUND = 0.6
EXAMPLE = """example:
  hospes exchange market.json --longest 3 --out plan.json --time-limit 60

People travel only inside cycles ("I host you, you host me") and in chains that start at a host that
sends nobody. Each group travels whole. `hospes pair-check` judges the plan.
"""


def exchange(argv: Sequence[str], trees: Trees) -> int:
    """Reads a market, writes a plan of exchanges."""
    return told(lambda: _exchange(_options().parse_args(argv), trees), NAME)


def _exchange(options: argparse.Namespace, trees: Trees) -> int:
    started = time.monotonic()

    def spent(share: float, begun: float = started) -> bool:
        if options.time_limit is None:
            return False
        limit: float = options.time_limit
        return time.monotonic() - begun >= share * (limit - (begun - started))

    can_be_written(options.out)
    market = _market(options, trees)
    with tqdm(total=len(market.wishes), desc="Looking at wishes", unit="wish", disable=None, leave=False) as bar:
        landscape = survey(market, trees, stop=lambda: spent(ON_PAIRS), step=bar.update)
    seen = time.monotonic()
    effort = Effort(nodes=250 * options.work)
    try:
        plan = plan_exchanges(landscape, effort=effort, stop=lambda: spent(1), hurry=lambda: spent(ON_THE_BOUND, seen))
    except TooFewFixedError as problem:
        wish, offer = problem.pair
        raise FileError(
            "pinned",
            f"{wish} at {offer}: fewer people are fixed than the group accepts in all. "
            "Fix the stay of the whole group, or release it.",
        ) from None
    except ShareNotFixedError:
        raise FileError(
            "pinned",
            "the fixed stays do not hold the share that settings.reserve asks for. "
            'Release some of them, or set reserve_mode to "seats".',
        ) from None
    taken = time.monotonic() - started
    write(exchange_plan_as_written(plan, landscape, seconds=taken, seed=options.seed, work=options.work), options.out)
    if plan.status == "infeasible":
        clash = ", ".join(f"{pin.wish} at {pin.offer}" for pin in plan.conflict)
        sys.stderr.write(f"{NAME}: the fixed stays cannot be together. Release one of: {plain(clash)}.\n")
    return 0


def _market(options: argparse.Namespace, trees: Trees) -> Market:
    market = market_in(options, trees)
    if options.longest is None:
        return market
    return replace(market, settings=replace(market.settings, longest_cycle=options.longest))


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog=NAME,
        description="Make a plan of cycles and chains for a market.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("market", type=Path, metavar="MARKET.json")
    options.add_argument(
        "--longest", type=_length, metavar="N", help="organisations in a cycle, legs in a chain, 2 to 10 (the market's)"
    )
    options.add_argument(
        "--out", type=Path, metavar="PLAN.json", help="where to write the plan (default: to the screen)"
    )
    options.add_argument("--settings", type=Path, metavar="S.json", help="settings laid over those of the market")
    options.add_argument("--time-limit", type=seconds, metavar="S", help="stop after S seconds with the best so far")
    options.add_argument(
        "--seed", type=count(0), default=0, metavar="N", help="kept in the plan; nothing is left to chance"
    )
    options.add_argument("--work", type=count(1), default=WORK, metavar="N", help=f"how hard to search ({WORK})")
    return options


def _length(text: str) -> int:
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0
    if not 2 <= found <= 10:
        raise argparse.ArgumentTypeError("must be a whole number from 2 to 10")
    return found
