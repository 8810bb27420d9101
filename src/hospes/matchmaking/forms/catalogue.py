"""What the address of the catalogue asks for. Codes that are not in our lists are ignored."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.http import QueryDict

from hospes.core.validation import one_line
from hospes.matchmaking.actions.terms import FLAGS
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.queries.catalogue import MOST_CHOSEN, MOST_LETTERS, Wanted
from hospes.reference.choices import Format, Measure, Profile, SupportKind
from hospes.reference.countries import is_country
from hospes.reference.languages import is_language
from hospes.reference.regions import is_region
from hospes.reference.topics import is_topic

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
KNOWN: Mapping[str, Callable[[str], object]] = {
    "format": Format.values.__contains__,
    "profile": Profile.values.__contains__,
    "topic": is_topic,
    "country": is_country,
    "language": is_language,
    "month": _MONTH.fullmatch,
    "measure": Measure.values.__contains__,
    "support": SupportKind.values.__contains__,
    "flag": FLAGS.__contains__,
    "region": is_region,
}


def wanted(query: QueryDict) -> Wanted:
    """`?kind=offer&topic=elderly-care&topic=nursing&search=…&sort=end`."""
    codes = {
        scheme: tuple(dict.fromkeys(code for code in query.getlist(scheme)[:MOST_CHOSEN] if is_known(code)))
        for scheme, is_known in KNOWN.items()
    }
    return Wanted(
        kinds=tuple(dict.fromkeys(kind for kind in query.getlist("kind")[:MOST_CHOSEN] if kind in EntryKind.values)),
        codes={scheme: chosen for scheme, chosen in codes.items() if chosen},
        text=one_line(_UNPRINTABLE.sub(" ", query.get("search", "")))[:MOST_LETTERS],
        by_end=query.get("sort") == "end",
    )


def months_ahead(today: date, number: int = 18) -> list[str]:
    """The months that a reader can choose from: this one and those that follow."""
    first = today.year * 12 + today.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, first + number)]
