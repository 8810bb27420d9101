from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "hospes.privacy"
    verbose_name = _("Own data")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.privacy import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
