from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "hospes.following"
    verbose_name = _("Following")

    def ready(self) -> None:
        """Say what is kept about people here, for their own download."""
        from hospes.following.actions import readers  # noqa: PLC0415  models are ready only now
        from hospes.following.queries import own  # noqa: PLC0415
        from hospes.people import own as keepers  # noqa: PLC0415

        keepers.keep("following", gather=own.kept_about, forget=readers.forget_person)
