"""Addresses of pages, made once: a page with a map and a table asks for hundreds of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address(name: str, *parts: str | int) -> str:
    """The same as `reverse`: the address of a page in the reader's language."""
    return _made(name, parts, get_language(), get_script_prefix())


@lru_cache(maxsize=20_000)
def _made(name: str, parts: tuple[str | int, ...], _language: str | None, _prefix: str) -> str:
    return reverse(name, args=parts)
