"""The journal's sentence about what the demo makes in bulk."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add(
    {"demo.europe_made": _("The demo added %(organisations)s invented organisations with %(entries)s entries.")}
)
