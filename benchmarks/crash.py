"""Processes killed in the middle of their work, again and again: what was lost, and what was left by half.

    python benchmarks/crash.py --kills 100
    python benchmarks/crash.py --kills 100 --database postgresql

The processes that answer, the worker, the upgrade, and on PostgreSQL the database itself, whose commits are flushed to
the disk here as in life. Ends with 1 when something was lost, or when a control saw nothing.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any


def main() -> int:
    words = _words()
    # Told to stop, it clears up as at its end.
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="hospes-crash-") as name, ExitStack() as until_the_end:
        folder = Path(name)
        folder.chmod(0o755)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        server = None
        if words.database == "postgresql":
            from tests.races.cluster import cluster

            server = until_the_end.enter_context(cluster(folder / "server", safe=True))
            os.environ.update(server.environment)
        import django

        django.setup()
        return _crash(words, folder, server, until_the_end)


def _crash(words: argparse.Namespace, folder: Path, server: Any, until_the_end: ExitStack) -> int:
    from tests.core.installations import copy_of, empty_installation
    from tests.races import crashes, workers
    from tests.races.running import found, serving
    from tests.races.scene import Found

    template = until_the_end.enter_context(empty_installation(folder / "template"))
    kills, results = words.kills, []

    def note(result: Found, started: float, sees: int | None = None) -> None:
        results.append((result, time.monotonic() - started, sees))
        print(f"  {result.line}, {time.monotonic() - started:.0f} s", flush=True)
        for violation in result.violations[:4]:
            print(f"    {violation[:400]}", flush=True)

    started = time.monotonic()
    note(workers.upgrade_killed(template, kills=kills // 10), started)
    told = found(template)

    started = time.monotonic()
    with serving(until_the_end.enter_context(copy_of(template, folder / "site")), told) as site:
        note(crashes.site_killed(site, kills=kills), started)
    if server is not None:
        started = time.monotonic()
        with serving(until_the_end.enter_context(copy_of(template, folder / "database")), told) as site:
            strike = crashes.database_killed(server)
            result = Found("database killed while the site writes")
            note(crashes.site_killed(site, kills=max(kills // 5, 1), found=result, strike=strike), started)
    started = time.monotonic()
    mails = until_the_end.enter_context(copy_of(template, folder / "mails"))
    note(workers.mails_with_kills(mails, mails=kills * 4, kills=max(kills // 5, 1)), started)
    started = time.monotonic()
    tasks = until_the_end.enter_context(copy_of(template, folder / "tasks"))
    note(workers.tasks_with_kills(tasks, tasks=kills * 4, kills=max(kills // 5, 1)), started)

    print("Controls", flush=True)
    blind = 0
    started = time.monotonic()
    bare = until_the_end.enter_context(copy_of(template, folder / "bare"))
    with serving(bare, told, guard="transactions") as site:
        control = Found("without transactions: site killed while it writes")
        note(crashes.site_killed(site, kills=max(kills // 5, 8), found=control, repeats=False), started)
    blind += not control.violations
    return _told(words, results, blind)


def _told(words: argparse.Namespace, results: list[Any], blind: int) -> int:
    print(f"\n| crash ({words.database}) | kills | promises | violations | seconds |")
    print("|---|---:|---:|---:|---:|")
    for found, seconds, _sees in results:
        print(f"| {found.what} | {found.rounds} | {found.promises} | {len(found.violations)} | {seconds:.0f} |")
    broken = any(found.violations for found, _seconds, _sees in results if not found.what.startswith("without"))
    return 1 if blind or broken else 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
