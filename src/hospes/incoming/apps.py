from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomingConfig(AppConfig):
    name = "hospes.incoming"
    verbose_name = _("Coming in")
