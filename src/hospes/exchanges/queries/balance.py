"""How many people organisations sent and hosted: what was agreed, and of it what took place."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.queries.introductions import PLACED
from hospes.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Balance:
    """People; `agreed` counts those that have travelled as well."""

    sent_agreed: int
    sent: int
    hosted_agreed: int
    hosted: int

    @property
    def most(self) -> int:
        """For drawings: the longer of the two bars."""
        return max(self.sent_agreed, self.hosted_agreed, 1)

    @property
    def is_empty(self) -> bool:
        return not (self.sent_agreed or self.hosted_agreed)


def balance_of(organisation: Organisation) -> Balance:
    """Two queries."""
    return Balance(*_sums(Q(wish__organisation=organisation)), *_sums(Q(offer__organisation=organisation)))


def _sums(own: Q) -> tuple[int, int]:
    realised = Q(state=IntroductionState.REALISED)
    found = Introduction.objects.filter(own, state__in=PLACED).aggregate(
        agreed=Coalesce(Sum("people"), 0), realised=Coalesce(Sum("people", filter=realised), 0)
    )
    return found["agreed"], found["realised"]


def organisations_with_balance() -> QuerySet[Organisation]:
    """Everybody who sent or hosted somebody, or agreed to, by name; with the four numbers of each."""
    either = Q(wish__organisation=OuterRef("pk")) | Q(offer__organisation=OuterRef("pk"))
    return (
        Organisation.objects.filter(Exists(Introduction.objects.filter(either, state__in=PLACED)))
        .annotate(
            sent_agreed=_people("wish", PLACED),
            sent=_people("wish", (IntroductionState.REALISED,)),
            hosted_agreed=_people("offer", PLACED),
            hosted=_people("offer", (IntroductionState.REALISED,)),
        )
        .order_by("name", "pk")
    )


def _people(side: str, states: tuple[IntroductionState, ...]) -> Coalesce:
    own = Introduction.objects.filter(state__in=states, **{f"{side}__organisation": OuterRef("pk")}).order_by()
    sums = own.values(owner=F(f"{side}__organisation")).annotate(sum=Sum("people")).values("sum")
    return Coalesce(Subquery(sums[:1]), 0)


def balance_in(row: Organisation) -> Balance:
    """The numbers of a row of `organisations_with_balance`."""
    numbers = (getattr(row, name) for name in ("sent_agreed", "sent", "hosted_agreed", "hosted"))
    return Balance(*numbers)
