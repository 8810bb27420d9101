from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hospes.journal import queries


class Command(BaseCommand):
    help = "Check that every line of the journal is as it was written, and that none is missing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        bad = queries.verify()
        if bad is not None:
            message = f"The journal was changed: line {bad.sequence} ({bad.verb}) does not fit the line before it."
            raise CommandError(message)
        number, last_hash = queries.head()
        if number:
            self.stdout.write(f"The journal is whole: {number} lines, the last with hash {last_hash}.")
        else:
            self.stdout.write("The journal is whole: it has no lines yet.")
