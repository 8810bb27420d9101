"""An organisation that comes with the file it took along."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from hospes.exports.archive.opening import ArchiveError
from hospes.exports.archive.returning import bring_organisation


class Command(BaseCommand):
    help = (
        "Read the page and the entries of an organisation from the file that it took along. Entries come in as drafts."
        " Example: hospes import organisation montclar.zip --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="the ZIP, or the folder that it was unpacked into")
        parser.add_argument("--dry-run", action="store_true", help="check the file, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with override("en"):
                counts = bring_organisation(options["source"].expanduser(), only_check=bool(options["dry_run"]))
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if not counts:
            self.stdout.write("All of this is here already. Nothing was changed.")
            return
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()) + ".")
        if options["dry_run"]:
            self.stdout.write("Nothing was written. Leave --dry-run out to import.")
        else:
            self.stdout.write("Entries are drafts. Make the organisation a member and invite its people on its page.")
