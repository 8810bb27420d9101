"""The site is killed while it writes, a few times; `just crashes` does it by the hundred."""

from typing import Any

import pytest

from tests.core.installations import Installation, copy_of
from tests.races import crashes
from tests.races.running import serving

pytestmark = pytest.mark.timeout(300)


def test_what_a_killed_site_had_promised_is_there_and_nothing_is_left_by_half(
    founded: tuple[Installation, Any], tmp_path: Any
) -> None:
    template, told = founded
    with copy_of(template, tmp_path / "data") as installation, serving(installation, told) as site:
        found = crashes.site_killed(site, kills=5)

    assert found.violations == []
    assert found.promises > 0
