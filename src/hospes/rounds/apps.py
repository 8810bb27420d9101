from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "hospes.rounds"
    verbose_name = _("Rounds")

    def ready(self) -> None:
        """Say what is kept about people."""
        from hospes.rounds import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
