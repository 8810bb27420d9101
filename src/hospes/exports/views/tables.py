"""Lists, taken along as tables."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.core.sheets import Cell, csv_lines, write_xlsx
from hospes.exports import actions, register
from hospes.exports.batches import streamed
from hospes.organisations.http import PublicRequest
from hospes.people.models import Person

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# From one network in an hour.
MOST_IN_AN_HOUR = 120


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def table_download(request: PublicRequest, name: str, form: str) -> HttpResponseBase:
    """`/lists/organisations.csv?country=SE`: the list as its page shows it, all pages of it.

    A list of people is sent for by POST, since that it leaves is written down.
    """
    table = _table(request, name, form)
    rows, columns = table.rows(request), table.columns(request)
    if table.is_personal != (request.method == "POST"):
        return HttpResponseNotAllowed(["POST"] if table.is_personal else ["GET", "HEAD"])
    if is_too_often("table", client_address(request), most=MOST_IN_AN_HOUR, within=timedelta(hours=1)):
        return try_later(request, seconds=3600)
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=TYPES[form]), table, form)
    if table.is_personal and isinstance(request.user, Person):
        actions.note_list(table, by=request.user, acting_for=request.acting_for, form=form)
    as_codes = request.GET.get("headings") == "codes"
    headings = [column.code if as_codes else column.shown_heading for column in columns]
    cells = ([column.value(row) for column in columns] for row in streamed(rows))
    answer = _workbook(table, headings, cells) if form == XLSX else _lines(headings, cells)
    return _named(answer, table, form)


def _table(request: PublicRequest, name: str, form: str) -> register.Table:
    """What one may not take along is not there."""
    try:
        table = register.find(name)
    except register.UnknownTableError:
        raise Http404 from None
    if form not in TYPES or not table.may(request):
        raise Http404
    return table


def _lines(headings: list[str], cells: Iterator[list[Cell]]) -> HttpResponseBase:
    """Line by line: nothing waits for the last row."""
    language, zone = translation.get_language() or "en", timezone.get_current_timezone()

    def spoken() -> Iterator[str]:
        # The words of the rows are made while the answer is under way, after the request's own frame is gone.
        with translation.override(language), timezone.override(zone):
            yield from csv_lines(headings, cells)

    return StreamingHttpResponse(spoken(), content_type=TYPES[CSV])


def _workbook(table: register.Table, headings: list[str], cells: Iterator[list[Cell]]) -> HttpResponseBase:
    # The answer closes the file, and with it the file is gone.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_xlsx(file, str(table.title), headings, cells)
    file.seek(0)
    return FileResponse(file, content_type=TYPES[XLSX])


def _named(answer: HttpResponseBase, table: register.Table, form: str) -> HttpResponseBase:
    """A name of letters, digits and dashes, whatever the list is called."""
    name = f"{table.name}-{timezone.localdate():%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
