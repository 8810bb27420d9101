"""Whether anything changed around an entry: so that what was worked out about it can be kept, and is never old."""

import hashlib
from collections.abc import Iterable

from django.db.models import Count, Max, Sum
from django.utils import timezone

from hospes.apprenticeships.queries import state_of_rules
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.apprentices import may_concern
from hospes.pairing.parties import Entry as Party


def state_around(entry: Entry, party: Party, links: market.Links, likely: list[int], more: Iterable[int] = ()) -> str:
    """Changes with the entry as the engine reads it, with who could suit it and each of those, and with the rules for
    apprentices. Three queries, however large the market is: a change elsewhere changes nothing here."""
    more = list(more)
    around = Entry.objects.filter(pk__in={*likely, *more})
    changes = around.aggregate(a=Max("changed_at"), b=Max("organisation__changed_at"), c=Count("pk"), d=Sum("version"))
    on_market = market.published().filter(pk__in=likely).count()
    rules = state_of_rules() if may_concern(party) else None
    known = sorted((one, sorted(others)) for one, others in links.items())
    parts = [entry.pk, party, likely, more, changes, on_market, known, rules, timezone.localdate()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
