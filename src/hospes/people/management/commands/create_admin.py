"""`hospes create-admin EMAIL`: the first administrator of an installation."""

import getpass
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from hospes.mail.letter import absolute
from hospes.people import actions, queries, rules, second_factor
from hospes.people.choices import PartnershipRole


class Command(BaseCommand):
    help = "Make a person an administrator. Example: hospes create-admin maria@region.example"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's address; an account is opened when there is none")
        parser.add_argument("--name", default="", help="the person's name, for a new account")
        parser.add_argument("--password", action="store_true", help="ask for a password instead of printing a link")

        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="remove all passkeys and the authenticator app of somebody who has lost them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        password = self._ask_password() if options["password"] else None
        try:
            self._make_administrator(email, options["name"], password, resets=options["reset_second_factor"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    @transaction.atomic
    def _make_administrator(self, email: str, name: str, password: str | None, *, resets: bool) -> None:
        person = queries.person_by_email(email)
        if person is None:
            person = actions.add_person(
                email=email, name=name or email.split("@", maxsplit=1)[0], password=password, by=None
            )
        elif not person.is_active:
            raise CommandError(f"The account {email} is closed. Another administrator can open it again.")
        elif password:
            actions.change_password(person, password)
        actions.give_role(person, PartnershipRole.ADMINISTRATOR, by=None)
        if resets and rules.has_second_factor(person):
            second_factor.reset_second_factor(person, by=None)
            self.stdout.write("All passkeys and the authenticator app are removed, and all sessions have ended.")
        self.stdout.write(f"{person.email} is an administrator.")
        if not rules.has_second_factor(person):
            self.stdout.write("The role counts once they have set up a second factor: the site asks for it at sign-in.")
        if not password:
            token = actions.make_one_time_link(person)
            self.stdout.write("This link signs in once, within 15 minutes:")
            self.stdout.write(absolute(reverse("people:link-use", args=[token])))

    def _ask_password(self) -> str:
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal to ask for a password. Leave --password out to get a link.")
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            raise CommandError("The two passwords differ. Start again.")
        return password
