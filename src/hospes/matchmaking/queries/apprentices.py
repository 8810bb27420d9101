"""Rules for apprentices as the engine reads them, and which entries a rule concerns."""

from collections.abc import Collection
from typing import Literal, cast

from django.db.models import Exists, OuterRef, QuerySet

from hospes.apprenticeships import queries
from hospes.apprenticeships.models import ApprenticeRule as Kept
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.pairing.parties import APPRENTICE, ApprenticeRule, Offer, Wish
from hospes.pairing.parties import Entry as Party
from hospes.pairing.reading import LONGEST_TEXT


def may_concern(party: Party) -> bool:
    """Rules speak of apprentices only: of a group whose profile is not known, they may yet."""
    return not isinstance(party, Wish) or party.profile in (None, APPRENTICE)


def rules_for(wishes: Collection[Wish], offers: Collection[Offer]) -> tuple[ApprenticeRule, ...]:
    """The rules between the countries of these parties, the narrowest first. One query, or none."""
    going = [wish for wish in wishes if may_concern(wish)]
    if not going or not offers:
        return ()
    sending, hosting = {wish.country for wish in going}, {offer.country for offer in offers}
    return tuple(
        _as_read(rule)
        for rule in queries.standing_rules()
        if rule.sending_country in sending and rule.hosting_country in hosting
    )


def _as_read(rule: Kept) -> ApprenticeRule:
    named = f"{rule.source} {rule.source_url}".strip()
    return ApprenticeRule(
        sending=rule.sending,
        hosting=rule.hosting,
        verdict=cast(Literal["blocked", "conditional"], rule.verdict),
        source=named if len(named) <= LONGEST_TEXT else rule.source,
    )


def wishes_of(rule: Kept) -> QuerySet[Entry]:
    """Wishes whose pairs the rule may change: apprentices from there, or a group whose profile is not known."""
    profiles = EntryTerm.objects.filter(entry=OuterRef("pk"), scheme="profile")
    scheme, code = ("country", rule.sending_country) if len(rule.sending) == 2 else ("region", rule.sending)
    there = EntryTerm.objects.filter(scheme=scheme, code=code).values("entry")
    rows = Entry.objects.published().filter(kind=EntryKind.WISH, pk__in=there)
    return rows.filter(Exists(profiles.filter(code=APPRENTICE)) | ~Exists(profiles))
