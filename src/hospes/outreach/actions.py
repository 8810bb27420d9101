"""Publishing news, looking after supporters, passing on messages."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hospes.core.text import fold
from hospes.core.versions import refuse_stale
from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.mail.letter import Recipient
from hospes.mail.models import OutgoingMail
from hospes.organisations.models import Organisation
from hospes.outreach import letters, rules
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News, Supporter
from hospes.people.letters import reader
from hospes.people.models import Person
from hospes.privacy.queries import people_who_agreed
from hospes.privacy.texts import TEXTS

NEWS = TEXTS["news"]
FIELDS = ("title", "text", "language", "organisation")
# Pages of ours that stand where a piece of news would.
_PAGES = frozenset({"new", "drafts"})


@transaction.atomic
def draft_news(*, title: str, text: str, language: str, by: Person, organisation: Organisation | None = None) -> News:
    if not rules.may_write_news(by):
        raise PermissionDenied
    news = News.objects.create(
        title=title, text=text, language=language, organisation=organisation, author=by, slug=_free_slug(title)
    )
    record("news.drafted", on=news, by=by)
    return news


@transaction.atomic
def change_news(
    news: News,
    *,
    title: str,
    text: str,
    language: str,
    by: Person,
    organisation: Organisation | None = None,
    seen: str | None = None,
) -> None:
    """Change a draft or what is published. The address stays. `seen`: the version of `FIELDS` that was shown."""
    if not rules.may_write_news(by):
        raise PermissionDenied
    news.refresh_from_db(from_queryset=News.objects.select_for_update())
    refuse_stale(news, FIELDS, seen)
    news.title, news.text, news.language, news.organisation = title, text, language, organisation
    news.save(update_fields=["title", "text", "language", "organisation", "changed_at"])
    record("news.changed", on=news, by=by)


@transaction.atomic
def publish_news(news: News, *, by: Person) -> None:
    locked = News.objects.select_for_update().get(pk=news.pk)
    if not rules.may_publish(by, locked):
        raise PermissionDenied
    news.status = NewsStatus.PUBLISHED
    news.published_at = locked.published_at or timezone.now()
    news.save(update_fields=["status", "published_at", "changed_at"])
    record("news.published", on=news, by=by)


@transaction.atomic
def withdraw_news(news: News, *, by: Person) -> None:
    locked = News.objects.select_for_update().get(pk=news.pk)
    if not rules.may_withdraw(by, locked):
        raise PermissionDenied
    news.status = NewsStatus.WITHDRAWN
    news.save(update_fields=["status", "changed_at"])
    record("news.withdrawn", on=news, by=by)


def mail_news(*, since: datetime) -> int:
    """Write of what was published lately to those who agreed to news by mail: once each, however often it is asked."""
    count = 0
    for published in News.objects.published().filter(published_at__gte=since).order_by("published_at"):
        beginning = f"news-{published.pk}-"
        written = set(OutgoingMail.objects.filter(key__startswith=beginning).values_list("key", flat=True))
        for person in people_who_agreed("news"):
            if f"{beginning}{person.key}" not in written:
                post(
                    lambda person=person, news=published: letters.news(news, person),  # type: ignore[misc]
                    to=reader(person),
                    topic=NEWS.topic,
                    key=f"{beginning}{person.key}",
                )
                count += 1
    return count


def withdraw_reported_news(id_: str, by: Person) -> None:
    """After a decision on a notice."""
    withdraw_news(News.objects.get(pk=id_), by=by)


@transaction.atomic
def add_supporter(
    *,
    name: str,
    category: str,
    by: Person,
    website: str = "",
    order: int = 100,
    logo: ContentFile[bytes] | None = None,
    logo_alt: str = "",
) -> Supporter:
    if not rules.may_look_after_supporters(by):
        raise PermissionDenied
    supporter = Supporter(name=name, category=category, website=website, order=order)
    _set_logo(supporter, logo, logo_alt)
    supporter.save()
    record("supporter.added", on=supporter, by=by)
    return supporter


@transaction.atomic
def change_supporter(
    supporter: Supporter, *, by: Person, logo: ContentFile[bytes] | None = None, logo_alt: str = "", **values: Any
) -> None:
    """Without a new logo the old one stays. `values`: name, category, website, order."""
    if not rules.may_look_after_supporters(by):
        raise PermissionDenied
    for field in ("name", "category", "website", "order"):
        setattr(supporter, field, values.get(field, getattr(supporter, field)))
    _set_logo(supporter, logo, logo_alt)
    supporter.save()
    record("supporter.changed", on=supporter, by=by)


@transaction.atomic
def remove_supporter(supporter: Supporter, *, by: Person) -> None:
    if not rules.may_look_after_supporters(by):
        raise PermissionDenied
    name, storage = supporter.logo.name, supporter.logo.storage
    record("supporter.removed", on=supporter, by=by)
    supporter.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def pass_on_message(*, name: str, email: str, subject: str, text: str, language: str) -> None:
    """Put a message from the contact page into the outbox, for the role mailbox. It is kept nowhere else."""
    post(
        lambda: letters.contact_message(name=name, email=email, subject=subject, text=text, language=language),
        to=Recipient(settings.CONTACT_EMAIL, settings.CONTACT_PERSON),
        topic=letters.TOPIC,
        reply_to=email,
        unsubscribe=False,
    )


def _set_logo(supporter: Supporter, logo: ContentFile[bytes] | None, alt: str) -> None:
    if logo is not None:
        old, storage = supporter.logo.name, supporter.logo.storage
        supporter.logo.save(logo.name or "logo.webp", logo, save=False)
        if old:
            transaction.on_commit(lambda: storage.delete(old))
    supporter.logo_alt = alt if supporter.logo else ""


def _free_slug(title: str) -> str:
    base = slugify(fold(title))[:70].strip("-") or "news"
    taken = set(News.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | _PAGES
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
