from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each says which lists of its part of the site can be taken along.
TABLES = (
    "apprenticeships",
    "consortia",
    "cooperation",
    "entries",
    "introductions",
    "organisations",
    "people",
    "office",
    "outreach",
    "connections",
    "histories",
)


class ExportsConfig(AppConfig):
    name = "hospes.exports"
    verbose_name = _("Exports")

    def ready(self) -> None:
        from hospes.exports import verbs  # noqa: F401, PLC0415  models are ready only now

        for module in TABLES:
            import_module(f"hospes.exports.tables.{module}")
