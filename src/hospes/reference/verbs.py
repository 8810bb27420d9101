"""The journal's sentences about reference lists."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add({"reference.labels_loaded": _("Labels were loaded for %(scheme)s: %(new)s new, %(changed)s changed.")})
