from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "hospes.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        """Say what is kept about people here, and what can be reported."""
        from hospes.moderation import reportable  # noqa: PLC0415
        from hospes.organisations import actions, kept, queries  # noqa: PLC0415  models are ready only now

        kept.declare()
        reportable.add(reportable.Reportable("organisation", _("Organisation"), queries.reportable_organisation))
        reportable.add(
            reportable.Reportable(
                "challenge",
                _("Challenge of a region"),
                queries.reportable_challenge,
                actions.withdraw_reported_challenge,
            )
        )
        reportable.add(
            reportable.Reportable(
                "skill-need",
                _("Skill need of a region"),
                queries.reportable_skill_need,
                actions.withdraw_reported_skill_need,
            )
        )
