"""Cooperation links between regions, and what speaks for them."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.cooperation.choices import LinkKind, LinkState, Source
from hospes.core.personal import ORGANISATIONS, Personal, PersonalData, about_nobody
from hospes.organisations.models import Organisation
from hospes.reference.regions import ancestors


class LinkQuerySet(models.QuerySet["CooperationLink"]):
    def confirmed(self) -> Self:
        return self.filter(state=LinkState.CONFIRMED)

    def within(self, territory: str) -> Self:
        """Links of a region or of any part of it. Codes nest by prefix."""
        return self.filter(Q(territory_a__startswith=territory) | Q(territory_b__startswith=territory))

    def carried_by(self, *organisations: Organisation) -> Self:
        """Links for which one of these organisations speaks."""
        evidence = LinkEvidence.objects.filter(
            Q(organisation_a__in=organisations) | Q(organisation_b__in=organisations)
        )
        return self.filter(pk__in=evidence.values("link"))


class CooperationLink(models.Model):
    """Two regions work together in one field. Of each pair, kind and field there is one that has not ended.

    The two regions stand in the order of their codes. What speaks for the link is its evidence: a draft has only
    evidence that is still open, a confirmed link has something that is proven.
    """

    personal_data: ClassVar[PersonalData] = about_nobody("territory_a territory_b topic field ended_because")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    territory_a = models.CharField(_("region"), max_length=12)
    territory_b = models.CharField(_("other region"), max_length=12)
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    # A topic or a field of education of the reference lists; both may be empty.
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    field = models.CharField(_("field of education"), max_length=4, blank=True)
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.DRAFT)
    since = models.DateField(_("since"))
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(_("why it ended"), max_length=500, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("cooperation link")
        verbose_name_plural = _("cooperation links")
        indexes = [
            models.Index(fields=["state", "territory_a"], name="link_of_one_region"),
            models.Index(fields=["state", "territory_b"], name="link_of_other_region"),
            models.Index(fields=["confirmed_at", "kind"], name="link_by_year_and_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["territory_a", "territory_b", "kind", "topic", "field"],
                condition=~Q(state=LinkState.ENDED),
                name="two_regions_have_one_link_in_a_field",
            ),
            models.CheckConstraint(
                condition=Q(territory_a__lte=F("territory_b")), name="regions_of_a_link_stand_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state=LinkState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="a_confirmed_link_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_a} – {self.territory_b}: {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:link-detail", args=[self.pk])

    def touches(self, territory: str) -> bool:
        """Whether one of its regions is this one or a part of it."""
        return any(territory in (one, *ancestors(one)) for one in (self.territory_a, self.territory_b))


class EvidenceQuerySet(models.QuerySet["LinkEvidence"]):
    def of(self, organisation: Organisation) -> Self:
        return self.filter(Q(organisation_a=organisation) | Q(organisation_b=organisation))

    def waiting(self) -> Self:
        """Agreements that the other side has not answered."""
        return self.filter(source=Source.AGREEMENT, proven_at=None)


class LinkEvidence(models.Model):
    """What speaks for a link: a stay that was agreed and later realised, or an agreement of two organisations.

    A stay is known by the key of its introduction. It is proven when it was realised; an agreement when both sides
    have confirmed it.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        ORGANISATIONS,
        {
            "added_by": "to know who proposed to record the cooperation",
            "note": "to tell the other side what the two do together, in the words of who proposes it",
        },
        nobody="title address organisation_a organisation_b",
    )

    link = models.ForeignKey(CooperationLink, on_delete=models.CASCADE, related_name="evidence")
    source = models.CharField(max_length=12, choices=Source)
    introduction = models.UUIDField(null=True, editable=False)
    # Of the region of the same letter. An organisation that was taken out leaves the fact behind.
    organisation_a = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    organisation_b = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("document"), max_length=200, blank=True)
    address = models.URLField(
        _("where it can be read"), max_length=300, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    note = models.CharField(_("what you do together"), max_length=500, blank=True)
    since = models.DateField(_("since"))
    agreed_a_at = models.DateTimeField(null=True)
    agreed_b_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    proven_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a cooperation link")
        constraints = [
            models.UniqueConstraint(fields=["introduction"], name="a_stay_speaks_for_one_link"),
            models.CheckConstraint(
                condition=Q(source=Source.INTRODUCTION, introduction__isnull=False)
                | Q(source=Source.AGREEMENT, introduction=None),
                name="a_stay_is_known_by_its_introduction",
            ),
            models.UniqueConstraint(
                fields=["link", "organisation_a", "organisation_b"],
                condition=Q(source=Source.AGREEMENT),
                name="two_organisations_agree_once_about_a_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.source}"
