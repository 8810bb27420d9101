"""Words of cooperation links, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkKind(TextChoices):
    """For whom two regions work together. Codes never change: reports count by them."""

    VET = "VET", _("Vocational education")
    APPRENTICESHIP = "APPRENTICESHIP", _("Apprenticeship")
    ADULT = "ADULT", _("Adult learning")
    SCHOOL = "SCHOOL", pgettext_lazy("cooperation", "Schools")
    HIGHER_EDUCATION = "HIGHER_EDUCATION", _("Higher education")
    YOUTH = "YOUTH", _("Youth work")
    STAFF = "STAFF", _("Teachers and other staff")
    OTHER = "OTHER", pgettext_lazy("cooperation", "Something else")


# What the partnership reports as cooperation in VET mobility.
IN_VET = (LinkKind.VET, LinkKind.APPRENTICESHIP)


class LinkState(TextChoices):
    DRAFT = "draft", pgettext_lazy("cooperation", "Not yet confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("cooperation", "Confirmed")
    ENDED = "ended", pgettext_lazy("cooperation", "Ended")


NEXT_LINK = {
    LinkState.DRAFT: {LinkState.CONFIRMED, LinkState.ENDED},
    LinkState.CONFIRMED: {LinkState.ENDED},
    LinkState.ENDED: set(),
}


class Source(TextChoices):
    """What speaks for a link."""

    INTRODUCTION = "introduction", _("A stay")
    AGREEMENT = "agreement", _("An agreement of both organisations")
