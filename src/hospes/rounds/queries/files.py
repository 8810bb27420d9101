"""The files of a run: the engine makes the same plan of them, years later."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

from hospes.matchmaking.queries.market import trees
from hospes.rounds.choices import PlanRule, RunKind
from hospes.rounds.models import Run
from hospes.rounds.packed import pieces, with_more
from hospes.rounds.queries import market, since
from hospes.rounds.solving import Task


def task_of(run: Run) -> Task:
    """What the process that makes the plan is given."""
    stable = run.rule == PlanRule.STABLE
    return Task(_market_of(run), _own(run), run.seed, run.work, trees(), earlier_of(run), stable)


def market_pieces(run: Run) -> Iterator[bytes]:
    """The market file of a run, with its settings and pins. For a repair: what was left of the market."""
    return with_more(_market_of(run), _own(run))


def plan_pieces(run: Run) -> Iterator[bytes]:
    """The plan file of a run that is done."""
    return pieces(market.packed_plan(run))


def file_of(run: Run) -> bytes:
    return b"".join(market_pieces(run))


def earlier_of(run: Run) -> bytes:
    """The plan file that a repair starts from; nothing for any other plan."""
    return since.earlier(run) if run.kind == RunKind.REPAIR else b""


def _market_of(run: Run) -> bytes:
    if run.kind != RunKind.REPAIR:
        return market.packed_market(run.round_id)
    left = since.laid_over(market.frozen_of(run), run.since, run.pins)
    return gzip.compress(json.dumps(left).encode(), mtime=0)


def _own(run: Run) -> dict[str, Any]:
    return {"settings": run.given, **run.pins}
