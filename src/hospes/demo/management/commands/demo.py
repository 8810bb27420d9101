"""`hospes demo`: fill an empty installation with the demo partnership."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from hospes.demo import accounts, build, europe
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person


class Command(BaseCommand):
    help = "Make the demo partnership. Example: hospes demo --stage first-round"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stage", choices=build.STAGES, default="first-round", help="how far the story goes")
        parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same demo")
        parser.add_argument(
            "--entries",
            type=int,
            default=europe.ENTRIES,
            help="how many entries the stage europe adds (default 100000)",
        )

    def handle(self, *args: Any, stage: str, seed: int, entries: int, **options: Any) -> None:
        if settings.IS_REAL:
            raise CommandError("This installation has a secret and a host of its own: the demo is not made here.")
        if Person.objects.exists():
            raise CommandError("There are people here already. Start with an empty data folder (HOSPES_DATA_DIR).")
        scene = build.planned(stage, seed)
        # All or nothing: a demo that was stopped half-way leaves nothing behind.
        with transaction.atomic():
            scene.play(lambda deeds: tqdm(deeds, desc="Making the demo", disable=None, leave=False))
            lines = accounts.open_doors(scene)
            if stage == "europe":
                europe.fill(
                    entries, seed, lambda rounds: tqdm(rounds, desc="Filling Europe", disable=None, leave=False)
                )
        path = accounts.write(lines, settings.DATA_DIR)
        self.stdout.write(
            f"{Organisation.objects.count()} organisations, {Person.objects.count()} people, "
            f"{Entry.objects.count()} entries. "
            f"The sign-ins are in {path}."
        )
