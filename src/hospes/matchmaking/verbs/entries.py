"""The journal's sentences for what is done with entries."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hospes.journal import phrases


def _changed(facts: phrases.Facts) -> str:
    number = len(facts.get("fields", ()))
    return ngettext("The entry was changed: %(number)s field.", "The entry was changed: %(number)s fields.", number) % {
        "number": number
    }


def _imported(facts: phrases.Facts) -> str:
    if line := facts.get("line"):
        return _("The entry was imported from line %(line)s of a file.") % {"line": line}
    return _("The entry was imported from a file.")


def _renewed(facts: phrases.Facts) -> str:
    if facts.get("through") == "mail":
        return _("The entry was renewed until %(until)s, from the link in a mail.") % {"until": facts.get("until", "…")}
    return _("The entry was renewed until %(until)s.") % {"until": facts.get("until", "…")}


phrases.add(
    {
        "entry.drafted": gettext_lazy("The entry was drafted."),
        "entry.imported": _imported,
        "entry.import_changed": gettext_lazy("The file that the entry came from was imported again and changed it."),
        "entry.copied": gettext_lazy("The entry was copied into a new draft."),
        "entry.changed": _changed,
        "entry.submitted": gettext_lazy("The entry was sent to be checked."),
        "entry.published": gettext_lazy("The entry was checked and published."),
        "entry.words_confirmed": gettext_lazy("The new words of the entry were read and confirmed."),
        "entry.rejected": gettext_lazy("The entry was sent back to be changed."),
        "entry.paused": gettext_lazy("The entry was paused."),
        "entry.resumed": gettext_lazy("The entry went on after the pause."),
        "entry.withdrawn": gettext_lazy("The entry was withdrawn."),
        "entry.expired": gettext_lazy("The entry expired."),
        "entry.renewal_asked": gettext_lazy("The organisation was asked whether the entry is still valid."),
        "entry.renewed": _renewed,
    }
)
