"""A step of an upgrade that waits for a table does not keep the whole site waiting behind it (PostgreSQL)."""

import psycopg
import pytest

from tests.cli.test_backup import hospes
from tests.core.installations import POSTGRESQL, Installation

pytestmark = pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no locks on tables")


def test_it_gives_up_says_so_and_goes_on_where_it_was_when_it_is_started_again(installation: Installation) -> None:
    back = installation.run("migrate", "privacy", "zero", "--skip-checks", "--verbosity", "0")
    assert back.returncode == 0, back.stderr

    with psycopg.connect(f"dbname={installation.database}") as holder:
        # The first table of privacy points at people.
        holder.execute("LOCK TABLE people_person IN ACCESS EXCLUSIVE MODE")
        refused = hospes(installation, "migrate")
    done = hospes(installation, "migrate")

    assert (refused.returncode, refused.stderr.count("\n"), "Start `hospes migrate` again" in refused.stderr) == (
        1,
        1,
        True,
    )
    assert done.returncode == 0, done.stderr
    assert hospes(installation, "retention", "--dry-run").returncode == 0
