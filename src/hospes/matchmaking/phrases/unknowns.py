"""What is not known yet: a sentence for each missing field, and what each unknown is about."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

# What an unknown is about, for the left column of a table.
SUBJECTS: dict[str, str | Promise] = {
    "profile_unknown": gettext_lazy("Who travels"),
    "format_unknown": gettext_lazy("Format"),
    "territory_unknown": gettext_lazy("Territory"),
    "language_unknown": pgettext_lazy("reason", "Language"),
    "dates_unknown": pgettext_lazy("reason", "Dates"),
    "needs_unknown": pgettext_lazy("reason", "Support"),
    "topics_unknown": gettext_lazy("Topics"),
    "field_unknown": gettext_lazy("Field of education"),
    "wanted_territory_unknown": pgettext_lazy("reason", "Place"),
}

_MISSING: dict[tuple[str, str], str | Promise] = {
    ("wish", "profile"): gettext_lazy("The sending side has not said who travels."),
    ("offer", "profiles"): gettext_lazy("The hosting side has not said whom it takes."),
    ("wish", "formats"): gettext_lazy("The sending side has not said which formats it seeks."),
    ("offer", "formats"): gettext_lazy("The hosting side has not said which formats it offers."),
    ("wish", "region"): gettext_lazy("The territory of the sending organisation is not known."),
    ("offer", "region"): gettext_lazy("The territory of the hosting organisation is not known."),
    ("wish", "languages"): gettext_lazy("The sending side has not said which languages the group speaks."),
    ("offer", "languages"): gettext_lazy("The hosting side has not said which languages it works in."),
    ("wish", "windows"): gettext_lazy("The sending side has not said when it can travel."),
    ("offer", "windows"): gettext_lazy("The hosting side has not said when it can host."),
    ("wish", "days"): gettext_lazy("The sending side has not said how long the stay is."),
    ("offer", "days"): gettext_lazy("The hosting side has not said how long a stay can be."),
    ("wish", "needs"): gettext_lazy("The sending side has not said which support the group needs."),
    ("offer", "measures"): gettext_lazy("The hosting side has not said which support it offers."),
    ("wish", "topics"): gettext_lazy("The sending side has not named its topics."),
    ("offer", "topics"): gettext_lazy("The hosting side has not named its topics."),
    ("wish", "fields"): gettext_lazy("The sending side has not named a field of education."),
    ("offer", "fields"): gettext_lazy("The hosting side has not named a field of education."),
}


def missing(side: str, field: str) -> str:
    """The sentence for one field that one side has not filled in."""
    return str(_MISSING[side, field])


def unknown(code: str, fields: Iterable[Iterable[str]]) -> list[str]:
    """One sentence for each missing field of an unknown."""
    assert code in SUBJECTS
    return [missing(*field) for field in fields]
