"""Exchanges that would be possible now: derived from the market, and found anew when it changes."""

from typing import ClassVar

from django.db import models

from hospes.core.personal import PersonalData, about_nobody
from hospes.exchanges.choices import SearchState, Shape


class Search(models.Model):
    """One look for exchanges in the market of a moment."""

    personal_data: ClassVar[PersonalData] = about_nobody("fingerprint")

    # What the market looked like: a search with another one is out of date.
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=SearchState, default=SearchState.RUNNING)
    # Legs that were walked, of how many.
    walked = models.PositiveIntegerField(default=0)
    legs = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}: {self.state}"


class Possibility(models.Model):
    """A swap, a ring or a chain that could be proposed."""

    personal_data: ClassVar[PersonalData] = about_nobody("legs")

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="possibilities")
    # The best has place 1.
    place = models.PositiveIntegerField()
    shape = models.CharField(max_length=5, choices=Shape)
    people = models.PositiveIntegerField()
    # Tenths of a point of its weakest pair.
    weakest = models.PositiveSmallIntegerField()
    # [[wish, offer], …] in order: whoever is hosted hosts the next.
    legs = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["search", "shape", "place"], name="possibility_by_shape")]
        constraints = [models.UniqueConstraint(fields=["search", "place"], name="possibilities_are_ranked")]

    def __str__(self) -> str:
        return f"{self.place}: {self.shape}"
