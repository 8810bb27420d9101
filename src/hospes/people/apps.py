from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hospes.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Say what is kept about people here, for their own download."""
        from hospes.people import actions, own, queries, repeats  # noqa: PLC0415  models are ready only now

        own.keep("account", gather=queries.account_to_take_along)
        own.keep("journal", gather=queries.words_to_take_along)
        own.keep("mails", gather=queries.mails_to_take_along, forget=actions.forget_mails)
        own.keep("api_answers", gather=repeats.answers_to_take_along, forget=repeats.forget_answers)
