"""The journal's sentences for news and supporters."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add(
    {
        "news.drafted": _("A piece of news was drafted."),
        "news.changed": _("The piece of news was changed."),
        "news.published": _("The piece of news was published."),
        "news.withdrawn": _("The piece of news was withdrawn."),
        "supporter.added": _("A supporter was added."),
        "supporter.changed": _("A supporter was changed."),
        "supporter.removed": _("A supporter was removed."),
    }
)
