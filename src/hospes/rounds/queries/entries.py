"""Entries by their keys, as plans name them."""

from collections.abc import Iterable

from hospes.matchmaking.models import Entry


def by_key(keys: Iterable[str]) -> dict[str, Entry]:
    """One query; keys that are not there any more are left out."""
    wanted = set(keys)
    if not wanted:
        return {}
    return {str(entry.key): entry for entry in Entry.objects.filter(key__in=wanted).select_related("organisation")}
