from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "hospes.jobs"

    def ready(self) -> None:
        """Read each app's `tasks.py`, so that its schedules are known, and add what health asks."""
        autodiscover_modules("tasks")
        autodiscover_modules("probes")
