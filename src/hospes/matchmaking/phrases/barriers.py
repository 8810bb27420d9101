"""Why a pair cannot be: one sentence for each barrier of the engine."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hospes.matchmaking.phrases import words

Facts = Mapping[str, Any]


def barrier(code: str, facts: Facts) -> str:
    """The sentence for a barrier, in the reader's language."""
    return SENTENCES[code](facts)


def _own_organisation(facts: Facts) -> str:
    return _("Both entries belong to the same organisation.")


def _refused(facts: Facts) -> str:
    if facts["by"] == "wish":
        return _("The sending organisation does not want to go there.")
    if facts["by"] == "offer":
        return _("The hosting organisation does not take groups from there.")
    return _("This pair has been ruled out by hand.")


def _same_territory(facts: Facts) -> str:
    region = facts["wish"] if facts["wish"] == facts["offer"] else None
    return _("Both organisations are in the same territory: %(territory)s.") % {
        "territory": words.territory(region or facts["country"])
    }


def _no_common_format(facts: Facts) -> str:
    if facts["wish"] and facts["offer"]:
        return _("No common format: one side seeks %(wish)s, the other offers %(offer)s.") % {
            "wish": words.labels("formats", facts["wish"]),
            "offer": words.labels("formats", facts["offer"]),
        }
    return _("No common format: one side has named none.")


def _profile_not_taken(facts: Facts) -> str:
    if facts["taken"] and facts["profile"]:
        return _("The host does not take this group: %(profile)s. It takes: %(taken)s.") % {
            "profile": words.label("profiles", facts["profile"]),
            "taken": words.labels("profiles", facts["taken"]),
        }
    return _("The host takes none of the groups that could come.")


def _no_common_language(facts: Facts) -> str:
    if facts["held"] and facts["asked"]:
        return _("No common language: the group speaks %(held)s, the host asks for %(asked)s.") % {
            "held": words.spoken(facts["held"]),
            "asked": words.spoken(facts["asked"]),
        }
    return _("No common language: one side has named none.")


def _no_common_dates(facts: Facts) -> str:
    needed, most, overlap = facts["needed"], facts["most"], facts["overlap"]
    if most is not None and most < needed:
        return _("The stays do not meet: one side needs at least %(needed)s, the other takes at most %(most)s.") % {
            "needed": words.days(needed),
            "most": words.days(most),
        }
    if not overlap:
        return _("The periods do not meet.")
    return _("The periods meet for %(overlap)s only. The stay needs at least %(needed)s.") % {
        "overlap": words.days(overlap),
        "needed": words.days(needed),
    }


def _too_small(facts: Facts) -> str:
    return _("The group is too small: %(people)s, and the host takes at least %(least)s.") % {
        "people": words.people(facts["people"]),
        "least": words.people(facts["smallest_group"]),
    }


def _too_large(facts: Facts) -> str:
    return _("The group is too large: at least %(people)s would come, and the host takes at most %(most)s.") % {
        "people": words.people(facts["smallest_part"]),
        "most": words.people(facts["most"]),
    }


def _need_not_met(facts: Facts) -> str:
    return _("The host does not offer the support that the group needs: %(needs)s.") % {
        "needs": words.labels("needs", facts["needs"])
    }


def _apprentice_rule(facts: Facts) -> str:
    return _("A rule keeps apprentices from %(sending)s from working in %(hosting)s. Source: %(source)s.") % {
        "sending": words.territory(facts["from"]),
        "hosting": words.territory(facts["to"]),
        "source": words.source(facts["source"]),
    }


def _closed(facts: Facts) -> str:
    if facts["side"] == "wish":
        return _("The wish ended on %(day)s.") % {"day": words.day(facts["valid_until"])}
    return _("The offer ended on %(day)s.") % {"day": words.day(facts["valid_until"])}


def _weak(facts: Facts) -> str:
    return _("Too little in common: the pair would reach %(promise)s points at best, and %(least)s are needed.") % {
        "promise": words.points(facts["promise"]),
        "least": words.points(facts["least"]),
    }


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "own_organisation": _own_organisation,
    "refused": _refused,
    "same_territory": _same_territory,
    "no_common_format": _no_common_format,
    "profile_not_taken": _profile_not_taken,
    "no_common_language": _no_common_language,
    "no_common_dates": _no_common_dates,
    "too_small": _too_small,
    "too_large": _too_large,
    "need_not_met": _need_not_met,
    "apprentice_rule": _apprentice_rule,
    "closed": _closed,
    "weak": _weak,
}
