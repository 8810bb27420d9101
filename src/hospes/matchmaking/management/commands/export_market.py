"""The market of this installation as a file for `hospes pair`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hospes.matchmaking.queries.market import market_file


class Command(BaseCommand):
    help = (
        "Write every published wish and offer into a market file, which `hospes pair` reads."
        " It holds counts of people with fewer opportunities: keep it to yourself."
        " Example: hospes export market market.json"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write; a folder gets market.json")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        target = target / "market.json" if target.is_dir() else target
        written = market_file()
        try:
            target.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(written['wishes'])} wishes and {len(written['offers'])} offers are in {target}.")
