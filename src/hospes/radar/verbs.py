"""The journal's sentences for the radar."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.journal import phrases


def _invited(facts: phrases.Facts) -> str:
    sentence = ngettext(
        "Somebody was invited to host: %(count)s more person would be placed.",
        "Somebody was invited to host: %(count)s more people would be placed.",
        facts["promised"],
    )
    return sentence % {"count": facts["promised"]}


def _linked(facts: phrases.Facts) -> str:
    return _("A link was made that invites to host.")


def _withdrawn(facts: phrases.Facts) -> str:
    return _("An invitation to host was taken back.")


def _begun(facts: phrases.Facts) -> str:
    return _("The draft began with an invitation to host.")


phrases.add(
    {
        "gap.invited": _invited,
        "gap.link_made": _linked,
        "gap.invitation_withdrawn": _withdrawn,
        "gap.draft_begun": _begun,
    }
)
