"""Rules for apprentices between two territories, each with its source, and every version of them."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.apprenticeships.choices import SourceKind, Verdict
from hospes.core.personal import MATCHMAKING, Personal, PersonalData


class ApprenticeRuleQuerySet(models.QuerySet["ApprenticeRule"]):
    def standing(self) -> Self:
        """Those that hold: not withdrawn."""
        return self.filter(withdrawn_at=None)


class ApprenticeRule(models.Model):
    """Whether apprentices of one territory may work in another. Where there is no rule, nothing is known."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {"entered_by": "to know who entered the rule", "withdrawn_by": "to know who withdrew it"},
        nobody="sending hosting sending_country hosting_country matters text language source source_url"
        " source_reference withdrawn_reason",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Codes: of a country by ISO 3166-1, of a region as in the reference list. The country beside it, for lists.
    sending = models.CharField(_("apprentices from"), max_length=10)
    hosting = models.CharField(_("working in"), max_length=10)
    sending_country = models.CharField(max_length=2)
    hosting_country = models.CharField(max_length=2)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    # Codes of `Matter`.
    matters = models.JSONField(_("what it is about"), default=list)
    text = models.TextField(_("in a few words"), max_length=600)
    language = models.CharField(_("language of the text"), max_length=10, default="en")

    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), max_length=300, blank=True)
    source_on = models.DateField(_("day of the source"))
    source_kind = models.CharField(_("where it comes from"), max_length=10, choices=SourceKind, default="office")
    # What a survey calls its answer, so that the next wave changes the same rule.
    source_reference = models.CharField(max_length=100, blank=True)

    # Grows with each change; a form that was opened on an older version is told so.
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = ApprenticeRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule for apprentices")
        verbose_name_plural = _("rules for apprentices")
        indexes = [
            models.Index(fields=["sending_country", "hosting_country"], name="apprentice_rule_between"),
            models.Index(fields=["-changed_at"], name="apprentice_rule_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sending", "hosting"], condition=Q(withdrawn_at=None), name="one_rule_from_here_to_there"
            ),
            models.CheckConstraint(condition=~Q(sending=F("hosting")), name="a_rule_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="a_withdrawn_rule_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sending} → {self.hosting}: {self.verdict}"

    def get_absolute_url(self) -> str:
        return reverse("apprenticeships:rule-detail", args=[self.pk])


class ApprenticeRuleVersion(models.Model):
    """A rule as it was from one change to the next, and why it was changed."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"by": "to know who changed the rule"}, nobody="values reason"
    )

    rule = models.ForeignKey(ApprenticeRule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # The fields of the rule by their names.
    values = models.JSONField()
    reason = models.CharField(_("why it was changed"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a rule for apprentices")
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="versions_of_a_rule_are_numbered")]

    def __str__(self) -> str:
        return f"{self.rule_id}: {self.number}"
