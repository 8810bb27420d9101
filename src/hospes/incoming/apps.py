from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomingConfig(AppConfig):
    name = "hospes.incoming"
    verbose_name = _("Coming in")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.incoming import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
