from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "hospes.journal"

    def ready(self) -> None:
        """Read the sentences for what is written down: `SENTENCES` in each app's `verbs.py`."""
        autodiscover_modules("verbs")
