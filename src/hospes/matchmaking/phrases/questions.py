"""The desk's questions, as the one who is asked reads them: a yes is enough."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from hospes.matchmaking.phrases import changes, words

# What the engine calls a field that nobody has filled in.
ANSWER = "answer"


def question(code: str, side: str, field: str, value: Any, facts: Mapping[str, Any]) -> str:
    """One question that can be answered with yes. `value` is what a yes would write into the field."""
    if code != ANSWER:
        return changes.concession(code, side, facts)
    return str(QUESTIONS[side, field]) % {"value": told(field, value)}


def people_promised(people: int | None) -> str:
    """How many people a yes places, as a sentence of its own; nothing where nobody knows, or nobody would be."""
    if not people:
        return ""
    sentence = ngettext("It would place %(count)s more person.", "It would place %(count)s more people.", people)
    return sentence % {"count": people}


def told(field: str, value: Any) -> str:
    """A value of an entry's field in words."""
    if field == "languages":
        return words.spoken(value)
    if field == "windows":
        return words.listed(words.period(window) for window in value)
    if field == "days":
        least, most = value
        return _days(least, most)
    if field in {"profile", "profiles"}:
        return words.labels("profiles", [value] if isinstance(value, str) else value)
    return words.labels(field, value)


def _days(least: int, most: int) -> str:
    sentence = gettext_lazy("%(least)s to %(most)s")
    return words.days(least) if least == most else str(sentence) % {"least": least, "most": words.days(most)}


QUESTIONS: dict[tuple[str, str], str | Promise] = {
    ("wish", "profile"): gettext_lazy("Who travels: is it this group? %(value)s"),
    ("offer", "profiles"): gettext_lazy("Whom could you take: this group? %(value)s"),
    ("wish", "formats"): gettext_lazy("Which format do you seek: would this one suit you? %(value)s"),
    ("offer", "formats"): gettext_lazy("Which format do you offer: could it be this one? %(value)s"),
    ("wish", "languages"): gettext_lazy("Does everybody in your group speak %(value)s?"),
    ("offer", "languages"): gettext_lazy("Could you work with guests who speak %(value)s?"),
    ("wish", "windows"): gettext_lazy("Could your group travel in this period: %(value)s?"),
    ("offer", "windows"): gettext_lazy("Could you host in this period: %(value)s?"),
    ("wish", "days"): gettext_lazy("Could your group stay for %(value)s?"),
    ("offer", "days"): gettext_lazy("Could you host a stay of %(value)s?"),
    ("wish", "needs"): gettext_lazy("Can your group travel without special support?"),
    ("offer", "measures"): gettext_lazy("Could you offer this support: %(value)s?"),
}

# What each field is called when another value is typed.
FIELDS: dict[str, str | Promise] = {
    "profile": gettext_lazy("Who travels"),
    "profiles": gettext_lazy("Whom you take"),
    "formats": gettext_lazy("Formats"),
    "languages": gettext_lazy("Languages"),
    "windows": gettext_lazy("Periods"),
    "days": gettext_lazy("Length of the stay"),
    "needs": gettext_lazy("Support needed"),
    "measures": gettext_lazy("Support available"),
    "topics": gettext_lazy("Topics"),
    "fields": gettext_lazy("Fields of education"),
    "people": gettext_lazy("People"),
    "smallest_part": gettext_lazy("Smallest group at one host"),
    "places": gettext_lazy("Places"),
    "smallest_group": gettext_lazy("Smallest group"),
    "largest_group": gettext_lazy("Largest group"),
    "at_once": gettext_lazy("People at the same time"),
    "wants": gettext_lazy("Places sought"),
}
