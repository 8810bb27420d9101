"""What every change of a cooperation link does: find its one row, hold it, and let its evidence decide its state.

The journal's turn is taken before a link is held: introductions, which may have written into the journal already, and
agreements then never wait for each other crosswise.
"""

from datetime import date

from django.utils import timezone

from hospes.cooperation.choices import LinkKind, LinkState
from hospes.cooperation.models import CooperationLink
from hospes.journal.actions import take_the_chain


def link_for(
    first: str, second: str, *, kind: LinkKind | str, topic: str, field: str, since: date
) -> tuple[CooperationLink, bool]:
    """The link of two regions in a field that has not ended, held; a draft is made where there is none.

    Of two who make it at once the second finds the row of the first.
    """
    take_the_chain()
    territory_a, territory_b = sorted((first, second))
    open_links = CooperationLink.objects.exclude(state=LinkState.ENDED).select_for_update()
    link, is_new = open_links.get_or_create(
        territory_a=territory_a,
        territory_b=territory_b,
        kind=kind,
        topic=topic,
        field=field,
        defaults={"since": since},
    )
    if since < link.since:
        link.since = since
        link.save(update_fields=["since"])
    return link, is_new


def hold(pk: int) -> CooperationLink | None:
    """The link as it is now, held until the transaction ends; None when it is gone."""
    take_the_chain()
    return CooperationLink.objects.select_for_update().filter(pk=pk).first()


def prove(link: CooperationLink) -> bool:
    """Something speaks for the link. True when that confirms a draft."""
    if link.state != LinkState.DRAFT:
        return False
    link.state, link.confirmed_at = LinkState.CONFIRMED, timezone.now()
    link.save(update_fields=["state", "confirmed_at"])
    return True


def drop_if_bare(link: CooperationLink) -> bool:
    """A draft for which nothing speaks any more is no link. Call with the link held."""
    if link.state != LinkState.DRAFT or link.evidence.exists():
        return False
    link.delete()
    return True
