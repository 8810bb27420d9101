"""Personal tokens. They open the API in their owner's name, and nothing else: never a session."""

from django.http import HttpRequest
from django.utils import timezone

from hospes.core.api.problems import unauthorised
from hospes.core.tokens import hash_token
from hospes.people.models import ApiToken


def recognise(request: HttpRequest) -> ApiToken | None:
    """Put the token's owner and its scopes on the request.

    A token that is wrong, withdrawn, has ended, or is of a closed account is refused, also where none
    is needed: its owner must not take what visitors see for what they may see themselves.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise unauthorised()
    token = _live_token(secret.strip())
    if token is None:
        raise unauthorised()
    _note_use(token)
    request.user = token.person
    request.scopes = frozenset(token.scopes)  # type: ignore[attr-defined]
    request.api_token = token  # type: ignore[attr-defined]
    return token


def _live_token(secret: str) -> ApiToken | None:
    token = (
        ApiToken.objects.select_related("person", "organisation")
        .filter(token_hash=hash_token(secret), revoked_at=None, person__is_active=True)
        .first()
    )
    return None if token is None or token.has_expired else token


def _note_use(token: ApiToken) -> None:
    """The day is enough to see which tokens are in use; it is written once a day."""
    today = timezone.localdate()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
