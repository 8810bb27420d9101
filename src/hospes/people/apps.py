from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hospes.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Say what is kept about people here, for their own download."""
        from hospes.people import kept  # noqa: PLC0415  models are ready only now

        kept.declare()
