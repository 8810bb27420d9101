"""Providers of OpenID Connect on this machine: a real one, and one that answers what a test wants."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from bs4 import BeautifulSoup
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

CLIENT_ID, SECRET = "hospes", "a-secret-that-both-sides-know-0123456789"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def signed(claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256", **header: str) -> str:
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "one"} | header)


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none", headers={"kid": "one"})


def signed_with_the_public_key(claims: dict[str, Any]) -> str:
    """As an attacker does it: the library refuses to, so by hand."""

    def part(content: bytes) -> bytes:
        return base64.urlsafe_b64encode(content).rstrip(b"=")

    head = part(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "one"}).encode())
    body = part(json.dumps(claims).encode())
    seal = hmac.new(PUBLIC, head + b"." + body, hashlib.sha256).digest()
    return (head + b"." + body + b"." + part(seal)).decode()


@dataclass
class Provider:
    """Says of everybody what `claims` says, and keeps what it was asked."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    # From the claims that would be right to the token that is sent.
    sign: Callable[[dict[str, Any]], str] = signed
    token_auth: list[str] = field(default_factory=lambda: ["client_secret_post"])
    asked: list[dict[str, str]] = field(default_factory=list)
    # Called with what the token endpoint got; a text refuses.
    check: Callable[[dict[str, str]], str] = lambda _asked: ""
    issuer: str = ""
    is_broken: bool = False
    # Answers of everything that it is somewhere else, as one does that somebody has taken over.
    leads_to: str = ""
    nonce: str = ""

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer or self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": self.token_auth,
        }

    def token(self) -> str:
        now = int(time.time())
        right = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": self.nonce}
        return self.sign(right | self.claims)


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if provider.is_broken:
                return self.say(500, {"error": "broken"})
            if provider.leads_to:
                return self.lead()
            path = urlsplit(self.path).path
            if path == "/.well-known/openid-configuration":
                return self.say(200, provider.configuration())
            if path == "/keys":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
                return self.say(200, {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]})
            return self.say(200, provider.userinfo)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            asked |= {"authorization": self.headers.get("Authorization", "")}
            provider.asked.append(asked)
            if provider.leads_to:
                return self.lead()
            refusal = provider.check(asked)
            if refusal:
                return self.say(401, {"error": refusal})
            return self.say(200, {"access_token": "x", "token_type": "Bearer", "id_token": provider.token()})

        def lead(self) -> None:
            self.send_response(307)
            self.send_header("Location", provider.leads_to + self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def say(self, status: int, content: Any) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def leave(client: Client, address: str = "/accounts/provider/", **values: str) -> str:
    """Press the button; answer with the provider's address that one is sent to."""
    page = client.post(address, values)
    assert page.status_code == 200, page.status_code
    return str(BeautifulSoup(page.content, "html.parser").select_one(".content a.button")["href"])


def agree(address: str, sub: str) -> str:
    """Sign in at the real provider; answer with the way back, without the site's own name."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    assert answer.status_code in (302, 303), answer.text
    return without_host(answer.headers["Location"])


def without_host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def there_and_back(client: Client, provider: Provider, **values: str) -> Any:
    """To the provider that answers what the test wants, and back with a code."""
    asked = parse_qs(urlsplit(leave(client, **values)).query)
    provider.nonce = asked["nonce"][0]
    return client.get("/accounts/provider/callback/", {"code": "abc", "state": asked["state"][0]})
