"""The document of the API holds: whatever it allows is answered as it says, and whatever it does not is refused."""

import os
from typing import Any

import pytest

from tests.api import fuzzing

# From the same numbers on: a random number then hits as often on either database.
pytestmark = [pytest.mark.django_db(transaction=True, reset_sequences=True), pytest.mark.timeout(3600)]
PHASES = ("examples", "coverage", "fuzzing", "stateful")
# `just fuzz-api` runs for longer, and with another seed.
SECONDS = int(os.environ.get("HOSPES_FUZZ_SECONDS", "0"))
SEED = int(os.environ.get("HOSPES_FUZZ_SEED", "7"))


@pytest.fixture(autouse=True)
def without_a_limit(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0


@pytest.mark.skipif(bool(SECONDS), reason="the long run says more")
def test_every_answer_is_one_that_the_document_knows() -> None:
    found = fuzzing.run(fuzzing.somebody(), examples=2, steps=4, seed=SEED, phases=("examples", "fuzzing", "stateful"))

    assert found.failures == {}, found.told()
    # It was really let in, and got somewhere.
    assert found.statuses.get(401, 0) < found.requests / 3
    assert found.statuses[200] + found.statuses[201] > found.requests / 4


@pytest.mark.skipif(not SECONDS, reason="set HOSPES_FUZZ_SECONDS, or run `just fuzz-api`")
def test_for_as_long_as_asked_every_answer_is_one_that_the_document_knows() -> None:
    found = fuzzing.run(fuzzing.somebody(), examples=60, steps=12, seconds=SECONDS, seed=SEED, phases=PHASES)

    print(found.requests, "requests", dict(sorted(found.statuses.items())))  # noqa: T201  what a person waits for
    assert found.failures == {}, found.told()
