"""`hospes erase-person EMAIL`: forget a person, as they asked."""

import sys
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hospes.people import own, queries
from hospes.privacy import actions


class Command(BaseCommand):
    help = "Erase a person's account and all that names them. Example: hospes erase-person maria@region.example --yes"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's address")
        parser.add_argument("--yes", action="store_true", help="do not ask whether you are sure")

    def handle(self, *args: Any, **options: Any) -> None:
        person = queries.person_by_email(options["email"])
        if person is None or person.erased_at is not None:
            raise CommandError(f"There is no account with the address {options['email']!r}.")
        for remark in own.remarks_for(person):
            self.stderr.write(remark.sentence)
        if not options["yes"]:
            if not sys.stdin.isatty():
                raise CommandError("Nothing was erased. Add --yes to say that you are sure.")
            answer = input(f"Erase {person.email}? This cannot be undone. Type the address again: ")
            if answer.strip().casefold() != person.email.casefold():
                raise CommandError("Nothing was erased: the two addresses differ.")
        try:
            actions.erase_person(person, by=None)
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Erased. What the person did stays in the history, without their name.")
