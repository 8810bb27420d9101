"""The journal's sentences for what is taken along, and for organisations that leave."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add(
    {
        "list.taken_along": _("A list with names or addresses of people was taken along: %(list)s."),
        "organisation.taken_along": _("Everything of the organisation was taken along."),
        "partnership.taken_along": _("Everything of the partnership was taken along."),
        "organisation.removed": _("The organisation left, and all that was kept of it was removed."),
    }
)
