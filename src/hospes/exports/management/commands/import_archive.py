"""A partnership rebuilt from its archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from hospes.exports.archive.loading import load
from hospes.exports.archive.opening import ArchiveError


class Command(BaseCommand):
    help = (
        "Rebuild a partnership in this empty installation from what `hospes export all` wrote. The archive is checked"
        " whole before anything is written. Example: hospes import all /srv/hospes-2026-11-23.zip"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="the folder or ZIP that `hospes export all` wrote")
        parser.add_argument("--dry-run", action="store_true", help="check the archive, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        only_check = bool(options["dry_run"])
        try:
            with tqdm(unit="record", disable=None) as bar:
                rows = load(options["source"].expanduser(), only_check=only_check, tick=bar.update)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        count = sum(rows.values())
        if only_check:
            self.stdout.write(f"The archive is whole: {count} records. Nothing was written.")
        elif not rows:
            self.stdout.write("All of this is here already. Nothing was changed.")
        else:
            self.stdout.write(f"{count} records are in. People sign in by a link in a mail; the worker finds pairs.")
