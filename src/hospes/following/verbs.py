"""The journal's sentences for what people follow."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add(
    {
        "search.saved": _("A search was saved."),
        "search.confirmed": _("A saved search was confirmed from a mail."),
        "search.changed": _("A saved search was changed."),
        "search.paused": _("A saved search was paused."),
        "search.resumed": _("A saved search goes on after the pause."),
        "search.removed": _("A saved search was deleted."),
        "notifications.chosen": _("Somebody chose which mails they get, and when."),
        "mail.tried_again": _("A mail that could not be delivered was put back to be sent."),
    }
)
