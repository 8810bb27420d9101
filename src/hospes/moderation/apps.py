from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "hospes.moderation"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.moderation import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
