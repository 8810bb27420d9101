"""Organisations, the people who act for them, and the regions they stand for."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.addresses import address
from hospes.core.personal import ORGANISATIONS, Personal, PersonalData, about_nobody
from hospes.organisations.choices import ChallengeKind, JoinStatus, Membership, Post
from hospes.reference.choices import OrganisationKind, SupporterCategory


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def members(self) -> Self:
        return self.filter(membership=Membership.ACTIVE)

    def within(self, territory: str) -> Self:
        """Organisations of a territory or of any part of it. NUTS codes nest by prefix."""
        return self.filter(territory__startswith=territory)

    def acted_for_by(self, person: models.Model) -> Self:
        return self.filter(posts__person=person, posts__ended_on__isnull=True).distinct()


class Organisation(models.Model):
    """A hosting or sending organisation, member of the partnership or not."""

    personal_data: ClassVar[PersonalData] = about_nobody(
        "name slug country territory town website about about_language languages oid pic logo logo_alt search_words"
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=40, choices=OrganisationKind, default=OrganisationKind.OTHER)
    country = models.CharField(_("country"), max_length=2)
    # NUTS code of any level, statistical region, or the country's own NUTS code; empty = unknown.
    territory = models.CharField(_("territory"), max_length=12, blank=True, db_index=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    about = models.TextField(_("about"), max_length=3000, blank=True)
    about_language = models.CharField(_("language of the text"), max_length=10, blank=True)
    languages = models.JSONField(_("working languages"), default=list)
    oid = models.CharField(
        _("organisation ID (OID)"), max_length=9, blank=True, validators=[RegexValidator(r"^E\d{8}$")]
    )
    pic = models.CharField(_("PIC"), max_length=9, blank=True, validators=[RegexValidator(r"^\d{9}$")])
    in_earlall = models.BooleanField(_("member of EARLALL"), default=False)
    membership = models.CharField(_("membership"), max_length=12, choices=Membership, default=Membership.NONE)
    member_since = models.DateField(_("member since"), null=True)
    supporter_category = models.CharField(
        _("shown among the supporters as"), max_length=50, choices=SupporterCategory, blank=True
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    logo_alt = models.CharField(_("text for the logo"), max_length=200, blank=True)
    # Name and town without accents or capitals, for the search. Actions write it.
    search_words = models.CharField(max_length=700, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(Lower("name"), name="organisation_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["oid"], condition=~Q(oid=""), name="organisation_oid_is_unique"),
            models.UniqueConstraint(fields=["pic"], condition=~Q(pic=""), name="organisation_pic_is_unique"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("organisations:organisation-detail", self.slug)


class Accreditation(models.Model):
    """An accreditation that an organisation holds, as its public source states it."""

    personal_data: ClassVar[PersonalData] = about_nobody("number field status")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="accreditations")
    number = models.CharField(_("number"), max_length=60, unique=True)
    field = models.CharField(_("field"), max_length=10, default="VET")
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    status = models.CharField(_("status"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("accreditation")

    def __str__(self) -> str:
        return self.number


class PostQuerySet(models.QuerySet["OrganisationPost"]):
    def now(self) -> Self:
        return self.filter(ended_on__isnull=True)


class OrganisationPost(models.Model):
    """A person's place in an organisation: member of staff, representative or deputy, from and to."""

    personal_data: ClassVar[PersonalData] = Personal(
        ORGANISATIONS, {"person": "to know who acts, speaks and votes for an organisation, and did"}
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts")
    post = models.CharField(_("post"), max_length=20, choices=Post, default=Post.MEMBER)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(ended_on=None), name="person_holds_one_post_at_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "post"],
                condition=Q(ended_on=None) & ~Q(post=Post.MEMBER),
                name="one_representative_and_one_deputy_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_post_display()}, {self.organisation}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Invitations whose link still works, as far as time and revocation say."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that lets one address join one organisation in one post, once."""

    personal_data: ClassVar[PersonalData] = Personal(
        ORGANISATIONS,
        {
            "email": "to invite a person who has no account yet",
            "name": "to greet the invited person",
            "language": "to write to the invited person in their own language",
            "invited_by": "to say who invites",
            "accepted_by": "to know whose account the invitation opened",
        },
        nobody="token_hash",
    )

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations", null=True, blank=True
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    post = models.CharField(_("post"), max_length=20, choices=Post, default=Post.MEMBER)
    language = models.CharField(_("language"), max_length=10, default="en")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_is_accepted_or_revoked_not_both"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"


class JoinRequest(models.Model):
    """An organisation asks to join. It becomes an organisation here only when accepted."""

    personal_data: ClassVar[PersonalData] = Personal(
        ORGANISATIONS,
        {
            "contact_name": "to answer the request",
            "contact_email": "to answer the request",
            "contact_language": "to answer in the language of who asked",
            "decided_by": "to know who decided",
        },
        nobody="name country territory town website languages motivation reason",
    )

    name = models.CharField(_("name of the organisation"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40, choices=OrganisationKind)
    country = models.CharField(_("country"), max_length=2)
    territory = models.CharField(_("territory"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    languages = models.JSONField(_("working languages"), default=list)
    motivation = models.TextField(_("why you want to join"), max_length=3000, blank=True)
    contact_name = models.CharField(_("your name"), max_length=120)
    contact_email = models.EmailField(_("your e-mail address"))
    contact_language = models.CharField(_("language"), max_length=10, default="en")
    status = models.CharField(max_length=20, choices=JoinStatus, default=JoinStatus.SUBMITTED)
    submitted_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    organisation = models.OneToOneField(Organisation, on_delete=models.SET_NULL, null=True, related_name="join_request")

    class Meta:
        verbose_name = _("request to join")
        indexes = [models.Index(fields=["status", "submitted_at"], name="join_request_queue")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:join-request-detail", args=[self.pk])


class PendingImport(models.Model):
    """A list that a member of the secretariat looks at before it goes in. Gone after the import, or a day."""

    personal_data: ClassVar[PersonalData] = Personal(
        ORGANISATIONS,
        {
            "person": "to show the preview to whoever sent the file, and to nobody else",
            "content": "to show the preview; a list of organisations in which people may be named",
        },
        nobody="name",
    )

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    partial = models.BooleanField(default=False)
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class RegionChallenge(models.Model):
    """A challenge of a region, in its own words."""

    personal_data: ClassVar[PersonalData] = about_nobody("territory text language source")

    territory = models.CharField(max_length=12, db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="challenges")
    kind = models.CharField(_("kind"), max_length=20, choices=ChallengeKind)
    text = models.TextField(_("in your words"), max_length=1500)
    language = models.CharField(_("language of the text"), max_length=10)
    source = models.CharField(_("source"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.territory}: {self.get_kind_display()}"


class RegionSkillNeed(models.Model):
    """A skill that a region needs, tied to a field of education."""

    personal_data: ClassVar[PersonalData] = about_nobody("territory field text language source")

    territory = models.CharField(max_length=12, db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="skill_needs")
    field = models.CharField(_("field of education"), max_length=4)
    text = models.CharField(_("in your words"), max_length=300, blank=True)
    language = models.CharField(_("language of the text"), max_length=10)
    source = models.CharField(_("source"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.territory}: {self.field}"
