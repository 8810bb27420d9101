"""What the table of ASVS says about hashes and random values."""

import math

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.test import override_settings

from hospes import settings as ours
from hospes.core.tokens import hash_token, new_token
from hospes.sharing.models import Webhook
from hospes.sharing.signatures import secret_of


def test_passwords_are_hashed_slowly_enough() -> None:
    """Tests use a quick one; the installation uses Django's first."""
    assert not hasattr(ours, "PASSWORD_HASHERS")
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"]):
        hasher = get_hasher()
        algorithm, iterations, salt, _hashed = make_password("welcome to us").split("$")

    assert isinstance(hasher, PBKDF2PasswordHasher)
    assert (algorithm, int(iterations) >= 1_000_000) == ("pbkdf2_sha256", True)
    assert len(salt) * math.log2(62) >= 128


def test_what_opens_something_is_random_and_long() -> None:
    pairs = [new_token() for _each in range(50)]

    assert len({token for token, _hashed in pairs}) == 50
    # Six bits a letter.
    assert all(len(token) * 6 >= 256 for token, _hashed in pairs)
    assert all(hashed == hash_token(token) and token not in hashed for token, hashed in pairs)


def test_the_secret_of_a_webhook_is_its_own_and_changes_with_its_generation() -> None:
    one, other = Webhook(generation=1), Webhook(generation=1)
    secrets = {secret_of(one), secret_of(other), secret_of(one, 2), secret_of(one, key="another installation")}

    assert len(secrets) == 4
    assert all(len(secret.removeprefix("whsec_")) == 64 for secret in secrets)
    assert settings.SECRET_KEY not in "".join(secrets)
