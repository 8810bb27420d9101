"""News, supporters and notices, as tests need them."""

import factory
from django.utils import timezone

from hospes.moderation.choices import NoticeKind
from hospes.moderation.models import Notice
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News, Supporter
from hospes.reference.choices import SupporterCategory
from hospes.search import sources


class NewsFactory(factory.django.DjangoModelFactory[News]):
    """Published news; `NewsFactory(draft=True)` are not."""

    class Meta:
        model = News
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=NewsStatus.DRAFT, published_at=None)

    title = factory.Sequence(lambda number: f"News {number}")
    slug = factory.Sequence(lambda number: f"news-{number}")
    text = "Something **moves**."
    status = NewsStatus.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def indexed(self: News, create: bool, wanted: bool | None = None, **_: object) -> None:
        if create and wanted is not False:
            sources.refresh("news", [self.pk])


class SupporterFactory(factory.django.DjangoModelFactory[Supporter]):
    class Meta:
        model = Supporter

    name = factory.Sequence(lambda number: f"Supporter {number}")
    category = SupporterCategory.INDUSTRY


class NoticeFactory(factory.django.DjangoModelFactory[Notice]):
    class Meta:
        model = Notice

    about_kind = "news"
    about_id = "1"
    about_title = "Something reported"
    kind = NoticeKind.WRONG
    text = "This is not true."
    contact_name = "Nils Notice"
    contact_email = factory.Sequence(lambda number: f"notice{number}@hospes.example")
