"""The rows of a file, as the pages show and count them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hospes.incoming.choices import Verdict
from hospes.incoming.models import EntryImport, ImportRow
from hospes.organisations.models import Organisation
from hospes.organisations.queries.named import Names
from hospes.recognise import Sure

DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Counts:
    """How many rows of a file are what. `blocked`: refused, and nobody left them out."""

    by_verdict: dict[str, int]
    doubtful: int
    left_out: int
    blocked: int
    taken: int

    @property
    def all(self) -> int:
        return sum(self.by_verdict.values())

    def of(self, verdict: Verdict) -> int:
        return self.by_verdict.get(verdict.value, 0)


def rows_of(file: EntryImport, only: str = "") -> QuerySet[ImportRow]:
    """All rows, or those of one verdict, or those that somebody should look at."""
    rows = ImportRow.objects.filter(file=file).select_related("organisation").order_by("line", "kind")
    if only == DOUBTFUL:
        return rows.filter(_DOUBTFUL)
    return rows.filter(verdict=only) if only in Verdict.values else rows


def counts_of(file: EntryImport) -> Counts:
    """Two questions to the database, however many rows there are."""
    rows = ImportRow.objects.filter(file=file)
    by_verdict = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    told = rows.aggregate(
        doubtful=Count("pk", filter=_DOUBTFUL),
        left_out=Count("pk", filter=Q(is_left_out=True)),
        blocked=Count("pk", filter=Q(verdict=Verdict.REFUSED, is_left_out=False)),
        taken=Count("pk", filter=_TAKEN),
    )
    return Counts(by_verdict, told["doubtful"], told["left_out"], told["blocked"], told["taken"])


def near_names(rows: Iterable[ImportRow]) -> dict[int, list[str]]:
    """Of rows whose organisation is not here: the names that may be meant, when one seems to be misspelled."""
    names = Names()
    near = {
        row.pk: names.alike(row.named.get("name", ""), country=row.named.get("country", ""))
        for row in rows
        if row.organisation_id is None and row.named.get("name")
    }
    known = Organisation.objects.in_bulk({pk for pks in near.values() for pk in pks})
    return {row: [known[pk].name for pk in pks] for row, pks in near.items() if pks}


_DOUBTFUL = Q(least_sure__lt=Sure.LIKELY) & ~Q(verdict__in=(Verdict.REFUSED, Verdict.UNCHANGED))
_TAKEN = Q(is_left_out=False) & (
    Q(verdict__in=(Verdict.NEW, Verdict.CHANGED, Verdict.CONFLICT)) | Q(verdict=Verdict.TWICE, is_taken_anyway=True)
)
