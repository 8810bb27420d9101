"""`hospes erase-person EMAIL`: forget a person, as they asked."""

import sys
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hospes.people import own, queries
from hospes.privacy import actions
from hospes.privacy.queries import kept_of_guest


class Command(BaseCommand):
    help = "Erase a person's account and all that names them. Example: hospes erase-person maria@region.example --yes"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's address, with an account or without")
        parser.add_argument("--yes", action="store_true", help="do not ask whether you are sure")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["email"].strip()
        person = queries.person_by_email(address)
        if person is None or person.erased_at is not None:
            self._erase_guest(address, is_sure=options["yes"])
            return
        for remark in own.remarks_for(person):
            self.stderr.write(remark.sentence)
        if not options["yes"]:
            self._ask(person.email)
        try:
            actions.erase_person(person, by=None)
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Erased. What the person did stays in the history, without their name.")

    def _erase_guest(self, address: str, *, is_sure: bool) -> None:
        """Somebody who wrote, was invited, or follows a search, and never had an account."""
        kept = kept_of_guest(address) if address else {}
        if not kept:
            raise CommandError(f"There is no account with the address {address!r}, and nothing else is kept under it.")
        self.stderr.write("There is no account with this address. Kept under it:")
        for name, count in kept.items():
            self.stderr.write(f"{count:>7}  {name}")
        if not is_sure:
            self._ask(address)
        actions.erase_guest(address, by=None)
        self.stdout.write("Erased. Tell the person so: no mail was sent.")

    def _ask(self, address: str) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Nothing was erased. Add --yes to say that you are sure.")
        answer = input(f"Erase {address}? This cannot be undone. Type the address again: ")
        if answer.strip().casefold() != address.casefold():
            raise CommandError("Nothing was erased: the two addresses differ.")
