"""News and supporters."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import address, coded, flat, label_of, moment, text
from hospes.mail.letter import absolute
from hospes.organisations.http import PublicRequest
from hospes.outreach.choices import NewsStatus
from hospes.outreach.queries import published_news, supporters_by_category, unpublished_news
from hospes.reference.choices import SupporterCategory
from hospes.reference.languages import language_name

NEWS = flat(
    text("id", _("Number")),
    text("title", _("Title")),
    text("text", _("Text")),
    coded("language", _("Language"), language_name),
    text("organisation", _("Organisation"), lambda row: row.organisation.name if row.organisation else ""),
    coded("status", _("Status"), label_of(NewsStatus)),
    moment("published_at", _("Published")),
    address(_("Address"), lambda row: row.get_absolute_url()),
)
SUPPORTERS = flat(
    coded("category", _("Heading"), label_of(SupporterCategory), lambda row: row[0]),
    text("name", _("Name"), lambda row: row[1].name),
    text("website", _("Website"), lambda row: absolute(row[1].url) if row[1].is_here else row[1].url),
)


def _supporters(request: PublicRequest) -> Any:
    return [(group.category.value, one) for group in supporters_by_category() for one in group.supporters]


register.add(register.Table("news", _("News"), lambda _request: published_news(), register.always(NEWS), rules.anybody))
register.add(
    register.Table(
        "news-drafts",
        _("Drafts of news"),
        lambda _request: unpublished_news(),
        register.always(NEWS),
        rules.secretariat,
    )
)
register.add(register.Table("supporters", _("Supporters"), _supporters, register.always(SUPPORTERS), rules.anybody))
