"""Who publishes news and looks after supporters: the secretariat."""

from hospes.outreach.choices import NEXT, NewsStatus
from hospes.outreach.models import News
from hospes.people.rules import Visitor, is_secretariat


def may_write_news(person: Visitor) -> bool:
    return is_secretariat(person)


def may_read(person: Visitor, news: News) -> bool:
    """Published news is everybody's, drafts the secretariat's."""
    return news.status == NewsStatus.PUBLISHED or is_secretariat(person)


def can_become(news: News, status: NewsStatus) -> bool:
    return status in NEXT[NewsStatus(news.status)]


def may_publish(person: Visitor, news: News) -> bool:
    return is_secretariat(person) and can_become(news, NewsStatus.PUBLISHED)


def may_withdraw(person: Visitor, news: News) -> bool:
    return is_secretariat(person) and can_become(news, NewsStatus.WITHDRAWN)


def may_look_after_supporters(person: Visitor) -> bool:
    return is_secretariat(person)
