"""Secrets that go out in a link or to a program. Only their hash is kept."""

import hashlib
import secrets


def new_token() -> tuple[str, str]:
    """A token nobody can guess, to give away, and its hash, to keep."""
    token = secrets.token_urlsafe(32)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """SHA-256 in hex: enough for a token of 256 random bits, and the same on every machine."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
