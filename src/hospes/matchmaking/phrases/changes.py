"""What would raise a pair, and what one side could be asked: sentences for the engine's changes."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from hospes.matchmaking.phrases import words

Facts = Mapping[str, Any]


def improvement(code: str, side: str, facts: Facts, organisation: str) -> str:
    """What an organisation would do so that the pair gets better: `Borås accepts 3 days instead of 5.`"""
    named = {"organisation": organisation, **_named(code, facts)}
    return str(_IMPROVEMENTS.get((code, side)) or _IMPROVEMENTS[code, ""]) % named


def concession(code: str, side: str, facts: Facts) -> str:
    """The same change as a question to the one who would make it."""
    return str(_CONCESSIONS.get((code, side)) or _CONCESSIONS[code, ""]) % _named(code, facts)


def _named(code: str, facts: Facts) -> dict[str, str]:
    """The facts of a change as words."""
    return NAMES[code](facts)


def _days(facts: Facts) -> dict[str, str]:
    return {"before": words.days(facts["from"]), "after": words.days(facts["to"])}


def _window(facts: Facts) -> dict[str, str]:
    return {"before": words.period(facts["from"]), "after": words.period(facts["to"])}


def _language(facts: Facts) -> dict[str, str]:
    return {
        "language": words.language(facts["language"]),
        "before": words.level(facts["from"]) if facts["from"] else "",
        "after": words.level(facts["to"]),
    }


def _code(fact: str, scheme: str) -> Callable[[Facts], dict[str, str]]:
    return lambda facts: {"code": words.label(scheme, facts[fact])}


def _country(facts: Facts) -> dict[str, str]:
    return {"code": words.territory(facts["country"])}


def _measures(facts: Facts) -> dict[str, str]:
    count = int(facts["count"])
    more = ngettext("%(count)s more kind of support", "%(count)s more kinds of support", count) % {"count": count}
    return {"measures": words.labels("measures", facts["measures"]) if facts["measures"] else more}


def _people(facts: Facts) -> dict[str, str]:
    return {"before": words.people(facts["from"]), "after": words.people(facts["to"])}


def _places(facts: Facts) -> dict[str, str]:
    return {"before": words.places(facts["from"]), "after": words.places(facts["to"])}


NAMES: dict[str, Callable[[Facts], dict[str, str]]] = {
    "shorter_stay": _days,
    "longer_stay": _days,
    "wider_window": _window,
    "higher_level": _language,
    "lower_level": _language,
    "one_more_language": _language,
    "one_more_topic": _code("topic", "topics"),
    "one_more_field": _code("field", "fields"),
    "one_more_format": _code("format", "formats"),
    "one_more_profile": _code("profile", "profiles"),
    "one_more_country": _country,
    "more_measures": _measures,
    "smaller_part": _people,
    "more_people": _people,
    "more_places": _places,
    "larger_groups": _people,
    "more_at_once": _people,
    "smaller_groups": _people,
}

# By code and side; an empty side stands for both.
_IMPROVEMENTS: dict[tuple[str, str], str | Promise] = {
    ("shorter_stay", ""): gettext_lazy("%(organisation)s accepts stays from %(after)s instead of %(before)s."),
    ("longer_stay", ""): gettext_lazy("%(organisation)s accepts stays of up to %(after)s instead of %(before)s."),
    ("wider_window", ""): gettext_lazy("%(organisation)s is open from %(after)s, not only from %(before)s."),
    ("higher_level", ""): gettext_lazy(
        "The group of %(organisation)s speaks %(language)s at level %(after)s instead of %(before)s."
    ),
    ("lower_level", ""): gettext_lazy(
        "%(organisation)s asks for %(language)s at level %(after)s instead of %(before)s."
    ),
    ("one_more_language", "wish"): gettext_lazy(
        "The group of %(organisation)s speaks %(language)s at level %(after)s."
    ),
    ("one_more_language", "offer"): gettext_lazy("%(organisation)s also works in %(language)s, from level %(after)s."),
    ("one_more_topic", ""): gettext_lazy("%(organisation)s adds the topic “%(code)s”."),
    ("one_more_field", ""): gettext_lazy("%(organisation)s adds the field “%(code)s”."),
    ("one_more_format", ""): gettext_lazy("%(organisation)s adds the format “%(code)s”."),
    ("one_more_profile", ""): gettext_lazy("%(organisation)s also takes this group: %(code)s."),
    ("one_more_country", ""): gettext_lazy("%(organisation)s adds %(code)s to the places it seeks."),
    ("more_measures", ""): gettext_lazy("%(organisation)s also offers: %(measures)s."),
    ("smaller_part", ""): gettext_lazy(
        "%(organisation)s splits its group into parts of %(after)s instead of %(before)s."
    ),
    ("more_people", ""): gettext_lazy("%(organisation)s sends %(after)s instead of %(before)s."),
    ("more_places", ""): gettext_lazy("%(organisation)s offers %(after)s instead of %(before)s."),
    ("larger_groups", ""): gettext_lazy("%(organisation)s takes groups of up to %(after)s instead of %(before)s."),
    ("more_at_once", ""): gettext_lazy("%(organisation)s takes %(after)s at the same time instead of %(before)s."),
    ("smaller_groups", ""): gettext_lazy("%(organisation)s takes groups from %(after)s instead of %(before)s."),
}

_CONCESSIONS: dict[tuple[str, str], str | Promise] = {
    ("shorter_stay", "wish"): gettext_lazy("Could your group stay for %(after)s only, instead of %(before)s at least?"),
    ("shorter_stay", "offer"): gettext_lazy("Could you host a stay of %(after)s, instead of %(before)s at least?"),
    ("longer_stay", "wish"): gettext_lazy("Could your group stay for up to %(after)s, instead of %(before)s?"),
    ("longer_stay", "offer"): gettext_lazy("Could you host a stay of up to %(after)s, instead of %(before)s?"),
    ("wider_window", "wish"): gettext_lazy("Could your group travel from %(after)s, not only from %(before)s?"),
    ("wider_window", "offer"): gettext_lazy("Could you host from %(after)s, not only from %(before)s?"),
    ("higher_level", ""): gettext_lazy(
        "Does everybody in your group speak %(language)s at level %(after)s? You said %(before)s."
    ),
    ("lower_level", ""): gettext_lazy(
        "Is %(language)s at level %(after)s enough for your guests? You said %(before)s."
    ),
    ("one_more_language", "wish"): gettext_lazy("Does everybody in your group speak %(language)s at level %(after)s?"),
    ("one_more_language", "offer"): gettext_lazy(
        "Could you also work in %(language)s, with guests at level %(after)s?"
    ),
    ("one_more_topic", ""): gettext_lazy("Would the topic “%(code)s” interest you too?"),
    ("one_more_field", ""): gettext_lazy("Would the field “%(code)s” interest you too?"),
    ("one_more_format", ""): gettext_lazy("Would this format suit you too: %(code)s?"),
    ("one_more_profile", ""): gettext_lazy("Could you take this group too: %(code)s?"),
    ("one_more_country", ""): gettext_lazy("Would %(code)s interest you too?"),
    ("more_measures", ""): gettext_lazy("Could you also offer this support: %(measures)s?"),
    ("smaller_part", ""): gettext_lazy("Could your group be split into parts of %(after)s, instead of %(before)s?"),
    ("more_people", ""): gettext_lazy("Could %(after)s travel, instead of %(before)s?"),
    ("more_places", ""): gettext_lazy("Could you offer %(after)s, instead of %(before)s?"),
    ("larger_groups", ""): gettext_lazy("Could you take groups of up to %(after)s, instead of %(before)s?"),
    ("more_at_once", ""): gettext_lazy("Could you host %(after)s at the same time, instead of %(before)s?"),
    ("smaller_groups", ""): gettext_lazy("Could you take groups from %(after)s, instead of %(before)s?"),
}
