"""A sentence for each verb of the journal, in the reader's language.

An app writes its sentences into `verbs.py`, which is read when the site starts:

    from django.utils.translation import gettext_lazy as _

    from hospes.journal import phrases

    phrases.add({
        "entry.published": _("The entry was published."),
        "entry.renewed": _("The entry was renewed until %(until)s."),
    })

`%(until)s` is the fact of that name. Where a fact is a code that needs words, give a function
from the facts to the sentence instead.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Facts = Mapping[str, Any]
Sentence = str | Promise | Callable[[Facts], str]

_sentences: dict[str, Sentence] = {}


class UnknownVerbError(LookupError):
    """A verb was written down that nobody could read."""

    def __init__(self, verb: str) -> None:
        super().__init__(
            f"The verb {verb!r} has no sentence. Add it to the verbs.py of its app (see journal/phrases.py)."
        )


def add(sentences: Mapping[str, Sentence]) -> None:
    """Add the sentences of one app."""
    for verb, sentence in sentences.items():
        if verb in _sentences and _sentences[verb] is not sentence:
            message = f"The verb {verb!r} has two sentences."
            raise ValueError(message)
        _sentences[verb] = sentence


def check(verb: str) -> None:
    if verb not in _sentences:
        raise UnknownVerbError(verb)


def known() -> frozenset[str]:
    return frozenset(_sentences)


def sentence_of(verb: str) -> Sentence:
    return _sentences[verb]


def say(verb: str, facts: Facts) -> str:
    """The sentence for a line. Lines of an older release are said as well as they can be."""
    sentence = _sentences.get(verb)
    if sentence is None:
        return _("Something was done that this release has no words for: %(verb)s") % {"verb": verb}
    if isinstance(sentence, str | Promise):
        return str(sentence) % _Forgiving(facts)
    return sentence(facts)


class _Forgiving(dict[str, Any]):
    """Facts of an older line may lack a name that the sentence has now."""

    def __missing__(self, name: str) -> str:
        return "…"
