"""A passkey in software: it answers as a phone does, and lies where a test wants it to."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def letters(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass
class Passkey:
    site: str = "testserver"
    # The browser writes where it is; a page of somebody else cannot.
    origin: str = "https://testserver"
    is_unlocked: bool = True
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    owner: str = ""

    def made(self, options: dict[str, Any]) -> str:
        """What the browser answers when it is asked to make a passkey."""
        self.owner = options["publicKey"]["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\x00" * 16, self.name, ES256.from_cryptography_key(self.key.public_key())
        )
        seen = AuthenticatorData.create(self._site_hash(), self._flags() | HAS_KEY, 0, bytes(credential))
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(seen)})
        return self._answer(
            {
                "clientDataJSON": letters(self._client("webauthn.create", options)),
                "attestationObject": letters(attestation),
            }
        )

    def shown(self, options: dict[str, Any], **instead: str) -> str:
        """What the browser answers when it is asked for a passkey."""
        client = self._client("webauthn.get", options)
        seen = bytes(AuthenticatorData.create(self._site_hash(), self._flags(), 1))
        signature = self.key.sign(seen + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": letters(client),
                "authenticatorData": letters(seen),
                "signature": letters(signature),
                "userHandle": self.owner,
            }
            | instead
        )

    def _flags(self) -> int:
        return PRESENT | (VERIFIED if self.is_unlocked else 0)

    def _site_hash(self) -> bytes:
        return hashlib.sha256(self.site.encode()).digest()

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        ).encode()

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps(
            {
                "id": letters(self.name),
                "rawId": letters(self.name),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": response,
            }
        )
