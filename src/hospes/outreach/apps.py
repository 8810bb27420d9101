from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "hospes.outreach"
    verbose_name = _("News and supporters")

    def ready(self) -> None:
        """Say what is kept about people here, and what can be reported."""
        from hospes.moderation import reportable  # noqa: PLC0415  models are ready only now
        from hospes.outreach import actions, kept, queries  # noqa: PLC0415

        kept.declare()
        reportable.add(
            reportable.Reportable("news", _("News"), queries.reportable_news, actions.withdraw_reported_news)
        )
