from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "hospes.following"
    verbose_name = _("Following")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.following import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
