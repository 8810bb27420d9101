"""How allauth behaves here: accounts come from invitations, mail goes through the outbox, guesses are counted once for
all processes, and secrets of second factors lie encrypted."""

import base64
import hashlib
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, translate_url
from django.utils.translation import gettext_lazy as _
from requests import Session

from hospes.core.limits import client_address
from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient
from hospes.people import actions, devices, letters, rules, sessions
from hospes.people.guessing import TooOftenError, guess_password
from hospes.people.models import Person
from hospes.people.security import note, note_sign_in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together, or the account is closed. Try again, or choose "
            "another way to sign in below."
        ),
        "too_many_login_attempts": _(
            "Somebody tried too many wrong passwords here. Wait some minutes, or sign in with a link by mail."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Who has this address and this password. The same work for every address, known or not, open or closed."""
        email = str(credentials.get("email", ""))
        try:
            guess = guess_password(request, email)
        except TooOftenError as refusal:
            request.wait_seconds = refusal.seconds  # type: ignore[attr-defined]
            raise self.validation_error("too_many_login_attempts") from refusal
        person = authenticate(request, **credentials)
        if not isinstance(person, Person):
            note("wrong password")
            return None
        guess.was_right()
        return person

    def set_password(self, user: Person, password: str) -> None:
        actions.change_password(user, password)

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        sessions.begin(request, user)
        note_sign_in(user, {record["method"] for record in get_authentication_records(request, user)})

    def post_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse:
        """Go on in the person's own language; first to a second factor, where a role waits for one."""
        response: HttpResponse = super().post_login(request, user, **options)
        if isinstance(response, HttpResponseRedirect):
            to = reverse("people:second-factor-first") if rules.roles_that_wait(user) else response.url
            response["Location"] = translate_url(to, user.language)
        devices.remember(request, response, user.email)
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **options: Any
    ) -> None:
        """No "you have signed in" on top of every first page: one sees that."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **options)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Any mail that allauth thinks of goes the way of all our mail."""
        mail = self.render_mail(template_prefix, email, context)
        letter = Letter(subject=mail.subject, paragraphs=[part for part in mail.body.split("\n\n") if part.strip()])
        post(lambda: letter, to=Recipient(email), topic=letters.TOPIC, unsubscribe=False)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider is asked where the operator said that it is, and nowhere else."""

    def get_requests_session(self) -> Session:
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticator apps and recovery codes can be read with the installation's own key only."""

    def encrypt(self, text: str) -> str:
        return _vault(_keys()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What cannot be read, because the installation has another key, is like a secret that nobody knows."""
        try:
            return _vault(_keys()).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            note("a second factor cannot be read with this installation’s key")
            return str(generate_totp_secret())

    def get_totp_issuer(self) -> str:
        return f"Hospes {urlsplit(settings.BASE_URL).hostname or ''}".strip()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Hospes"}


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=2)
def _vault(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"hospes.people.second_factor {key}".encode()).digest()))
            for key in keys
        ]
    )
