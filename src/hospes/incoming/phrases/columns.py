"""What a column can hold, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_WORDS: Mapping[str, str | Promise] = {
    "ignore": _("Nothing that we keep"),
    "organisation": _("Name of the organisation"),
    "territory": _("Country or region"),
    "country": _("Country"),
    "region": _("Region"),
    "town": _("Town"),
    "kind": _("Host or send"),
    "title": _("Title"),
    "topics": _("Topics"),
    "text": _("Description, to be shown"),
    "formats": _("Kind of stay"),
    "profiles": _("Who travels"),
    "people": _("How many people or places"),
    "fewer_opportunities": _("How many with fewer opportunities"),
    "windows": _("When"),
    "window_from": _("First day"),
    "window_to": _("Last day"),
    "days": _("How long a stay is"),
    "languages": _("Languages"),
    "accessible": _("Accessibility"),
    "measures": _("Support that a host offers"),
    "needs": _("Support that a group needs"),
    "fields": _("Fields of education"),
    "funding": _("Funding"),
    "contact_email": _("E-mail address of a contact"),
    "website": _("Website"),
    "identifier": _("OID or PIC of the organisation"),
    "remarks": _("Remarks, kept as a note"),
    "number": pgettext_lazy("column", "Number of the row"),
}
