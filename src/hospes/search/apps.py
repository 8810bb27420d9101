from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "hospes.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Each app says in its `searched.py` what of it can be found."""
        autodiscover_modules("searched")
