"""Signed links in mails to guests: one confirms a search, one opens the guest's own list."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from hospes.following.models import Reader, SavedSearch
from hospes.mail.letter import absolute

_CONFIRM, _READER = "hospes.following.confirm", "hospes.following.reader"
CONFIRM_WITHIN_SECONDS = 7 * 24 * 3600


def confirm_token(search: SavedSearch) -> str:
    return signing.dumps(str(search.key), salt=_CONFIRM)


def confirm_link(search: SavedSearch, language: str) -> str:
    address = reverse("following:search-confirm", args=[confirm_token(search)], urlconf=settings.ROOT_URLCONF)
    return absolute(address, language)


def reader_token(reader: Reader) -> str:
    return signing.dumps(str(reader.key), salt=_READER)


def reader_link(reader: Reader, language: str) -> str:
    address = reverse("following:guest-searches", args=[reader_token(reader)], urlconf=settings.ROOT_URLCONF)
    return absolute(address, language)


def search_to_confirm(signed: str) -> SavedSearch | None:
    """None for a link that we did not make, that is too old, or whose search is gone."""
    key = _read(signed, _CONFIRM, CONFIRM_WITHIN_SECONDS)
    return SavedSearch.objects.select_related("reader__person").filter(key=key).first() if key else None


def reader_of(signed: str) -> Reader | None:
    key = _read(signed, _READER, None)
    return Reader.objects.filter(key=key, person=None).first() if key else None


def _read(signed: str, salt: str, max_age: int | None) -> UUID | None:
    try:
        return UUID(signing.loads(signed, salt=salt, max_age=max_age))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
