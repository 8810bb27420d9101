from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomingConfig(AppConfig):
    name = "hospes.incoming"
    verbose_name = _("Coming in")

    def ready(self) -> None:
        """Say what is kept about people here, and what an entry's page shows of where it came from."""
        from hospes.incoming import elsewhere, kept  # noqa: PLC0415  models are ready only now
        from hospes.organisations import blocks  # noqa: PLC0415

        kept.declare()
        blocks.add(blocks.ENTRY, 10, "incoming/source_block.html", elsewhere.source_of_entry)
