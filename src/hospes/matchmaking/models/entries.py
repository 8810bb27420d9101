"""Entries, their codes, and the questions they leave open."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hospes.core.addresses import address
from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.matchmaking.choices import EntryKind, EntryStatus, Returns
from hospes.organisations.models import Organisation
from hospes.reference.choices import FundingSituation


class EntryQuerySet(models.QuerySet["Entry"]):
    def published(self) -> Self:
        return self.filter(status=EntryStatus.PUBLISHED)

    def visible_to(self, organisation: Organisation | None) -> Self:
        """Published entries, and one's own in any state."""
        if organisation is None:
            return self.published()
        return self.filter(Q(status=EntryStatus.PUBLISHED) | Q(organisation=organisation))


class Entry(models.Model):
    """What an organisation offers or seeks. None in a field means unknown, an empty list means none."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {"contact": "to be introduced when both sides have accepted"},
        nobody="title text language formats profiles topics fields sector languages needs measures windows wants"
        " refuses support call partners_sought decision_reason search_words",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind)
    status = models.CharField(_("status"), max_length=12, choices=EntryStatus, default=EntryStatus.DRAFT)
    title = models.CharField(_("title"), max_length=140)
    text = models.TextField(_("in your words"), max_length=3000, blank=True)
    language = models.CharField(_("language of the text"), max_length=10, default="en")

    # Codes of the reference taxonomies.
    formats = models.JSONField(_("formats"), null=True)
    profiles = models.JSONField(_("participants"), null=True)
    topics = models.JSONField(_("topics"), null=True)
    fields = models.JSONField(_("fields of education"), null=True)
    sector = models.CharField(_("economic sector"), max_length=1, blank=True)
    # {"en": "B1", …}: of a wish what everyone in the group holds, of an offer what guests need.
    languages = models.JSONField(_("languages"), null=True)
    needs = models.JSONField(_("support needed"), null=True)
    measures = models.JSONField(_("support available"), null=True)

    # When and how long: windows are [[from, to], …], ISO dates, inclusive.
    windows = models.JSONField(_("periods"), null=True)
    days_least = models.PositiveSmallIntegerField(_("days at least"), null=True)
    days_most = models.PositiveSmallIntegerField(_("days at most"), null=True)

    # A wish sends people; an offer has places.
    people = models.PositiveIntegerField(_("people"), null=True)
    fewer_opportunities = models.PositiveIntegerField(_("of them with fewer opportunities"), null=True)
    smallest_part = models.PositiveIntegerField(_("smallest group at one host"), null=True)
    least_people = models.PositiveIntegerField(_("fewest people in all"), null=True)
    places = models.PositiveIntegerField(_("places in all"), null=True)
    smallest_group = models.PositiveIntegerField(_("smallest group"), null=True)
    largest_group = models.PositiveIntegerField(_("largest group"), null=True)
    groups = models.PositiveIntegerField(_("groups in all"), null=True)
    at_once = models.PositiveIntegerField(_("people at the same time"), null=True)

    # {"countries": […], "regions": […], "organisations": […]}; organisations by their key.
    wants = models.JSONField(_("places sought"), default=dict)
    refuses = models.JSONField(_("places not sought"), default=dict)
    new_links = models.BooleanField(_("we would rather meet someone new"), default=False)
    abroad = models.BooleanField(_("abroad only"), null=True)
    returns = models.CharField(_("hosting in return"), max_length=5, choices=Returns, default=Returns.NO)

    funding = models.CharField(_("funding"), max_length=30, choices=FundingSituation, blank=True)
    # [{"kind": SupportKind, "amount": text, "eligibility": text}, …]
    support = models.JSONField(_("support offered"), default=list)
    green_travel = models.BooleanField(_("reachable by train or bus"), null=True)
    open_to_anyone = models.BooleanField(_("open to anyone"), default=False)
    open_to_apprentices = models.BooleanField(_("open to apprentices"), default=False)

    # Project ideas.
    call = models.CharField(_("call for projects"), max_length=200, blank=True)
    deadline = models.DateField(_("deadline"), null=True)
    partners_sought = models.TextField(_("partners sought"), max_length=1500, blank=True)

    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("valid until"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    first_published_at = models.DateTimeField(null=True)
    renewal_asked_at = models.DateTimeField(null=True)
    # When its pairs were last found. Older than a change of the entry or its organisation: find them again.
    paired_at = models.DateTimeField(null=True, editable=False)
    # Words of a published entry were changed and no facilitator has read the new ones yet.
    unchecked_since = models.DateTimeField(null=True)
    decision_reason = models.TextField(_("reason"), max_length=2000, blank=True)
    # Grows with each edit; a form that was opened on an older version is told so.
    version = models.PositiveIntegerField(default=1)
    # What the catalogue searches: the entry's words without accents or capitals. Actions write it.
    search_words = models.TextField(blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [
            models.Index(fields=["status", "kind", "-published_at"], name="entry_market"),
            models.Index(fields=["status", "-published_at"], name="entry_newest"),
            models.Index(fields=["organisation", "status", "-published_at"], name="entry_of_organisation"),
            models.Index(fields=["paired_at"], name="entry_paired"),
            # Few of very many: those that facilitators and the worker look for.
            models.Index(
                fields=["unchecked_since"], condition=Q(unchecked_since__isnull=False), name="entry_words_to_check"
            ),
            models.Index(
                fields=["id"],
                condition=Q(paired_at=None) | Q(paired_at__lt=F("changed_at")),
                name="entry_out_of_step",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(people=None) | Q(people__gt=0), name="wish_has_a_person"),
            models.CheckConstraint(condition=Q(places=None) | Q(places__gt=0), name="offer_has_a_place"),
            models.CheckConstraint(
                condition=Q(fewer_opportunities=None) | Q(people=None) | Q(fewer_opportunities__lte=F("people")),
                name="fewer_opportunities_are_among_the_people",
            ),
            models.CheckConstraint(
                condition=Q(days_least=None) | Q(days_most=None) | Q(days_least__lte=F("days_most")),
                name="shortest_stay_is_not_above_the_longest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("matchmaking:entry-detail", self.pk)


class EntryTerm(models.Model):
    """One code of one entry, so that lists filter and count in the database. Rebuilt on every edit."""

    personal_data: ClassVar[PersonalData] = about_nobody("scheme code")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="terms")
    scheme = models.CharField(max_length=12)
    code = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["scheme", "code", "entry"], name="entry_term_lookup")]
        constraints = [models.UniqueConstraint(fields=["entry", "scheme", "code"], name="entry_term_is_there_once")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.code}"


class Question(models.Model):
    """One missing answer, asked of an organisation by mail, and what it opened."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"asked_by": "to know who asked"}, nobody="field proposal promised_pairs opened_pairs answer"
    )

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="questions")
    # The field asked about and the value that a "yes" would give it, as the engine names them.
    field = models.CharField(max_length=30)
    proposal = models.JSONField()
    promised_pairs = models.JSONField(default=list)
    # How many more people a plan would place after a yes; None where that was not worked out.
    promised_people = models.PositiveIntegerField(null=True)
    opened_pairs = models.JSONField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "field"], condition=Q(answered_at=None), name="a_question_is_asked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.field}?"
