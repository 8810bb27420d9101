"""What news keep about people: for the page of own data and the archive. Erased people are named nowhere in them."""

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import NEWS
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News
from hospes.people import own


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "news",
        title=_("News that you wrote"),
        activity=NEWS,
        term=terms.PUBLISHED,
        columns={
            "title": own.text(_("Title")),
            "text": own.long_text(_("Text")),
            "state": own.code(_("State"), NewsStatus.choices),
            "written_at": own.moment(_("Written")),
        },
        gather=lambda person: own.Rows(
            News.objects.filter(author=person).order_by("-created_at", "-pk"),
            lambda row: {"title": row.title, "text": row.text, "state": row.status, "written_at": row.created_at},
        ),
    )
