"""The link in a mail that stops mails of its kind. It opens nothing else and names no address."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from hospes.mail.letter import absolute
from hospes.mail.rules import address_hash

_SALT = "hospes.mail.stop"


def stop_link(address: str, topic: str, language: str) -> str:
    signed = signing.dumps([address_hash(address), topic], salt=_SALT)
    return absolute(reverse("mail:stop", args=[signed], urlconf=settings.ROOT_URLCONF), language)


def read_stop_link(signed: str) -> tuple[str, str] | None:
    """Hash of the address, and topic; None for a link that we did not make."""
    try:
        hashed_address, topic = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(hashed_address), str(topic)
