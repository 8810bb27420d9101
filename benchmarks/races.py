"""Races by the hundred on a running site: how often a promise was broken, and how often without the guard.

    python benchmarks/races.py --rounds 200
    python benchmarks/races.py --rounds 200 --database postgresql

Makes installations in a folder that is removed afterwards; on PostgreSQL with a server of its own. Talks to 127.0.0.1
alone. Ends with 1 when a promise was broken, or when a control saw nothing.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

Race = Callable[..., Any]


def main() -> int:
    words = _words()
    # Told to stop, it clears up as at its end.
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="hospes-races-") as name, ExitStack() as until_the_end:
        folder = Path(name)
        folder.chmod(0o755)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        if words.database == "postgresql":
            from tests.races.cluster import cluster

            os.environ.update(until_the_end.enter_context(cluster(folder / "server")).environment)
        import django

        django.setup()
        return _race(words, folder, until_the_end)


def _race(words: argparse.Namespace, folder: Path, until_the_end: ExitStack) -> int:
    from tests.core.installations import copy_of, empty_installation
    from tests.races.ledger import everything_agrees
    from tests.races.running import Clock, found, serving
    from tests.races.scene import Found

    template = until_the_end.enter_context(empty_installation(folder / "template"))
    subprocess.run([sys.executable, "-m", "hospes", "migrate"], env=template.environment, check=True)
    told = found(template)
    results: list[tuple[Found, float, str]] = []
    installation = until_the_end.enter_context(copy_of(template, folder / "raced"))
    with serving(installation, told) as site:
        clock, began_with = Clock(installation), site.lines()
        for name, race, share in _races(site, clock):
            if words.only and words.only not in name:
                continue
            started = time.monotonic()
            result = race(rounds=max(int(words.rounds * share), 1))
            results.append((result, time.monotonic() - started, name))
            print(f"  {result.line}, {time.monotonic() - started:.0f} s", flush=True)
            for violation in result.violations[:5]:
                print(f"    {violation[:600]}", flush=True)
        result = everything_agrees(site, began_with)
        results.append((result, 0, "ledger"))
        print(f"  {result.line}")
        for violation in result.violations[:5]:
            print(f"    {violation[:600]}", flush=True)
        clock.stop()
    controls = {} if words.no_controls else _controls(template, told, folder, until_the_end)
    return _told(words, results, controls)


def _races(site: Any, clock: Any) -> list[tuple[str, Race, float]]:
    """Each race with its share of the rounds."""
    from tests.races import edits, entries, gone, introductions, joining, lists, rounds

    def on(race: Race, *more: Any) -> Race:
        return lambda **options: race(site, *more, **options)

    return [
        ("answers", on(introductions.answers_at_once, clock), 1),
        ("places", on(introductions.two_for_the_last_places), 1),
        ("steps", on(entries.steps_in_any_order, clock), 2.5),
        ("changes", on(edits.changes_of_one_version), 1),
        ("keys", on(edits.keys_sent_again), 1),
        ("reads", on(edits.read_what_was_promised), 1),
        ("invitations", on(joining.invitations_accepted_twice), 1),
        ("requests", on(joining.requests_answered_twice), 1),
        ("lists", on(lists.imported_twice_at_once), 0.02),
        ("erased", on(gone.erased_while_they_work, clock), 1),
        ("removals", on(gone.pages_after_removals, clock), 1),
        ("facilitators", on(rounds.two_facilitators, clock), 1),
        ("repairs", on(rounds.answers_against_a_repair, clock), 0.25),
    ]


def _controls(template: Any, told: Any, folder: Path, until_the_end: ExitStack) -> dict[str, tuple[str, int]]:
    from tests.core.installations import copy_of
    from tests.races.controls import CONTROLS, seen_by

    seen = {}
    for name, control in CONTROLS.items():
        installation = until_the_end.enter_context(copy_of(template, folder / f"without-{name}"))
        seen[name] = (control.guard, seen_by(control, installation, told))
        print(f"  without {control.guard}: {name} sees {seen[name][1]} violations", flush=True)
    return seen


def _told(words: argparse.Namespace, results: list[Any], controls: dict[str, tuple[str, int]]) -> int:
    print(f"\n| race ({words.database}) | rounds | promises | violations | seconds | control: without | sees |")
    print("|---|---:|---:|---:|---:|---|---:|")
    for found, seconds, name in results:
        guard, seen = controls.get(name, ("", ""))
        print(
            f"| {found.what} | {found.rounds} | {found.promises} | {len(found.violations)} | {seconds:.0f}"
            f" | {guard} | {seen} |"
        )
    blind = [name for name, (_guard, seen) in controls.items() if not seen]
    return 1 if blind or any(found.violations for found, _seconds, _name in results) else 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--only", default="", help="the races with this word in their name")
    parser.add_argument("--no-controls", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
