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
from collections.abc import Callable
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
    from tests.core.installations import Installation, copy_of, empty_installation
    from tests.races import crashes, workers
    from tests.races.running import found, serving
    from tests.races.scene import Found

    template = until_the_end.enter_context(empty_installation(folder / "template"))
    kills, results = words.kills, []

    def part(name: str, make: Callable[[Installation], Found]) -> Found | None:
        """One kind of kill on an installation of its own."""
        if words.only and words.only not in name:
            return None
        started, installation = time.monotonic(), until_the_end.enter_context(copy_of(template, folder / name))
        result = make(installation)
        results.append((result, time.monotonic() - started))
        print(f"  {result.line}, {time.monotonic() - started:.0f} s", flush=True)
        for violation in result.violations[:4]:
            print(f"    {violation[:400]}", flush=True)
        return result

    def on_a_site(installation: Installation, *, guard: str = "nothing", **how: Any) -> Found:
        with serving(installation, told, guard=guard) as site:
            return crashes.site_killed(site, **how)

    part("upgrade", lambda own: workers.upgrade_killed(own, kills=kills // 10))
    template.run("migrate")
    told = found(template)
    some = max(kills // 5, 1)
    part("site", lambda own: on_a_site(own, kills=kills))
    if server is not None:
        by_database = {
            "found": Found("database killed while the site writes"),
            "strike": crashes.database_killed(server),
        }
        part("database", lambda own: on_a_site(own, kills=some, **by_database))
    part("mails", lambda own: workers.mails_with_kills(own, mails=kills * 4, kills=some))
    part("tasks", lambda own: workers.tasks_with_kills(own, tasks=kills * 4, kills=some))

    print("Controls", flush=True)
    bare = {"found": Found("without transactions: site killed while it writes"), "repeats": False}
    control = part("control", lambda own: on_a_site(own, kills=max(some, 8), guard="transactions", **bare))
    blind = int(control is not None and not control.violations)
    return _told(words, results, blind)


def _told(words: argparse.Namespace, results: list[Any], blind: int) -> int:
    print(f"\n| crash ({words.database}) | kills | promises | violations | seconds |")
    print("|---|---:|---:|---:|---:|")
    for found, seconds in results:
        print(f"| {found.what} | {found.rounds} | {found.promises} | {len(found.violations)} | {seconds:.0f} |")
    broken = any(found.violations for found, _seconds in results if not found.what.startswith("without"))
    return 1 if blind or broken else 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--only", default="", help="upgrade, site, database, mails, tasks or control")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
