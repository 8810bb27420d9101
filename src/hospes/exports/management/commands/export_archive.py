"""The whole partnership, or some of it, in open formats."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from hospes.exports.actions import note_partnership
from hospes.exports.archive import writing
from hospes.exports.archive.kinds import KINDS, kind_of

ALL = "all"


class Command(BaseCommand):
    help = (
        "Write the whole partnership, or one kind of record, into a folder or a ZIP: JSON Lines, CSV, JSON Schema,"
        " calendars, uploaded files and a manifest. It names people, and counts those with fewer opportunities:"
        " keep it to yourself. Example: hospes export all /srv/hospes-2026-11-23"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[ALL, *(kind.name for kind in KINDS)], help="what to write")
        parser.add_argument("target", type=Path, help="a new or empty folder, or a file that ends in .zip")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = kind_of(options["kind"])
        kinds = [chosen] if chosen else KINDS
        target: Path = options["target"].expanduser().absolute()
        try:
            # None: no bar where nobody looks.
            with tqdm(total=writing.rows_of(kinds), unit="record", disable=None) as bar:
                if chosen:
                    written = writing.write_kinds(target, kinds, bar.update)
                else:
                    written = writing.write_partnership(target, bar.update)
        except writing.TargetError as error:
            raise CommandError(str(error)) from error
        note_partnership(options["kind"])
        files = sum(name.startswith(f"{writing.FILES}/") for name in written["files"])
        self.stdout.write(f"{target}: {sum(written['rows'].values())} records and {files} uploaded files.")
