"""The journal's sentences for agreements, own data and terms."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hospes.journal import phrases
from hospes.privacy.texts import TEXTS


def _text(facts: phrases.Facts) -> str:
    text = TEXTS.get(str(facts.get("text")))
    return str(text.title) if text else str(facts.get("text"))


def _given(facts: phrases.Facts) -> str:
    return _("“%(text)s” was accepted in the version %(version)s.") % {
        "text": _text(facts),
        "version": facts.get("version", ""),
    }


def _taken_back(facts: phrases.Facts) -> str:
    return _("The agreement to “%(text)s” was taken back.") % {"text": _text(facts)}


def _guest_erased(facts: phrases.Facts) -> str:
    number = sum(count for count in facts.values() if isinstance(count, int))
    sentence = ngettext(
        "Somebody without an account was erased: %(count)s row.",
        "Somebody without an account was erased: %(count)s rows.",
        number,
    )
    return sentence % {"count": number}


def _kept(facts: phrases.Facts) -> str:
    number = sum(count for count in facts.values() if isinstance(count, int))
    sentence = ngettext("The terms were kept: %(count)s row went.", "The terms were kept: %(count)s rows went.", number)
    return sentence % {"count": number}


phrases.add(
    {
        "consent.given": _given,
        "consent.taken_back": _taken_back,
        "guest.erased": _guest_erased,
        "guest.erased_again": gettext_lazy("Somebody without an account was erased again after a backup was restored."),
        "person.erased_again": gettext_lazy("The account was erased again after a backup was restored."),
        "person.archive_asked": gettext_lazy("The own data were asked for as a file."),
        "person.archive_made": gettext_lazy("The file with the own data was made."),
        "terms.kept": _kept,
    }
)
