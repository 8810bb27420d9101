"""The files of a run: the engine makes the same plan of them, years later."""

import json

from hospes.rounds.choices import RunKind
from hospes.rounds.models import Run
from hospes.rounds.queries import market, since


def file_of(run: Run) -> bytes:
    """The market file of a run, with its settings and pins. For a repair: what was left of the market."""
    written = market.frozen_of(run)
    if run.kind == RunKind.REPAIR:
        written = since.laid_over(written, run.since, run.pins)
    return json.dumps(written | {"settings": run.given} | run.pins).encode()


def earlier_of(run: Run) -> bytes:
    """The plan file that a repair starts from; nothing for any other plan."""
    return since.earlier(run) if run.kind == RunKind.REPAIR else b""
