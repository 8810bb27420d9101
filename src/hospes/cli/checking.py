"""`hospes check`: each setting with its source, then whether it is safe and well, with the mend."""

import os
from collections.abc import Callable

from hospes.cli.settings_list import SETTINGS, shown_value, source_of
from hospes.cli.starting import start_django
from hospes.cli.words import take
from hospes.core.health import Finding

Questions = dict[str, Callable[[], Finding]]


def check(given: list[str]) -> int:
    take(given)
    before = dict(os.environ)
    start_django()
    from django.conf import settings

    from hospes.cli import checking_parts, checking_settings
    from hospes.core import health

    width = max(len(setting.name) for setting in SETTINGS)
    print("Settings")
    for setting in SETTINGS:
        print(f"  {setting.name:<{width}}  {shown_value(setting)}  ({source_of(setting, before, settings.DATA_DIR)})")
    safety = _answers(checking_settings.questions())
    parts = health.findings() | _answers(checking_parts.questions())
    _show("Safety", safety)
    _show("Health", parts)
    return 0 if all(finding.well for finding in (*safety.values(), *parts.values())) else 1


def _answers(questions: Questions) -> dict[str, Finding]:
    return {name: _asked(question) for name, question in questions.items()}


def _asked(question: Callable[[], Finding]) -> Finding:
    from django.db import DatabaseError

    try:
        return question()
    except DatabaseError:
        return Finding(False, "unknown", "Bring the database up, then run `hospes migrate`.")


def _show(heading: str, findings: dict[str, Finding]) -> None:
    print(f"\n{heading}")
    for name, finding in findings.items():
        sign = "ok   " if finding.well else "WRONG"
        print(f"  {sign} {name:<14}{finding.state}{f'. {finding.mend}' if finding.mend else ''}")
