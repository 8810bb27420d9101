from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomingConfig(AppConfig):
    name = "hospes.incoming"
    verbose_name = _("Coming in")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.incoming import queries  # noqa: PLC0415  models are ready only now
        from hospes.incoming.actions import files  # noqa: PLC0415
        from hospes.people import own  # noqa: PLC0415

        own.keep("imports_of_entries", gather=queries.kept_about, forget=files.forget_person)
