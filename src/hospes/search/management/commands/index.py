"""`hospes index`: compare every document of the search with what it is about, and mend what differs."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from hospes.search import sources


class Command(BaseCommand):
    help = "Bring the search up to date. Example: hospes index"

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        changed = sources.refresh_all(lambda rounds: tqdm(rounds, desc="Indexing", disable=None, leave=False))
        if verbosity:
            self.stdout.write(f"The search is up to date: {changed} documents changed.")
