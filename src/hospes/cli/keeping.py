"""`hospes retention`: forget now what the tasks of the night would forget."""

from collections.abc import Callable
from typing import Any

from hospes.cli.starting import require_migrated, start_django
from hospes.cli.words import take


def retention(given: list[str]) -> int:
    only_count = bool(take(given, options={"--dry-run": None})["--dry-run"])
    start_django()
    require_migrated()
    from hospes.jobs.schedule import appointments

    for name, appointment in sorted(appointments.items()):
        title = name.rpartition(".")[2]
        if title.startswith("forget_"):
            rows = _rows_changed(appointment.task.call, undone=only_count)
            print(f"{title.replace('_', ' ')}: {rows} rows")
    print("Nothing was changed. Leave --dry-run out to forget them." if only_count else "Done.")
    return 0


def _rows_changed(work: Callable[[], Any], *, undone: bool) -> int:
    """Do the work, or do it and take it back; say how many rows it changed or deleted."""
    from django.db import connection, transaction

    rows = 0

    def count(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal rows
        answer = execute(sql, parameters, many, context)
        if sql.startswith(("UPDATE", "DELETE")):
            rows += max(0, context["cursor"].rowcount)
        return answer

    with transaction.atomic(), connection.execute_wrapper(count):
        work()
        transaction.set_rollback(undone)
    return rows
