"""Providers of OpenID Connect that need more than an address, a name and a secret.

EU Login: what its clients' public documents say in 2026: PKCE is asked for, a secret is never sent as it is but signs a
short-lived assertion, and there is no word on whether an address is verified. Read by the settings, so nothing of
Django here.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class OpenID:
    """How this installation speaks with its provider."""

    issuer: str
    client_id: str = ""
    secret: str = ""
    name: str = "OpenID Connect"
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    # `client_secret_basic`, `client_secret_post`, `client_secret_jwt`; empty: what the provider says it takes.
    token_auth: str = ""
    # Whether the operator answers for it that the provider's addresses belong to those who have them.
    trusts_addresses: bool = False


_SIGNED = "client_secret_jwt"
TOKEN_AUTH = ("", "client_secret_basic", "client_secret_post", _SIGNED)

PRESETS = {
    "eu-login": OpenID("https://ecas.ec.europa.eu/cas/oauth2", name="EU Login", token_auth=_SIGNED),
    "eu-login-acceptance": OpenID(
        "https://ecas.acceptance.ec.europa.eu/cas/oauth2",
        name="EU Login (acceptance)",
        token_auth=_SIGNED,
    ),
}


def chosen(
    *,
    preset: str,
    issuer: str,
    client_id: str,
    secret: str,
    name: str,
    scopes: list[str],
    token_auth: str,
    trusts_addresses: bool,
) -> OpenID | None:
    """What the settings say, on top of the preset. None where no provider is set."""
    if preset and preset not in PRESETS:
        raise ValueError(f"HOSPES_OIDC_PRESET is {preset!r}. Known are: {', '.join(PRESETS)}.")
    if token_auth not in TOKEN_AUTH:
        raise ValueError(f"HOSPES_OIDC_TOKEN_AUTH is {token_auth!r}. Known are: {', '.join(TOKEN_AUTH[1:])}.")
    if not (preset or issuer):
        return None
    if not client_id:
        raise ValueError("HOSPES_OIDC_CLIENT_ID is missing: the provider gives it when you register the site.")
    base = PRESETS.get(preset, OpenID(issuer))
    return replace(
        base,
        issuer=(issuer or base.issuer).rstrip("/"),
        client_id=client_id,
        secret=secret,
        name=name or base.name,
        scopes=tuple(scopes) or base.scopes,
        token_auth=token_auth or base.token_auth,
        trusts_addresses=trusts_addresses,
    )
