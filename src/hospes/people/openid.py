"""Speaking with the provider of OpenID Connect: to it and back, and reading what it says about somebody.

Discovery, state, PKCE and the exchange of the code are allauth's. What it leaves out is here: the signature of every
identity token is checked against the provider's own keys, the nonce ties it to this browser, and secrets can sign an
assertion instead of being sent.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt
from allauth.account.internal.emailkit import valid_email_or_none
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from requests import RequestException

from hospes.people.presets import OpenID

PROVIDER = "oidc"
# Signed with the provider's private key. A secret that both sides know, or none, signs nothing here.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_CLOCKS_APART = 60


class ProviderDownError(Exception):
    """The provider does not answer, or not what it should."""


class IdentityRefusedError(Exception):
    """What came back proves nothing. `args` say why, for the log."""


@dataclass(frozen=True)
class Identity:
    """Somebody, as the provider says it."""

    # One person at one provider: the same name at another provider is somebody else.
    uid: str
    email: str
    is_verified: bool


@dataclass(frozen=True)
class Returned:
    """Who came back, and for what they had left."""

    identity: Identity
    process: str
    next_url: str
    person: str


def configured() -> OpenID:
    found: OpenID | None = settings.OIDC
    assert found is not None
    return found


class AssertionClient(OAuth2Client):  # type: ignore[misc]
    """Signs a short-lived assertion with the secret, and never sends the secret: `client_secret_jwt`."""

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: dict[str, str] | None = None
    ) -> Any:
        now = int(time.time())
        claims = {
            "iss": self.consumer_key,
            "sub": self.consumer_key,
            "aud": self.access_token_url,
            "jti": secrets.token_urlsafe(16),
            "iat": now,
            "exp": now + 60,
        }
        assertion = {
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": jwt.encode(claims, self.consumer_secret, algorithm="HS256"),
        }
        # allauth leaves an empty secret out of what it sends.
        self.consumer_secret: str = ""
        self.basic_auth = False
        return super().get_access_token(code, pkce_code_verifier, (extra_data or {}) | assertion)


class Door(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider's addresses, and how to knock."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, PROVIDER)
        if configured().token_auth == "client_secret_jwt":  # noqa: S105  the name of a method
            self.client_class = AssertionClient

    def get_provider(self) -> "Provider":
        return Provider(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address for all languages: the provider knows it by heart."""
        with translation.override(settings.LANGUAGE_CODE):
            return f"{settings.BASE_URL}{reverse('people:provider-callback')}"


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    pkce_enabled_default = True

    def __init__(self, request: HttpRequest) -> None:
        chosen = configured()
        app = SocialApp(
            provider="openid_connect",
            provider_id=PROVIDER,
            name=chosen.name,
            client_id=chosen.client_id,
            secret=chosen.secret,
            settings={"server_url": chosen.issuer, "token_auth_method": chosen.token_auth or None},
        )
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> Door:
        return Door(request)


def way_there(request: HttpRequest, *, process: str, next_url: str, person: str = "") -> str:
    """The provider's address to send somebody to. What they wanted here is kept in their session."""
    nonce = secrets.token_urlsafe(24)
    provider = Provider(request)
    try:
        answer = provider.redirect(
            request,
            process,
            next_url=next_url,
            data={"nonce": nonce, "person": person},
            auth_params={"nonce": nonce},
            scope=list(configured().scopes),
        )
    except (RequestException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProviderDownError(str(error)) from error
    if not hasattr(answer, "url"):
        raise ProviderDownError("no address")
    return str(answer.url)


def way_back(request: HttpRequest) -> Returned:
    """Who came back. Each way there leads back once, in the same browser, within ten minutes."""
    state = statekit.unstash_state(request, state_id=request.GET.get("state", ""), provider_id=PROVIDER)
    if state is None:
        raise IdentityRefusedError("state")
    if request.GET.get("error") or not request.GET.get("code"):
        raise IdentityRefusedError("cancelled" if request.GET.get("error") == "access_denied" else "error")
    door = Door(request)
    try:
        identity = _identity(door, state)
    except jwt.PyJWTError as error:
        raise IdentityRefusedError(type(error).__name__) from error
    except (OAuth2Error, RequestException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProviderDownError(str(error)) from error
    return Returned(identity, state["process"], state.get("next") or "", state["data"]["person"])


def _identity(door: Door, state: dict[str, Any]) -> Identity:
    if str(door.openid_config["issuer"]).rstrip("/") != configured().issuer.split("/.well-known/")[0].rstrip("/"):
        raise IdentityRefusedError("issuer of the provider")
    app = door.get_provider().app
    client = door.get_client(door.request, app)
    answer = door.get_access_token_data(door.request, app, client, pkce_code_verifier=state.get("pkce_code_verifier"))
    claims = _read(door, str(answer.get("id_token", "")), nonce=state["data"]["nonce"])
    if not claims.get("email") and "userinfo_endpoint" in door.openid_config:
        more = door._fetch_user_info(answer["access_token"])
        if more.get("sub") != claims["sub"]:
            raise IdentityRefusedError("somebody else’s details")
        claims = more | claims
    uid = hashlib.sha256(f"{claims['iss']}\n{claims['sub']}".encode()).hexdigest()
    email = valid_email_or_none(claims.get("email")) if isinstance(claims.get("email"), str) else None
    says = claims.get("email_verified")
    # Only a real yes is a yes: the word "true" in quotes is what a careless form writes.
    is_verified = says is True or (says is None and configured().trusts_addresses)
    return Identity(uid, email or "", bool(email) and is_verified)


def _read(door: Door, token: str, *, nonce: str) -> dict[str, Any]:
    """The claims of an identity token that this provider signed, for us, now, for this browser."""
    header = jwt.get_unverified_header(token)
    with get_adapter().get_requests_session() as http:
        answer = http.get(door.openid_config["jwks_uri"])
        answer.raise_for_status()
    keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if header.get("kid") in (None, key.key_id)]
    if len(keys) != 1:
        raise IdentityRefusedError("key")
    claims: dict[str, Any] = jwt.decode(
        token,
        key=keys[0],
        algorithms=list(ALGORITHMS),
        issuer=door.openid_config["issuer"],
        audience=configured().client_id,
        leeway=_CLOCKS_APART,
        options={"require": ["exp", "iat", "iss", "aud", "sub"]},
    )
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != configured().client_id:
        raise IdentityRefusedError("audience")
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise IdentityRefusedError("nonce")
    return claims
