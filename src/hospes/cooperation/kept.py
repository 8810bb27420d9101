"""What cooperation links keep about people: for the page of own data, the archive, and the erasure."""

from django.utils.translation import gettext_lazy as _

from hospes.cooperation.models import LinkEvidence
from hospes.core import terms
from hospes.core.personal import ORGANISATIONS
from hospes.people import own


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "cooperation",
        title=_("Cooperation of organisations that you proposed to record"),
        activity=ORGANISATIONS,
        term=terms.PUBLISHED,
        columns={
            "link": own.number(_("Number of the cooperation link")),
            "title": own.text(_("Document")),
            "note": own.long_text(_("Your words")),
            "added_at": own.moment(_("Proposed")),
        },
        gather=lambda person: own.Rows(
            LinkEvidence.objects.filter(added_by=person).order_by("-added_at", "-pk"),
            lambda row: {"link": row.link_id, "title": row.title, "note": row.note, "added_at": row.added_at},
        ),
    )
