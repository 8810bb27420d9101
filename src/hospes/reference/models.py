"""Labels in other languages, loaded from official files by whoever runs the site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import PersonalData, about_nobody


class Label(models.Model):
    """What a code of a scheme is called in one language."""

    personal_data: ClassVar[PersonalData] = about_nobody("scheme code language text source")

    scheme = models.CharField(_("scheme"), max_length=20)
    code = models.CharField(_("code"), max_length=20)
    language = models.CharField(_("language"), max_length=8)
    text = models.CharField(_("label"), max_length=500)
    source = models.CharField(_("source"), max_length=200)
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        verbose_name = _("label")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "language", "code"], name="one_label_per_code_and_language"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_label_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code} ({self.language})"
