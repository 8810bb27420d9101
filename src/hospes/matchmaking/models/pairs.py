"""Pairs of entries as the engine and people see them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.matchmaking.choices import Side, Standing
from hospes.matchmaking.models.entries import Entry


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
