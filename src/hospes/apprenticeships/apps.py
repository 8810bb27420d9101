from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprenticeshipsConfig(AppConfig):
    name = "hospes.apprenticeships"
    verbose_name = _("Apprenticeships")

    def ready(self) -> None:
        """Say what is kept about people, and what the page of a region shows."""
        from hospes.apprenticeships import elsewhere, kept  # noqa: PLC0415  models are ready only now
        from hospes.organisations import blocks  # noqa: PLC0415

        kept.declare()
        blocks.add(blocks.REGION, 40, "apprenticeships/region_block.html", elsewhere.rules_about_region)
