"""What the tools without opinions have to remember between requests, processes and machines."""

from typing import ClassVar

from django.db import models

from hospes.core.personal import RUNNING, Personal, PersonalData


class LimitCount(models.Model):
    """How often something was tried from one place, until the window ends. The place is a keyed hash."""

    personal_data: ClassVar[PersonalData] = Personal(
        RUNNING,
        {"key": "to count tries from one place; a keyed hash of a network or mail address"},
    )

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveBigIntegerField()
    # Seconds since 1970: compared by the database itself, the same on every kind of database.
    ends = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} tries"
