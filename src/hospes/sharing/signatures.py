"""The secret of a webhook, and the header by which its receiver knows that a delivery is ours.

Secrets are derived from the key of the installation and kept nowhere: whoever reads the database learns none.

    Hospes-Signature: t=1795600000,v1=<hex>[,v1=<hex>]

Each `v1` is HMAC-SHA256, by one valid secret, over the time, a dot and the body. For a week after the secret was
renewed there are two; as long as the installation still knows an older key of its own, one more for it.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from hospes.sharing.models import Webhook

_SALT = "hospes.sharing.webhook"
OLD_SECRET_LASTS = timedelta(days=7)


def secret_of(webhook: Webhook, generation: int | None = None, *, key: str | None = None) -> str:
    which = webhook.generation if generation is None else generation
    return "whsec_" + salted_hmac(_SALT, f"{webhook.key}:{which}", secret=key, algorithm="sha256").hexdigest()


def signature(webhook: Webhook, body: bytes, now: datetime) -> str:
    seconds = int(now.timestamp())
    valid = [secret_of(webhook, key=key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    if webhook.old_secret_until is not None and webhook.old_secret_until > now:
        valid.append(secret_of(webhook, webhook.generation - 1))
    return ",".join([f"t={seconds}", *(f"v1={_signed(secret, seconds, body)}" for secret in valid)])


def _signed(secret: str, seconds: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
