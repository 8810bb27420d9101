"""Rules for apprentices."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hospes.apprenticeships.choices import Matter, SourceKind, Verdict
from hospes.apprenticeships.phrases import territory
from hospes.apprenticeships.queries import asked, listed
from hospes.exports import register, rules
from hospes.exports.columns import address, coded, flat, label_of, moment, several, text
from hospes.organisations.http import PublicRequest
from hospes.reference.languages import language_name

RULES = flat(
    text("id", _("Number")),
    coded("sending", _("Apprentices from"), territory),
    coded("hosting", _("Working in"), territory),
    coded("verdict", _("Verdict"), label_of(Verdict)),
    several("matters", _("What it is about"), label_of(Matter)),
    text("text", _("In a few words")),
    coded("language", _("Language of these words"), language_name),
    text("source", _("Source")),
    text("source_url", _("Address of the source")),
    text("source_on", _("Day of the source")),
    coded("source_kind", _("Where it comes from"), label_of(SourceKind)),
    text("version", _("Version")),
    moment("changed_at", _("Changed")),
    moment("withdrawn_at", _("Withdrawn")),
    text("withdrawn_reason", _("Reason")),
    address(_("Address"), lambda row: row.get_absolute_url()),
)


def _rules(request: PublicRequest) -> Any:
    return listed(asked(request.GET))


register.add(
    register.Table("apprentice-rules", _("Rules for apprentices"), _rules, register.always(RULES), rules.signed_in)
)
