from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hospes.jobs.worker import Worker


class Command(BaseCommand):
    help = "Do background work: scheduled jobs and outgoing mail. Stops cleanly on Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks at an empty queue")

    def handle(self, *args: Any, **options: Any) -> None:
        Worker(interval=options["interval"]).run()
