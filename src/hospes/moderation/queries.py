"""Notices that wait, and the log of decisions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from hospes.core.todo import TodoItem
from hospes.moderation import rules
from hospes.moderation.choices import NoticeKind, NoticeStatus
from hospes.moderation.models import Notice
from hospes.people.rules import Visitor

ANSWER_WITHIN = timedelta(days=7)


def open_notices() -> QuerySet[Notice]:
    """Notices without a decision, the oldest first."""
    return Notice.objects.filter(status=NoticeStatus.RECEIVED).order_by("received_at", "pk")


def decided_notices() -> QuerySet[Notice]:
    """The log of decisions, the latest first."""
    decided = Notice.objects.filter(status=NoticeStatus.DECIDED).select_related("decided_by")
    return decided.order_by("-decided_at", "-pk")


def others_about(notice: Notice) -> QuerySet[Notice]:
    """Other notices about the same thing."""
    same = Notice.objects.filter(about_kind=notice.about_kind, about_id=notice.about_id)
    return same.exclude(pk=notice.pk).order_by("-received_at", "-pk")


def todo_for(person: Visitor, acting_for: Any = None) -> Sequence[TodoItem]:
    """Notices to decide, for the secretariat. A threat to somebody's life is due at once."""
    if not rules.may_see_notices(person):
        return []
    waiting = open_notices()
    count = waiting.count()
    if not count:
        return []
    first = waiting.filter(kind=NoticeKind.DANGER).first() or waiting[0]
    due = first.received_at if first.kind == NoticeKind.DANGER else first.received_at + ANSWER_WITHIN
    title = ngettext("Decide on %(count)s notice about content.", "Decide on %(count)s notices about content.", count)
    url = first.get_absolute_url() if count == 1 else reverse("moderation:notice-list")
    return [TodoItem(title % {"count": count}, url, due.date())]
