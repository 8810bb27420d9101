"""The races see what happens without each guard: a copy of the product without it is served and raced against."""

from typing import Any

import pytest

from tests.core.installations import Installation, copy_of
from tests.races.controls import CONTROLS, seen_by


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ["changes", "keys"])
def test_a_race_without_its_guard_is_seen(name: str, founded: tuple[Installation, Any], tmp_path: Any) -> None:
    template, told = founded
    with copy_of(template, tmp_path / "data") as installation:
        assert seen_by(CONTROLS[name], installation, told) > 0
