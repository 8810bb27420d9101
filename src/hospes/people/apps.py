from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hospes.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Say what is kept about people here, for their own download, and who can act no more."""
        from hospes.journal import listeners  # noqa: PLC0415  models are ready only now
        from hospes.people import kept, queries  # noqa: PLC0415

        kept.declare()
        listeners.ask_of_actors(queries.refuse_erased)
