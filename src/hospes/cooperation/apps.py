from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "hospes.cooperation"
    verbose_name = _("Cooperation links")

    def ready(self) -> None:
        """Say what is kept about people, and what pages of regions and organisations show."""
        from hospes.cooperation import elsewhere, kept  # noqa: PLC0415  models are ready only now
        from hospes.organisations import blocks  # noqa: PLC0415

        kept.declare()
        blocks.add(blocks.REGION, 20, "cooperation/region_block.html", elsewhere.links_of_region)
        blocks.add(blocks.ORGANISATION, 20, "cooperation/organisation_block.html", elsewhere.links_of_organisation)
