from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiaConfig(AppConfig):
    name = "hospes.consortia"
    verbose_name = _("Project ideas and their partners")

    def ready(self) -> None:
        """Say what is kept about people, and what pages of organisations show."""
        from hospes.consortia import elsewhere, kept  # noqa: PLC0415  models are ready only now
        from hospes.organisations import blocks  # noqa: PLC0415

        kept.declare()
        blocks.add(blocks.ORGANISATION, 30, "consortia/organisation_block.html", elsewhere.ideas_of_organisation)
