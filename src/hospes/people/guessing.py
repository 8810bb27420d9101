"""How often somebody may guess: passwords, codes, and addresses that mails are asked for. All limits of sign-in.

A guess is counted before it is looked at, so that a hundred at the same instant are no way around the limit.
No limit belongs to an account alone: a stranger elsewhere locks nobody out. In a browser where the account has
signed in before, only that browser's own guesses count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from hospes.core import limits
from hospes.people.devices import device_of
from hospes.people.models import Person
from hospes.people.security import note

WINDOW = timedelta(minutes=10)
FACTOR_WINDOW = timedelta(minutes=15)
MAIL_WINDOW = timedelta(minutes=15)

# Wrong passwords for one account from one place, or in one known browser; and for any accounts from one place.
PASSWORDS = 10
PASSWORDS_FROM_A_PLACE = 25
# Wrong codes for one account. With six digits, ten guesses are one chance in a hundred thousand.
CODES = 10
# Passkeys, and ways to another provider, from one place.
PASSKEYS = 60
# Mails with a link that one place may ask for, and that one address gets.
MAILS_FROM_A_PLACE = 20
MAILS_TO_AN_ADDRESS = 5


class TooOftenError(Exception):
    """Not now. `seconds` says when again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = max(seconds, 1)


@dataclass(frozen=True)
class Count:
    """What a guess is counted as, and how many there may be."""

    what: str
    whose: str
    most: int
    within: timedelta


@dataclass(frozen=True)
class Guess:
    """One guess, already counted. Say when it was right."""

    counts: tuple[Count, ...]

    def was_right(self) -> None:
        """The first count starts anew; where others are counted too, only this guess is taken back."""
        first, *others = self.counts
        limits.forgive(first.what, first.whose)
        for count in others:
            limits.give_back(count.what, count.whose)


def guess_password(request: HttpRequest, email: str) -> Guess:
    """Count one try to sign in with a password, for an address that may or may not be known."""
    account, place = email.strip().casefold(), limits.client_network(request)
    device = device_of(request, email)
    if device:
        return _counted("password", [Count("password-device", f"{device} {account}", PASSWORDS, WINDOW)])
    return _counted(
        "password",
        [
            Count("password", f"{account} {place}", PASSWORDS, WINDOW),
            Count("password-place", place, PASSWORDS_FROM_A_PLACE, WINDOW),
        ],
    )


def guess_code(request: HttpRequest, person: Person) -> Guess:
    """Count one code or passkey of somebody whose password was right, or who is signed in."""
    device = device_of(request, person.email)
    return _counted("second factor", [Count("code", f"{device} {person.pk}", CODES, FACTOR_WINDOW)])


def guess_own_password(person: Person) -> Guess:
    """Count one password that somebody who is signed in types to show that it is them."""
    return _counted("own password", [Count("own-password", str(person.pk), PASSWORDS, FACTOR_WINDOW)])


def try_passkey(request: HttpRequest) -> None:
    """Count one passkey of a visitor. Nobody guesses a passkey; looking at one is work."""
    _counted("passkey", [Count("passkey", limits.client_network(request), PASSKEYS, WINDOW)])


def try_provider(request: HttpRequest) -> None:
    """Count one way to the provider: each asks it for its addresses."""
    _counted("provider", [Count("provider", limits.client_network(request), PASSKEYS, WINDOW)])


def ask_for_mail(request: HttpRequest, what: str) -> None:
    """Count one mail that somebody asks for, whoever it is for."""
    _counted(what, [Count(what, limits.client_network(request), MAILS_FROM_A_PLACE, WINDOW)])


def may_mail(what: str, email: str) -> bool:
    """Whether this address, known or not, gets one more mail of this kind. The asker is not told."""
    return not limits.is_too_often(f"{what}-to", email.strip().casefold(), most=MAILS_TO_AN_ADDRESS, within=MAIL_WINDOW)


def _counted(what: str, counts: Iterable[Count]) -> Guess:
    guess = Guess(tuple(counts))
    for place, count in enumerate(guess.counts):
        number = limits.counted(count.what, count.whose, within=count.within)
        if number > count.most:
            # What the refused guess added elsewhere is taken back: it was never looked at.
            for other in guess.counts[:place]:
                limits.give_back(other.what, other.whose)
            if number == count.most + 1:
                note("too many guesses", kind=what)
            raise TooOftenError(limits.seconds_left(count.what, count.whose))
    return guess
