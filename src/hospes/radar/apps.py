from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RadarConfig(AppConfig):
    name = "hospes.radar"
    verbose_name = _("Gap radar")

    def ready(self) -> None:
        """Say what is kept about people."""
        from hospes.radar import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
