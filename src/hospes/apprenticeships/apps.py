from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprenticeshipsConfig(AppConfig):
    name = "hospes.apprenticeships"
    verbose_name = _("Apprenticeships")

    def ready(self) -> None:
        """Say what is kept about people."""
        from hospes.apprenticeships import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
