"""The consortium of a project idea: which partners it seeks, and which it has found."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.consortia.choices import STANDING, PartnerState
from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation

MOST_PARTNERS = 20


class Consortium(models.Model):
    """Of one project idea. It is made with the first role."""

    personal_data: ClassVar[PersonalData] = about_nobody("")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="consortium")
    opened_at = models.DateTimeField(auto_now_add=True)
    # When the last missing role was filled; None while one is missing.
    completed_at = models.DateTimeField(null=True)
    # The deadline of which the lead and those who are asked were reminded.
    reminded_of = models.DateField(null=True)

    class Meta:
        verbose_name = _("consortium")
        verbose_name_plural = _("consortia")

    def __str__(self) -> str:
        return str(self.entry)

    def get_absolute_url(self) -> str:
        return reverse("consortia:idea-detail", args=[self.entry_id])


class Role(models.Model):
    """A partner that an idea seeks: what kind, from where, for what. An empty list asks for nothing in particular."""

    personal_data: ClassVar[PersonalData] = about_nobody(
        "name kinds countries regions topics fields languages works_with brings"
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(_("name of the role"), max_length=140)
    number = models.PositiveSmallIntegerField(
        _("how many partners"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PARTNERS)]
    )
    # Codes of the reference lists.
    kinds = models.JSONField(_("kinds of organisation"), default=list)
    countries = models.JSONField(_("countries"), default=list)
    regions = models.JSONField(_("regions"), default=list)
    topics = models.JSONField(_("topics"), default=list)
    fields = models.JSONField(_("fields of education"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    works_with = models.JSONField(_("people it works with"), default=list)
    abroad = models.BooleanField(_("only from another country"), default=False)
    brings = models.TextField(_("what it should bring"), max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("role in a consortium")
        constraints = [models.CheckConstraint(condition=Q(number__gt=0), name="a_role_seeks_a_partner")]

    def __str__(self) -> str:
        return self.name


class PartnerQuerySet(models.QuerySet["Partner"]):
    def standing(self) -> Self:
        return self.filter(state__in=STANDING)

    def accepted(self) -> Self:
        return self.filter(state=PartnerState.ACCEPTED)


class Partner(models.Model):
    """An organisation and a role: it was asked or would like to, and what became of it.

    A partner that is not on the platform has a name instead of an organisation, and takes part at once.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "by": "to know who asked or applied",
            "answered_by": "to know who answered",
            "note": "to tell the other side why, in the words of who asks",
            "reply": "to tell the other side why not, in the words of who answers",
        },
        nobody="outside_name",
    )

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    outside_name = models.CharField(_("name of the partner"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=PartnerState)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    reply = models.TextField(_("answer in words"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner in a consortium")
        indexes = [models.Index(fields=["organisation", "state"], name="partner_of_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "organisation"],
                condition=Q(state__in=STANDING),
                name="an_organisation_stands_in_a_role_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, outside_name="") | (Q(organisation=None) & ~Q(outside_name="")),
                name="a_partner_is_here_or_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else self.outside_name
