"""Questions worth asking, as the engine found them when it last looked at the whole market."""

from typing import ClassVar

from django.db import models

from hospes.core.personal import PersonalData, about_nobody
from hospes.matchmaking.models.entries import Entry


class FoundQuestion(models.Model):
    """A question that would open pairs, and how many more people a plan would place after a yes.

    Derived: all of them are made anew together. The desk counts the pairs again before it offers one.
    """

    personal_data: ClassVar[PersonalData] = about_nobody("proposal opens together")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    # As `Question.proposal`, with what stood in the entry then.
    proposal = models.JSONField()
    # Primary keys of (wish, offer).
    opens = models.JSONField(default=list)
    places_people = models.PositiveIntegerField(null=True)
    # 1 is the question that places most people.
    rank = models.PositiveSmallIntegerField(unique=True)
    # For the first few: how many more people this question and another one place together, by the other's rank.
    together = models.JSONField(default=dict)
    found_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rank}: {self.entry_id}"
