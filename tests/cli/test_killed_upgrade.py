"""An upgrade that is killed anywhere is ended by starting it again, and nobody serves what is between."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.core.installations import POSTGRESQL, Installation, empty_installation

# More by hand: HOSPES_KILLS=10 HOSPES_KILL_SEED=3 bin/test tests/cli/test_killed_upgrade.py
KILLS = int(os.environ.get("HOSPES_KILLS", "2"))
SEED = int(os.environ.get("HOSPES_KILL_SEED", "7"))


def hospes(installation: Installation, *words: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "hospes", *words],
        env=installation.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    installation.processes.append(process)
    return process


def steps_taken(installation: Installation) -> int:
    try:
        return int(installation.ask("SELECT count(*) FROM django_migrations WHERE app <> 'hospes'")[0][0])
    except Exception:
        return 0  # not even this table is there


def everything_but_the_data(installation: Installation) -> list[Any]:
    """Tables, columns, indexes, triggers, steps, and what Django writes at the end of the last one."""
    steps = installation.ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    kinds = installation.ask("SELECT app_label, model FROM django_content_type ORDER BY app_label, model")
    rights = installation.ask("SELECT codename FROM auth_permission ORDER BY codename")
    if POSTGRESQL:
        shape = installation.ask(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        shape += installation.ask(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
        )
        shape += installation.ask(
            "SELECT conname, contype FROM pg_constraint WHERE conname NOT LIKE '%not_null' ORDER BY 1"
        )
        shape += installation.ask(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        )
    else:
        shape = installation.ask(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        )
    return [steps, kinds, rights, shape]


@pytest.mark.timeout(60 + 40 * KILLS)
def test_an_upgrade_killed_at_random_points_ends_like_one_that_was_not(migrated: Installation, tmp_path: Path) -> None:
    luck = random.Random(SEED)
    whole = steps_taken(migrated)
    with empty_installation(tmp_path / "data") as installation:
        for kill in range(KILLS):
            already = steps_taken(installation)
            goal = luck.randint(already, max(already, whole * (kill + 1) // KILLS))
            upgrade = hospes(installation, "migrate")
            while steps_taken(installation) < goal and upgrade.poll() is None:
                time.sleep(0.005)
            time.sleep(luck.random() * 0.05)
            upgrade.send_signal(signal.SIGKILL)
            upgrade.communicate(timeout=20)

        refused = hospes(installation, "serve", "--bind", "127.0.0.1:9")
        _out, said = refused.communicate(timeout=60)
        again = hospes(installation, "migrate")
        _out, mistake = again.communicate(timeout=90)

        assert (refused.returncode, "Run `hospes migrate`" in said) == (1, True), said
        assert again.returncode == 0, mistake
        assert everything_but_the_data(installation) == everything_but_the_data(migrated)


def test_an_upgrade_killed_after_its_last_step_is_not_taken_for_done(installation: Installation) -> None:
    """All tables are there, but not what is written behind them: the search would find nothing."""
    installation.ask(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('hospes', 'upgrade_under_way', '2026-11-23')"
    )

    refused = hospes(installation, "worker")
    _out, said = refused.communicate(timeout=60)
    again = hospes(installation, "migrate")
    again.communicate(timeout=90)

    assert (refused.returncode, "was interrupted" in said) == (1, True)
    assert again.returncode == 0
    assert installation.ask("SELECT * FROM django_migrations WHERE app = 'hospes'") == []


WATCHED = """
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations.recorder import MigrationRecorder
from hospes.cli.starting import migrate

end, ended, late = Editor.__exit__, [], []

def watched(editor, *how):
    end(editor, *how)
    lines = MigrationRecorder(connection).applied_migrations()
    if ("hospes", "upgrade_under_way") in lines:
        ended.append(editor)
        if len(lines) - 1 != len(ended):
            late.append(len(ended))

Editor.__exit__ = watched
migrate()
print(len(ended) > 30, late)
"""


def test_no_step_ends_without_its_line(tmp_path: Path) -> None:
    """Killed between the two, the next upgrade would make the same tables again, and stop at them for ever."""
    with empty_installation(tmp_path / "data") as installation:
        assert installation.python(WATCHED) == "True []"
