from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "hospes.sharing"
    verbose_name = _("Sharing")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.sharing import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
