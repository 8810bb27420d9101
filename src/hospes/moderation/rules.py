"""Who may read and decide notices."""

from hospes.moderation.choices import NEXT, NoticeStatus
from hospes.moderation.models import Notice
from hospes.people.rules import Visitor, is_secretariat


def may_see_notices(person: Visitor) -> bool:
    return is_secretariat(person)


def can_become(notice: Notice, status: NoticeStatus) -> bool:
    return status in NEXT[NoticeStatus(notice.status)]


def may_decide(person: Visitor, notice: Notice) -> bool:
    return is_secretariat(person) and can_become(notice, NoticeStatus.DECIDED)
