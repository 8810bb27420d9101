"""Why a cell was read as it was: a sentence for each code that recognisers and we give."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.reference.choices import Profile
from hospes.reference.languages import language_name

Facts = Mapping[str, Any]
Say = Callable[[Facts], str]


def note_sentences(notes: Iterable[Sequence[Any]]) -> list[str]:
    """In their order, each once. A code of a later release says nothing."""
    said = (_SENTENCES[code](facts) for code, facts in notes if code in _SENTENCES)
    return list(dict.fromkeys(sentence for sentence in said if sentence))


def _level_assumed(facts: Facts) -> str:
    named = ", ".join(language_name(code) for code in facts["languages"])
    return _("No level is given for %(languages)s. We took %(level)s.") % {
        "languages": named,
        "level": facts["level"],
    }


def _first_profile_only(facts: Facts) -> str:
    others = ", ".join(str(Profile(code).label) for code in facts["others"] if code in Profile.values)
    return _("A wish is about one kind of people. Left out: %(others)s.") % {"others": others}


def _accompanying(facts: Facts) -> str:
    return ngettext(
        "%(people)s person goes along with them and is not counted.",
        "%(people)s people go along with them and are not counted.",
        facts["people"],
    ) % {"people": facts["people"]}


_SENTENCES: Mapping[str, Say] = {
    "level_assumed": _level_assumed,
    "first_profile_only": _first_profile_only,
    "accompanying": _accompanying,
    "cut_to_limit": lambda facts: (
        _("An entry holds at most %(most)s. The others are left out.") % {"most": facts["most"]}
    ),
}
