"""`hospes meetings`: the timetable of 1:1 meetings without the site.

Exit codes: 0 with a timetable, 2 with one line when a file or an option is not as it should be.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from hospes.pairing.meetings.changes import Changes, replan
from hospes.pairing.meetings.event import Event
from hospes.pairing.meetings.files import read_event, read_meetings
from hospes.pairing.meetings.neighbourhood import Step
from hospes.pairing.meetings.report import timetable_as_written
from hospes.pairing.meetings.timetable import WORK, Timetable, make_timetable
from hospes.pairing.solver import Stop
from hospes.pairing.strict_json import FileError
from hospes.pairing.terminal import can_be_written, content, count, plain, seconds, told, write

NAME = "hospes meetings"
EXAMPLE = """example:
  hospes meetings event.json --out timetable.json --time-limit 5
  hospes meetings event.json --previous timetable.json --from-slot 8 --out afternoon.json

The event file says who takes part, when, and who wants to meet whom. With --previous, the timetable is
made anew from a slot on: what stood stays where it can, and others use what is free.
"""


def meetings(argv: Sequence[str]) -> int:
    """Reads an event, writes a timetable."""
    return told(lambda: _meetings(_options().parse_args(argv)), NAME)


def _meetings(options: argparse.Namespace) -> int:
    started = time.monotonic()

    def stop() -> bool:
        return options.time_limit is not None and time.monotonic() - started >= options.time_limit

    can_be_written(options.out)
    event = read_event(content(options.event))
    with tqdm(total=options.work, desc="Looking for better", unit="step", disable=None, leave=False) as bar:
        timetable = _timetable(options, event, stop, bar.update)
    taken = time.monotonic() - started
    write(timetable_as_written(event, timetable, seconds=taken, seed=options.seed, work=options.work), options.out)
    if timetable.status == "infeasible":
        clash = ", ".join(f"{one.a} with {one.b} in slot {one.slot}" for one in timetable.conflict)
        sys.stderr.write(f"{NAME}: the fixed meetings cannot be together. Release one of: {plain(clash)}.\n")
    return 0


def _timetable(options: argparse.Namespace, event: Event, stop: Stop, step: Step) -> Timetable:
    if options.previous is None:
        if options.from_slot:
            raise FileError("--from-slot", "needs --previous, the timetable that has begun.")
        return make_timetable(event, seed=options.seed, work=options.work, stop=stop, step=step)
    before = read_meetings(content(options.previous), event)
    found = replan(
        event, before, options.from_slot, Changes(), seed=options.seed, work=options.work, stop=stop, step=step
    )
    return found.timetable


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog=NAME,
        description="Make the timetable of 1:1 meetings for an event.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("event", type=Path, metavar="EVENT.json")
    options.add_argument(
        "--out", type=Path, metavar="TIMETABLE.json", help="where to write the timetable (default: to the screen)"
    )
    options.add_argument("--time-limit", type=seconds, metavar="S", help="stop after S seconds with the best so far")
    options.add_argument("--seed", type=count(0), default=0, metavar="N", help="shakes the order of the search (0)")
    options.add_argument(
        "--work", type=count(0), default=WORK, metavar="N", help=f"neighbourhoods solved at most ({WORK})"
    )
    options.add_argument("--previous", type=Path, metavar="TIMETABLE.json", help="make this timetable anew")
    options.add_argument(
        "--from-slot", type=count(0), default=0, metavar="N", help="the first slot that has not begun yet (0)"
    )
    return options
