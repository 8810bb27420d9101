from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchmakingConfig(AppConfig):
    name = "hospes.matchmaking"
    verbose_name = _("Matchmaking")

    def ready(self) -> None:
        """Say what can be reported here, what is kept about people, and what other pages show of it."""
        from hospes.apprenticeships import followers  # noqa: PLC0415  models are ready only now
        from hospes.matchmaking import elsewhere, kept  # noqa: PLC0415
        from hospes.matchmaking.actions import apprentices  # noqa: PLC0415
        from hospes.matchmaking.actions import notices as notice_actions  # noqa: PLC0415
        from hospes.matchmaking.queries import notices  # noqa: PLC0415
        from hospes.moderation import reportable  # noqa: PLC0415
        from hospes.organisations import blocks  # noqa: PLC0415

        reportable.add(
            reportable.Reportable("entry", _("Entry"), notices.reportable_entry, notice_actions.withdraw_reported_entry)
        )
        kept.declare()
        followers.add("pairs", apprentices.find_pairs_anew)
        blocks.add(blocks.REGION, 10, "matchmaking/region_block.html", elsewhere.entries_in_region)
        blocks.add(blocks.ORGANISATION, 10, "matchmaking/organisation_block.html", elsewhere.entries_of_organisation)
