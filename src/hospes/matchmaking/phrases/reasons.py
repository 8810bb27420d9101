"""Why a pair fits: one sentence for each reason of the engine, and what each reason is about."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hospes.matchmaking.phrases import words

Facts = Mapping[str, Any]

# What a reason is about, for the left column of a table.
SUBJECTS: dict[str, str | Promise] = {
    "shared_topics": gettext_lazy("Topics"),
    "shared_field": gettext_lazy("Field of education"),
    "common_language": pgettext_lazy("reason", "Language"),
    "common_dates": pgettext_lazy("reason", "Dates"),
    "wanted_territory": pgettext_lazy("reason", "Place"),
    "inclusion_measures": pgettext_lazy("reason", "Support"),
    "apprentice_conditional": gettext_lazy("Rules for apprentices"),
}


def reason(code: str, facts: Facts) -> str:
    """The sentence for a reason, in the reader's language."""
    return SENTENCES[code](facts)


def _tree(facts: Facts, scheme: str) -> str:
    """Topics and fields: what both share, what is near, and what is not covered."""
    near = words.listed(words.label(scheme, pair[0]) for pair in facts["near"])
    named = {
        "shared": words.labels(scheme, facts[scheme]),
        "near": near,
        "missing": words.labels(scheme, facts["missing"]),
    }
    sentence = _TREE_SENTENCES[bool(facts[scheme]), bool(facts["near"]), bool(facts["missing"])]
    return str(sentence) % named


# By whether something is shared, something is near (a neighbour in the list), something is missing.
_TREE_SENTENCES: dict[tuple[bool, bool, bool], str | Promise] = {
    (True, False, False): gettext_lazy("In common: %(shared)s."),
    (True, True, False): gettext_lazy("In common: %(shared)s. Nearly covered: %(near)s."),
    (True, False, True): gettext_lazy("In common: %(shared)s. Not covered: %(missing)s."),
    (True, True, True): gettext_lazy("In common: %(shared)s. Nearly covered: %(near)s. Not covered: %(missing)s."),
    (False, True, False): gettext_lazy("Nothing the same, but nearly covered: %(near)s."),
    (False, True, True): gettext_lazy("Nothing the same, but nearly covered: %(near)s. Not covered: %(missing)s."),
    (False, False, True): gettext_lazy("Nothing in common. Not covered: %(missing)s."),
    (False, False, False): gettext_lazy("Nothing in common."),
}


def _shared_topics(facts: Facts) -> str:
    if facts["any"]:
        return _("Any topic is welcome.")
    return _tree(facts, "topics")


def _shared_field(facts: Facts) -> str:
    if facts["any"]:
        return _("Any field of education is welcome.")
    return _tree(facts, "fields")


def _common_language(facts: Facts) -> str:
    if not facts["language"]:
        return _("No common language.")
    named = {
        "language": words.language(facts["language"]),
        "held": words.level(facts["held"]),
        "asked": words.level(facts["asked"]),
    }
    if facts["held"] == facts["asked"]:
        return _("%(language)s: the group speaks it at level %(held)s, just what the host asks for.") % named
    return _("%(language)s: the group speaks it at level %(held)s, the host asks for %(asked)s.") % named


def _common_dates(facts: Facts) -> str:
    if not facts["window"]:
        return _("The periods do not meet.")
    named = {
        "period": words.period(facts["window"]),
        "days": words.days(facts["days"]),
        "needed": words.days(facts["needed"]),
    }
    if facts["days"] < facts["needed"]:
        return _("Both can from %(period)s: that is %(days)s. The stay needs at least %(needed)s.") % named
    if facts["days"] == facts["needed"]:
        return _("Both can from %(period)s: just long enough for %(needed)s.") % named
    return _("Both are free from %(period)s: long enough for a stay of %(needed)s.") % named


def _wanted_territory(facts: Facts) -> str:
    match = facts["match"]
    sentence: str | Promise
    if facts["any"]:
        sentence = _ANYWHERE[facts["new_link"]]
    elif match is None:
        sentence = _NOT_THERE[facts["new_link"]]
    elif not words.is_territory(match):
        sentence = _THEM[facts["new_link"]]
    else:
        sentence = _THERE[facts["new_link"]]
    return str(sentence) % {"place": words.territory(match) if match else ""}


# By whether the two never worked together before: asked and true, asked and false, not asked.
_ANYWHERE: dict[bool | None, str | Promise] = {
    None: gettext_lazy("Any place is welcome."),
    True: gettext_lazy("Any place is welcome, and the two have not worked together before, as wished."),
    False: gettext_lazy(
        "Any place is welcome, but somebody new was wished for, and these places have worked together."
    ),
}
_NOT_THERE: dict[bool | None, str | Promise] = {
    None: gettext_lazy("Not among the places sought."),
    True: gettext_lazy("Not among the places sought, but the two have not worked together before, as wished."),
    False: gettext_lazy("Not among the places sought, and these places have worked together before."),
}
_THEM: dict[bool | None, str | Promise] = {
    None: gettext_lazy("Among the organisations sought."),
    True: gettext_lazy("Among the organisations sought. The two have not worked together before, as wished."),
    False: gettext_lazy(
        "Among the organisations sought. Somebody new was wished for, and these places have worked together."
    ),
}
_THERE: dict[bool | None, str | Promise] = {
    None: gettext_lazy("In or near a place sought: %(place)s."),
    True: gettext_lazy("In or near a place sought: %(place)s. The two have not worked together before, as wished."),
    False: gettext_lazy(
        "In or near a place sought: %(place)s. Somebody new was wished for, and these places have worked together."
    ),
}


def _inclusion_measures(facts: Facts) -> str:
    if facts["any"]:
        return _("The group needs no special support.")
    named = {"needs": words.labels("needs", facts["needs"]), "beyond": words.labels("measures", facts["beyond"])}
    if not facts["covered"]:
        return _("The host does not offer all the support that the group needs: %(needs)s.") % named
    if facts["beyond"]:
        return _("The host offers the support needed: %(needs)s. It also offers: %(beyond)s.") % named
    return _("The host offers the support needed: %(needs)s.") % named


def _apprentice_conditional(facts: Facts) -> str:
    return _("Apprentices from %(sending)s may work in %(hosting)s under conditions. Source: %(source)s.") % {
        "sending": words.territory(facts["from"]),
        "hosting": words.territory(facts["to"]),
        "source": words.source(facts["source"]),
    }


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "shared_topics": _shared_topics,
    "shared_field": _shared_field,
    "common_language": _common_language,
    "common_dates": _common_dates,
    "wanted_territory": _wanted_territory,
    "inclusion_measures": _inclusion_measures,
    "apprentice_conditional": _apprentice_conditional,
}
