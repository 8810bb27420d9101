from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "hospes.moderation"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.moderation import actions, queries  # noqa: PLC0415  models are ready only now
        from hospes.people import own  # noqa: PLC0415

        own.keep("notices", gather=queries.notices_to_take_along, forget=actions.forget_sender)
