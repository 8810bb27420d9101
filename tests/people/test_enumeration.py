"""Nobody learns at the doors whether somebody has an account: not by a word, and not by the work that is done.

Work instead of seconds: the passwords that are hashed and the questions that the database is asked. The seconds are
measured by `benchmarks/sign_in.py`.
"""

import re
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import PASSWORD, AuthenticatorFactory, PersonFactory
from tests.people.doors import LOGIN

pytestmark = pytest.mark.django_db
WHO = ("known", "known with a second factor", "by link or provider only", "closed", "unknown")


@pytest.fixture
def emails():
    factor = AuthenticatorFactory(user=PersonFactory(signs_in=True))
    assert factor.type == Authenticator.Type.TOTP
    people = {
        "known": PersonFactory(signs_in=True),
        "known with a second factor": factor.user,
        "by link or provider only": PersonFactory(),
        "closed": PersonFactory(signs_in=True, deactivated=True),
    }
    people["by link or provider only"].set_unusable_password()
    people["by link or provider only"].save()
    return {who: person.email for who, person in people.items()} | {"unknown": "nobody@hospes.example"}


class CountingHasher(hashers.MD5PasswordHasher):
    """Counts how often a password is hashed. Everything else as always."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).count += 1
        return super().encode(password, salt)


def heard(answer, email: str):
    """All that a stranger sees, without their own typing and what differs each time."""
    body = answer.content.decode().replace(email, "…")
    body = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", body)
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("X-Request-ID", "Content-Length", "Expires")
    }
    cookies = {name: (one["path"], one["httponly"], one["samesite"]) for name, one in answer.cookies.items()}
    return answer.status_code, headers, cookies, body


def done(url: str, values: dict[str, str]):
    """The answer, and the work behind it: tables asked and written in their order, passwords hashed."""
    CountingHasher.count = 0
    with CaptureQueriesContext(connection) as asked:
        answer = Client().post(url, values)
    tables = [re.findall(r'(?:FROM|INTO|UPDATE) "?(\w+)', question["sql"])[:1] for question in asked]
    return answer, (CountingHasher.count, tables)


@pytest.fixture
def counting(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]


@pytest.mark.parametrize(
    ("url", "field", "more"),
    [
        (LOGIN, "login", {"password": "wrong"}),
        ("/accounts/link/", "email", {}),
        ("/accounts/password/reset/", "email", {}),
    ],
)
def test_every_address_gets_the_same_answer_for_the_same_work(counting, emails, url, field, more):
    answers, work = {}, {}
    for who in WHO * 2:
        answer, work_done = done(url, {field: emails[who], **more})
        answers.setdefault(who, heard(answer, emails[who]))
        work.setdefault(who, work_done)

    for who in WHO:
        assert answers[who] == answers["unknown"], who
        assert work[who] == work["unknown"], who


def test_a_closed_account_looks_like_a_wrong_password_even_with_the_right_one(counting, emails):
    closed, _work = done(LOGIN, {"login": emails["closed"], "password": PASSWORD})
    wrong, _work = done(LOGIN, {"login": emails["unknown"], "password": PASSWORD})

    assert heard(closed, emails["closed"]) == heard(wrong, emails["unknown"])


def test_one_password_is_hashed_for_every_try(counting, emails):
    assert {who: done(LOGIN, {"login": emails[who], "password": "x"})[1][0] for who in WHO} == dict.fromkeys(WHO, 1)


def test_no_mail_is_sent_inside_a_request(emails):
    """Otherwise the mail server's seconds would tell."""
    with mock.patch("django.core.mail.get_connection", side_effect=AssertionError("a mail server was spoken to")):
        for url in ("/accounts/link/", "/accounts/password/reset/"):
            for email in emails.values():
                assert Client().post(url, {"email": email}).status_code == 302


def test_the_work_would_tell_if_unknown_addresses_were_let_off(counting, emails, monkeypatch):
    """The test above looks at the right thing: without the hash for nobody it fails."""
    from allauth.account.auth_backends import AuthenticationBackend

    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", lambda *_arguments: None)

    known = done(LOGIN, {"login": emails["known"], "password": "x"})[1][0]
    unknown = done(LOGIN, {"login": emails["unknown"], "password": "x"})[1][0]

    assert known != unknown
