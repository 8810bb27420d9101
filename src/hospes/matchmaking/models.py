"""Entries, the questions they leave open, and introductions between two of them."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.matchmaking.choices import (
    UNDER_WAY,
    WAITING,
    DeclineReason,
    EntryKind,
    EntryStatus,
    IntroductionState,
    NotRealisedReason,
    Returns,
    Side,
    Standing,
)
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
        return reverse("matchmaking:entry-detail", args=[self.pk])


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


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(Q(wish__organisation=organisation) | Q(offer__organisation=organisation))


class Introduction(models.Model):
    """A proposed pair, the answers of both sides, and what became of it.

    `terms_version` grows with each counter-proposal: an answer always names the terms it was
    given to, so a link in an older mail cannot accept newer terms.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "proposed_by": "to know who proposed the pair",
            "wish_answered_by": "to know who answered for the sending side",
            "offer_answered_by": "to know who answered for the hosting side",
            "note": "to tell both sides why they suit each other, in the facilitator's words",
            "comment": "to tell the other side why not, in the words of who answered",
        },
        nobody="assessment",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wish = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="introductions_as_wish")
    offer = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="introductions_as_offer")
    state = models.CharField(max_length=20, choices=IntroductionState, default=IntroductionState.PROPOSED)

    # The terms on the table.
    terms_version = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveIntegerField(_("people"), null=True)
    starts_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("to"), null=True)
    countered_by = models.CharField(max_length=5, choices=Side, blank=True)

    # The engine's view on the day of the proposal, kept as it was shown.
    assessment = models.JSONField(default=dict)
    note = models.TextField(_("note from the facilitator"), max_length=1500, blank=True)

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField(_("answer by"))
    reminded_at = models.DateTimeField(null=True)

    wish_accepted_at = models.DateTimeField(null=True)
    wish_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offer_accepted_at = models.DateTimeField(null=True)
    offer_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    introduced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_side = models.CharField(max_length=5, choices=Side, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    not_realised_reason = models.CharField(max_length=20, choices=NotRealisedReason, blank=True)
    comment = models.TextField(_("comment"), max_length=1500, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        indexes = [models.Index(fields=["state", "answer_by"], name="introduction_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "offer"],
                condition=Q(state__in=[*WAITING, *UNDER_WAY]),
                name="a_pair_is_introduced_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.INTRODUCED)
                | Q(wish_accepted_at__isnull=False, offer_accepted_at__isnull=False),
                name="introduced_means_both_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish} – {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:introduction-detail", args=[self.pk])


class Message(models.Model):
    """A message in the thread that an introduction opens."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"author": "to know who wrote", "text": "to prepare the stay together"}
    )

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=5, choices=Side, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("message"), max_length=4000)
    written_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d} {self.text[:40]}"


class PairSetAside(models.Model):
    """A pair a facilitator set aside, so that the desk does not show it again."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"by": "to know who set the pair aside", "reason": "to know why, in the facilitator's words"}
    )

    wish = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "offer"], name="a_pair_is_set_aside_once")]

    def __str__(self) -> str:
        return f"{self.wish} – {self.offer}"


class SuggestedPair(models.Model):
    """A pair of published entries as the engine last judged it. Derived: made anew whenever an entry changes."""

    personal_data: ClassVar[PersonalData] = about_nobody("missing")

    wish = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing)
    # Points of each side; tenths of a point of the pair, so that no score is rounded twice.
    wish_score = models.PositiveSmallIntegerField()
    offer_score = models.PositiveSmallIntegerField()
    pair_score = models.PositiveSmallIntegerField()
    # What it could become: the score once every question is answered well, or after the nearest change.
    could_become = models.PositiveSmallIntegerField(default=0)
    # The questions between the two: [[side, field], …].
    missing = models.JSONField(default=list)
    # Its place among the pairs of its wish, so that one wish that suits everybody does not fill the
    # desk: 1 is the best of them, 0 a pair that one side asked for. As of the last comparison.
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["standing", "place", "-pair_score"], name="pair_by_standing"),
            models.Index(fields=["offer"], name="pair_of_offer"),
        ]
        constraints = [models.UniqueConstraint(fields=["wish", "offer"], name="a_pair_is_suggested_once")]

    def __str__(self) -> str:
        return f"{self.wish_id} – {self.offer_id}"


class PairInterest(models.Model):
    """One side of a pair asks the facilitator to introduce it to the other."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"by": "to know who asked", "note": "to tell the facilitator why"}
    )

    wish = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=5, choices=Side)
    note = models.CharField(_("note for the facilitator"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "offer", "side"], name="a_side_asks_for_a_pair_once")]

    def __str__(self) -> str:
        return f"{self.wish_id} – {self.offer_id}: {self.side}"
