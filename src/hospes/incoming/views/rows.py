"""The preview: each row as the entry that it would become, and what one decides about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hospes.core.paginate import asked_number, paginate
from hospes.core.shapes import Tab
from hospes.incoming import queries
from hospes.incoming.actions import rows as actions
from hospes.incoming.choices import Verdict
from hospes.incoming.forms import RowForm
from hospes.incoming.models import EntryImport, ImportRow
from hospes.incoming.phrases.cells import cell_from, shown_cell
from hospes.incoming.phrases.preview import legend, shown_row, shown_rows
from hospes.incoming.queries.rows import DOUBTFUL, near_names
from hospes.incoming.views.doors import own_row
from hospes.organisations.http import MemberRequest

# What one may decide about a row: the button's value → what changes.
DECISIONS: dict[str, dict[str, bool]] = {
    "leave": {"is_left_out": True},
    "take": {"is_left_out": False},
    "take_anyway": {"is_left_out": False, "is_taken_anyway": True},
    "not_anyway": {"is_taken_anyway": False},
    "overwrite": {"overwrites": True},
    "keep": {"overwrites": False},
}


def rows_page(request: MemberRequest, file: EntryImport) -> HttpResponse:
    only = request.GET.get("only", "")
    counts = queries.counts_of(file)
    page = paginate(queries.rows_of(file, only), request)
    context = {
        "file": file,
        "counts": counts,
        "tabs": _tabs(file, counts, only),
        "page": page,
        "rows": shown_rows(page, near_names(page)),
        "legend": legend(),
        "only": only,
        "number": page.number,
    }
    return render(request, "incoming/import_rows.html", context)


def _tabs(file: EntryImport, counts: queries.Counts, only: str) -> list[Tab]:
    """All rows, those to look at, and one for each verdict that occurs."""
    named = [("", _("All rows"), counts.all), (DOUBTFUL, _("To look at"), counts.doubtful)]
    named += [(one.value, str(one.label), counts.of(one)) for one in Verdict]
    url = file.get_absolute_url()
    return [
        Tab(label, f"{url}?{urlencode({'only': code})}" if code else url, code == only, count)
        for code, label, count in named
        if count or code in ("", only)
    ]


@require_POST
def row_decide(request: MemberRequest, pk: int, row: int) -> HttpResponse:
    """Take it, leave it out, let the file win. Back to where one was."""
    found = own_row(request, pk, row)
    change = DECISIONS.get(request.POST.get("decision", ""))
    if change is not None:
        try:
            actions.decide(found, by=request.user, **change)
        except actions.NotReadyError:
            messages.error(request, _("The file is being worked on. Please wait a moment."))
    return redirect(_back(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def row_correct(request: MemberRequest, pk: int, row: int) -> HttpResponse:
    """The cells of one row as they are written, to be read again."""
    found = own_row(request, pk, row)
    cells = [shown_cell(cell_from(cell), found.kind) for cell in found.cells]
    form = RowForm(
        request.POST if request.method == "POST" else None,
        cells=cells,
        candidates=queries.candidates_for(found),
        for_all=found.file.organisation_id is None,
        initial={"picked": str(found.picked_id or "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(found, typed=form.typed, picked=form.organisation, by=request.user)
        except actions.NotReadyError:
            messages.error(request, _("The file is being worked on. Please wait a moment."))
        return redirect(_back(request, found))
    context = {
        "file": found.file,
        "row": shown_row(found),
        "form": form,
        "back": _back(request, found),
        "only": _given(request, "only"),
        "number": asked_number(_given(request, "page")),
    }
    return render(request, "incoming/import_row.html", context, status=400 if form.errors else 200)


def _given(request: MemberRequest, name: str) -> str:
    return request.POST.get(name, "") or request.GET.get(name, "")


def _back(request: MemberRequest, row: ImportRow) -> str:
    """The page of the list one came from, at the row."""
    only, page = _given(request, "only"), asked_number(_given(request, "page"))
    query = {"only": only} if only in (DOUBTFUL, *Verdict.values) else {}
    query |= {"page": str(page)} if page > 1 else {}
    ending = f"?{urlencode(query)}" if query else ""
    return f"{reverse('incoming:import', args=[row.file_id])}{ending}#line-{row.line}"
