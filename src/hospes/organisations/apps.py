from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "hospes.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        """Say what is kept about people here."""
        from hospes.organisations import actions, queries  # noqa: PLC0415  models are ready only now
        from hospes.people import own  # noqa: PLC0415

        own.keep("posts", gather=queries.posts_to_take_along, forget=actions.forget_posts)
