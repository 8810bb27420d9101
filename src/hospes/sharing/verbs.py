"""The journal's sentences for what is given out to other sites and programs."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add(
    {
        "calendar.link_made": _("A link to a personal calendar was made."),
        "calendar.link_revoked": _("The link to a personal calendar was withdrawn."),
        "webhook.added": _("A webhook was added."),
        "webhook.changed": _("A webhook was changed."),
        "webhook.secret_renewed": _("A webhook got a new secret."),
        "webhook.paused": _("A webhook was paused."),
        "webhook.resumed": _("A webhook goes on."),
        "webhook.stopped": _("A webhook was stopped because its receiver did not answer for days."),
        "webhook.removed": _("A webhook was removed."),
    }
)
