"""What the report of an import says, in the reader's language."""

from django.utils.translation import gettext as _

from hospes.organisations.importing.rows import Doubt, Problem, Reason
from hospes.reference.regions import region_label


def problem_sentence(problem: Problem) -> str:
    sentences = {
        Reason.MISSING: _("The cell is empty and must not be."),
        Reason.TOO_LONG: _("The text is too long."),
        Reason.UNPRINTABLE: _("The text holds characters that cannot be shown."),
        Reason.COUNTRY: _("This is no country that we know. Write its two letters, for example SE."),
        Reason.YEAR: _("This is not a year."),
        Reason.WEBSITE: _("This is not an address on the web."),
        Reason.OID: _("An OID is a capital E and eight digits."),
        Reason.PIC: _("A PIC is nine digits."),
        Reason.TWICE: _("This accreditation stands in the file twice."),
        Reason.TWO_ORGANISATIONS: _("The numbers in this row belong to two different organisations here."),
    }
    return sentences[problem.reason]


def doubt_sentence(doubt: Doubt) -> str:
    names = "; ".join(f"{region_label(code)} ({code})" for code in doubt.candidates)
    if doubt.code == "kind_unknown":
        return _("The type is not recognised. The organisation goes in as “other”.")
    if doubt.code == "region_ambiguous":
        return _("The region could be one of several: %(names)s. It stays unknown.") % {"names": names}
    if doubt.code == "town_elsewhere":
        return _("Region and town do not lie together: %(names)s. The region stays unknown.") % {"names": names}
    if doubt.code == "region_missing":
        return _("No region is given, and the town alone does not say which. It stays unknown.")
    if names:
        return _("The region is not recognised; the town lies in %(names)s. It stays unknown.") % {"names": names}
    return _("The region is not recognised. It stays unknown.")
