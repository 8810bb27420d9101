"""Who works on which task, until when; and when each schedule is due next.

The tasks themselves are rows of django-tasks-db.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from hospes.core.personal import PersonalData, about_nobody


class Worker(models.Model):
    """A worker process, as long as it shows itself."""

    personal_data: ClassVar[PersonalData] = about_nobody("")

    name = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """A task belongs to one worker until the lease ends. Whoever holds another token holds nothing."""

    personal_data: ClassVar[PersonalData] = about_nobody("token worker")

    task_id = models.UUIDField(primary_key=True)
    token = models.CharField(max_length=32, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.task_id}, try {self.tries}"


class Schedule(models.Model):
    """When a scheduled task is due next. Of several workers, the one that moves `next_at` on enqueues it."""

    personal_data: ClassVar[PersonalData] = about_nobody("")

    task = models.CharField(max_length=200, primary_key=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.task
