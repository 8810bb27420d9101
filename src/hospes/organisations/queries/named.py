"""Organisations by the name that somebody typed: the very one, or those that may be meant."""

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property

from django.db.models import Q

from hospes.core.text import words
from hospes.organisations.models import Organisation

# From here on two names are so alike that one may be a slip of the pen of the other.
_ALIKE = 0.8


class Names:
    """The names of all organisations, read once when the first is asked for: for a page with many names."""

    @cached_property
    def _known(self) -> dict[str, list[tuple[int, str]]]:
        known: dict[str, list[tuple[int, str]]] = defaultdict(list)
        rows = Organisation.objects.order_by("name", "pk").values_list("pk", "name", "country")
        for pk, name, country in rows.iterator(chunk_size=2000):
            known[words(name)].append((pk, country))
        return known

    @cached_property
    def _by_beginning(self) -> dict[str, set[str]]:
        """Names by the first two letters of each of their words: a slip seldom spoils all of them."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._known:
            for word in name.split():
                found[word[:2]].add(name)
        return found

    def alike(self, text: str, *, country: str = "", most: int = 3) -> list[int]:
        """Organisations with nearly this name, the nearest first; of this country, where it is known."""
        wanted = words(text)
        near = sorted({name for word in wanted.split() for name in self._by_beginning.get(word[:2], ())})
        close = get_close_matches(wanted, near, n=most, cutoff=_ALIKE)
        found = [pk for name in close for pk, its in self._known[name] if not country or its == country]
        return found[:most]


def called(text: str) -> list[Organisation]:
    """The one whose page has this address; or those of exactly this name, whatever its capitals and accents."""
    name, slug = words(text), text.strip().rstrip("/").rsplit("/", 1)[-1]
    addressed = list(Organisation.objects.filter(slug=slug))
    if addressed or not name:
        return addressed
    near = Organisation.objects.filter(Q(name__iexact=text.strip()) | _with_all(name)).order_by("name", "pk")
    return [one for one in near if words(one.name) == name]


def alike(text: str, *, most: int = 3) -> list[Organisation]:
    """Those that may be meant: nearly of this name, or with all its words in theirs."""
    near = Names().alike(text, most=most)
    rows = Organisation.objects.in_bulk(near)
    found = [rows[pk] for pk in near]
    if len(found) < most and (name := words(text)):
        more = Organisation.objects.filter(_with_all(name)).exclude(pk__in=near).order_by("membership", "name", "pk")
        found += more[: most - len(found)]
    return found


def _with_all(name: str) -> Q:
    found = Q()
    for word in name.split():
        found &= Q(search_words__contains=word)
    return found
