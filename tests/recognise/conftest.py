from __future__ import annotations

import pytest

from hospes.recognise import Vocabulary
from tests.recognise.judged import reference_lists


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return reference_lists()
