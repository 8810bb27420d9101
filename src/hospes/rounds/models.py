"""Rounds: the market as it was on a day, the plans that were made for it, and what became of the chosen one."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.matchmaking.models import Entry, Introduction
from hospes.rounds.choices import (
    UNFINISHED,
    Fairness,
    PinKind,
    PlanRule,
    ReserveMode,
    RoundState,
    RunKind,
    RunState,
    RunStep,
)


class Round(models.Model):
    """The whole market solved at once. From the day it is frozen, the market is kept as it was."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {"opened_by": "to know who runs the round", "committed_by": "to know who chose the plan"},
        nobody="name formats market",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=140)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.OPEN)
    # Codes of formats that take part; none: all of them.
    formats = models.JSONField(_("formats"), default=list)
    entries_until = models.DateField(_("entries are taken until"))
    answer_days = models.PositiveSmallIntegerField(_("days to answer"), default=14)

    reserve = models.PositiveSmallIntegerField(
        _("seats for people with fewer opportunities, in %"), default=20, validators=[MaxValueValidator(100)]
    )
    reserve_mode = models.CharField(_("how seats are kept"), max_length=10, choices=ReserveMode, default="seats")
    fairness = models.CharField(_("who comes first"), max_length=12, choices=Fairness, default="first-match")
    least_score = models.PositiveSmallIntegerField(
        _("fewest points of a pair"), default=30, validators=[MaxValueValidator(100)]
    )
    place_open = models.BooleanField(_("also place pairs with open questions"), default=True)

    longest_cycle = models.PositiveSmallIntegerField(
        _("organisations in one exchange, at most"),
        default=4,
        validators=[MinValueValidator(2), MaxValueValidator(10)],
    )

    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    frozen_at = models.DateTimeField(null=True)
    # The market file of that moment, compressed, without settings and pins: each run lays its own over it.
    market = models.BinaryField(default=b"")
    wishes = models.PositiveIntegerField(default=0)
    offers = models.PositiveIntegerField(default=0)
    answer_by = models.DateField(null=True)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # Grows with each change of the settings; a form that was opened on an older version is told so.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        indexes = [models.Index(fields=["-opened_at"], name="round_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[RoundState.OPEN, RoundState.FREEZING, RoundState.CANCELLED])
                | Q(frozen_at__isnull=False),
                name="a_round_is_planned_on_a_frozen_market",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rounds:round-detail", args=[self.pk])


class Pin(models.Model):
    """Two entries that a facilitator puts together, or keeps apart, in every plan of a round, and why."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"by": "to know who decided it", "reason": "to tell members why, in the facilitator's words"}
    )

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="pins")
    wish = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=PinKind)
    people = models.PositiveIntegerField(_("people"), null=True)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "wish", "offer"], name="a_pair_is_pinned_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(kind=PinKind.APART, people=None) | Q(kind=PinKind.TOGETHER, people__gt=0),
                name="a_pin_says_how_many_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish_id} – {self.offer_id}: {self.kind}"


class Run(models.Model):
    """One plan for the market of a round: what it was asked for, and what it came to.

    A repair is a plan, too: that of an earlier one, for what is left of the market after the answers.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"asked_by": "to know who asked for the plan"}, nobody="note given pins since plan summary problem"
    )

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=RunKind, default=RunKind.PLAN)
    # The plan that it repairs, what happened since that one was chosen, and how many groups may move.
    repairs = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="repaired_by")
    since = models.JSONField(default=dict)
    most_moved = models.PositiveIntegerField(default=0)
    rule = models.CharField(max_length=10, choices=PlanRule, default=PlanRule.BEST)
    # What is different in this one, in the words of whoever asked for it.
    note = models.CharField(_("what this plan tries"), max_length=140, blank=True)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    # Settings and pins as they were, in the form of the market file.
    given = models.JSONField()
    pins = models.JSONField(default=dict)
    seed = models.PositiveIntegerField(default=0)
    work = models.PositiveIntegerField(default=8)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    # How often it was begun. Whoever began it last carries it out; whoever did before keeps nothing any more.
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=10, choices=RunStep, default=RunStep.PAIRS)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # The plan file, compressed, and its figures for the pages.
    plan = models.BinaryField(default=b"")
    summary = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    # The plan whose stays are proposed.
    is_chosen = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("plan of a round")
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="runs_of_a_round_are_numbered"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(state__in=UNFINISHED), name="a_round_has_one_run_at_a_time"
            ),
            models.UniqueConstraint(fields=["round"], condition=Q(is_chosen=True), name="one_plan_is_chosen"),
            models.CheckConstraint(
                condition=Q(kind=RunKind.PLAN, repairs=None) | Q(kind=RunKind.REPAIR, repairs__isnull=False),
                name="a_repair_names_its_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("rounds:run-detail", args=[self.round_id, self.number])


class Placement(models.Model):
    """One stay of a plan, and the introduction that was proposed for it."""

    personal_data: ClassVar[PersonalData] = about_nobody("refused")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="placements")
    wish = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    fewer_opportunities = models.PositiveIntegerField(default=0)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    # Tenths of a point.
    pair_score = models.PositiveSmallIntegerField()
    # Stays of one plan with the same number stand or fall together.
    ring = models.PositiveIntegerField(null=True)
    # A stay that a repair keeps has the introduction of the earlier plan.
    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, null=True, related_name="placements")
    # Why no proposal could go out: the code of the refusal.
    refused = models.CharField(max_length=40, blank=True)
    # It would have moved, but somebody accepted it before the repair was carried out.
    is_kept = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["run", "-pair_score", "id"], name="placement_best_first")]
        constraints = [
            models.UniqueConstraint(fields=["run", "wish", "offer"], name="a_pair_is_placed_once_in_a_plan"),
            models.UniqueConstraint(fields=["run", "introduction"], name="an_introduction_is_one_stay_of_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.wish_id} – {self.offer_id}: {self.people}"


class Outcome(models.Model):
    """What a plan means for one entry: how many it placed, what stood in the way, and who else was possible."""

    personal_data: ClassVar[PersonalData] = about_nobody("because others")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="outcomes")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    # People of a wish, places of an offer; and how many of them the plan uses.
    asked = models.PositiveIntegerField()
    placed = models.PositiveIntegerField(default=0)
    # How many entries of the other side suit this one at all; nothing where the whole market was not looked at.
    suits = models.PositiveIntegerField(null=True)
    # Of an organisation that has realised no stay here before.
    is_newcomer = models.BooleanField(default=False)
    # Wishes: [{"code", "offers"}], the barriers and how many offers each kept away.
    because = models.JSONField(default=list)
    # The best pairs that the plan does not use: [{"entry": key, "score": tenths, "code"}].
    others = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["run", "placed", "id"], name="outcome_unplaced_first")]
        constraints = [models.UniqueConstraint(fields=["run", "entry"], name="an_entry_has_one_outcome_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.placed}/{self.asked}"
