"""What Hospes makes of a market, in a process of its own. `benchmarks/pairing.py` runs and judges it.

    python -m benchmarks.pairing_hospes GOALS ENTRIES SEED ANSWER.json --limit S

Kernels are loaded before the clock runs. Looking at all pairs and planning are timed apart; the peak of memory
has both.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.markets import a_market
from benchmarks.pairing_peers import measured
from hospes.pairing import plan as planning
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Settings
from hospes.pairing.plan import make_plan

GOALS = {
    "all": (Settings(), "best"),
    "welfare": (Settings(reserve_mode="none", fairness="none"), "best"),
    "stable": (Settings(), "stable"),
}


def warm(settings: Settings) -> None:
    """Loads the kernels of small and of large markets."""
    landscape, usual = survey(*a_market(200, 0, settings)), planning.EXACT
    for planning.EXACT in (usual, 0):
        make_plan(landscape, work=1)
    planning.EXACT = usual


def until(limit: float) -> Callable[[], bool]:
    begun = time.monotonic()
    return lambda: time.monotonic() - begun >= limit


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("goals", choices=GOALS)
    options.add_argument("entries", type=int)
    options.add_argument("seed", type=int)
    options.add_argument("answer", type=Path)
    options.add_argument("--limit", type=float, default=60.0, metavar="S")
    given = options.parse_args()
    settings, rule = GOALS[given.goals]
    warm(settings)
    market, trees = a_market(given.entries, given.seed, settings)
    begun = time.monotonic()
    landscape = survey(market, trees)
    looking = time.monotonic() - begun
    plan, seconds = measured(lambda: make_plan(landscape, rule=rule, stop=until(given.limit)))  # type: ignore[arg-type]
    found = {
        "stays": [[stay.wish, stay.offer, stay.people] for stay in plan.stays],
        "looking": looking,
        "seconds": seconds,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "bound": plan.bound,
        "target": plan.reserve.target,
        "status": plan.status,
    }
    given.answer.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
