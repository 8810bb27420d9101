from __future__ import annotations

import pytest

from hospes.recognise import Term, Vocabulary
from hospes.reference import vocabulary as reference
from hospes.reference.fields import fields


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The reference lists without what an operator loads, so that no database is needed."""
    labels = tuple(Term(field.code, "en", field.english) for field in fields().values())
    return Vocabulary(reference._topics(), labels, reference._regions, reference._towns)
