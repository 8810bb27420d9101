"""Cooperation links in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hospes.cooperation.choices import LinkKind, LinkState
from hospes.cooperation.models import CooperationLink
from hospes.reference.queries import field_label
from hospes.reference.regions import region_label
from hospes.reference.topics import topic_label

STATUS_KINDS = {LinkState.DRAFT: "waiting", LinkState.CONFIRMED: "live", LinkState.ENDED: "over"}


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A link as lists show it."""

    link: CooperationLink
    url: str
    title: str
    kind: str
    subject: str
    status: str
    status_kind: str
    since: date
    # The regions, as code and name; the one whose page it is shown on stands first.
    places: list[tuple[str, str]] = field(default_factory=list)


def regions(link: CooperationLink) -> str:
    """`Catalonia – Västra Götaland`; one name where both organisations are of the same region."""
    first, second = region_label(link.territory_a), region_label(link.territory_b)
    if link.territory_a == link.territory_b:
        return _("Within %(region)s") % {"region": first}
    return _("%(first)s – %(second)s") % {"first": first, "second": second}


def subject(link: CooperationLink) -> str:
    """The topic or field; empty where the link is about none in particular."""
    if link.topic:
        return topic_label(link.topic)
    return field_label(link.field) if link.field else ""


def about(link: CooperationLink) -> str:
    """`Vocational education: care for the elderly`."""
    kind = str(LinkKind(link.kind).label)
    what = subject(link)
    return _("%(kind)s: %(subject)s") % {"kind": kind, "subject": what} if what else kind


def card(link: CooperationLink, *, seen_from: str = "") -> LinkCard:
    """Seen from a region, that side stands first."""
    codes = [link.territory_a, link.territory_b]
    if seen_from and not codes[0].startswith(seen_from):
        codes.reverse()
    state = LinkState(link.state)
    return LinkCard(
        link=link,
        url=link.get_absolute_url(),
        title=regions(link),
        kind=str(LinkKind(link.kind).label),
        subject=subject(link),
        status=str(state.label),
        status_kind=STATUS_KINDS[state],
        since=link.since,
        places=[(code, region_label(code)) for code in dict.fromkeys(codes)],
    )


def cards(links: Iterable[CooperationLink], *, seen_from: str = "") -> list[LinkCard]:
    return [card(link, seen_from=seen_from) for link in links]
