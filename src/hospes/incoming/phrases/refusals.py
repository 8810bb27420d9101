"""Why a row is refused, in one sentence."""

from collections.abc import Mapping
from typing import Any

from hospes.incoming.choices import Refusal
from hospes.incoming.reading.rows import Problem


def problem_sentence(problem: Problem | Mapping[str, Any]) -> str:
    given = problem if isinstance(problem, Mapping) else {"reason": problem.reason, "sentence": problem.sentence}
    return str(given["sentence"] or Refusal(given["reason"]).label)
