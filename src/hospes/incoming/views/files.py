"""A file on its way in: sending it, saying what its columns hold, and the one button."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.core.spreadsheets import SheetName, UnreadableFileError, sheet_names
from hospes.core.sure import ask_first
from hospes.incoming import queries, rules, tasks
from hospes.incoming.actions import files as actions
from hospes.incoming.actions.rows import refresh, table_of
from hospes.incoming.choices import ImportState, Outcome
from hospes.incoming.forms import ColumnsForm, FileForm, SheetForm
from hospes.incoming.models import EntryImport
from hospes.incoming.reading.mapping import once
from hospes.incoming.reading.sheets import Table, first_lines, tabled
from hospes.incoming.views.doors import imports_for_all, own_file
from hospes.incoming.views.rows import rows_page
from hospes.organisations.http import MemberRequest
from hospes.reference.locales import reader

# How often a page that waits for a worker looks again, in seconds.
LOOK_AGAIN = 3


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: MemberRequest) -> HttpResponse:
    """Choose a file. Below it, the files that one sent before."""
    for_all = imports_for_all(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*posted, own=request.acting_for, for_all=for_all)
    if request.method == "POST" and form.is_valid() and (file := _sent(request, form)):
        return redirect(file)
    context = {
        "form": form,
        "own": None if for_all else request.acting_for,
        "files": queries.imports_of(request.user)[:10],
    }
    return render(request, "incoming/import_new.html", context, status=400 if form.errors else 200)


def _sent(request: MemberRequest, form: FileForm) -> EntryImport | None:
    """Keep the file when it can be read at all, with what was found out about it."""
    file: UploadedFile[Any] = form.cleaned_data["file"]
    content = file.read()
    try:
        sheet = next((one.name for one in sheet_names(content) if not one.is_hidden), "")
        table = tabled(content, sheet=sheet)
    except UnreadableFileError as error:
        form.add_error("file", str(error))
        return None
    return actions.send_file(
        content,
        name=file.name or "",
        organisation=form.organisation,
        table=table,
        sheet=sheet,
        columns=_columns(table, form.organisation),
        language=reader(get_language()),
        creates_organisations=rules.may_add_organisations(request.user),
        # The desk goes on by checking them; members complete theirs first.
        outcome=Outcome.DRAFT if form.organisation else Outcome.SUBMITTED,
        by=request.user,
    )


def _columns(table: Table, organisation: Any) -> dict[int, str]:
    """As somebody chose for these headings before; else as guessed, each at one place only."""
    kept = queries.kept_mapping(table.signature, organisation) if table.heading_line else {}
    return kept or once(table.guessed)


@require_safe
def import_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One address for a file, whatever comes next for it."""
    file = own_file(request, pk)
    if file.state in (ImportState.READING, ImportState.WRITING):
        return _waiting(request, file)
    if file.state == ImportState.READY:
        return rows_page(request, file)
    if file.state == ImportState.DONE:
        page = paginate(queries.entries_from(file), request)
        return render(request, "incoming/import_done.html", {"file": file, "counts": file.counts, "page": page})
    return _columns_page(request, file)


def _waiting(request: MemberRequest, file: EntryImport) -> HttpResponse:
    """How far it is. The page looks again by itself, with and without a script."""
    # Before the first rows are counted there is nothing to say yet.
    counted = {"done": file.rows_done, "total": file.rows_total}
    words = _("%(done)s of %(total)s") % counted if file.rows_total else ""
    context = {"file": file, "most": max(file.rows_total, 1), "words": words}
    answer = render(request, "incoming/import_progress.html", context)
    answer["Refresh"] = str(LOOK_AGAIN)
    return answer


# Sheet and columns


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what each column holds. Also later, when the rows do not look right."""
    file = own_file(request, pk)
    if not rules.can_become(file, ImportState.READING):
        return redirect(file)
    if request.method != "POST":
        return _columns_page(request, file)
    form = _columns_form(request, file, table_of(file))
    if not form.is_valid():
        return _columns_page(request, file, form)
    try:
        with transaction.atomic():
            actions.choose_columns(
                file, columns=form.columns, signature=form.table.signature, by=request.user, **form.chosen
            )
            is_long = len(form.table.rows) > rules.MOST_AT_ONCE
            if is_long:
                tasks.read_file.enqueue(file.pk)
        if not is_long:
            actions.read_file(file.pk)
    except actions.NotNowError:
        messages.error(request, _("The file is being worked on. Please wait a moment."))
    return redirect(file)


@require_POST
def import_sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """Another sheet, or another line of headings."""
    file = own_file(request, pk)
    if not rules.can_become(file, ImportState.READING):
        return redirect(file)
    content = _content(file)
    form = SheetForm(request.POST, sheets=sheet_names(content))
    if not form.is_valid():
        return _columns_page(request, file, sheet_form=form)
    sheet = form.cleaned_data.get("sheet") or file.sheet
    # Another sheet has its headings elsewhere: they are looked for, unless somebody also says where they are.
    asked = form.cleaned_data["heading_line"]
    moved = sheet != file.sheet and asked == file.heading_line
    try:
        table = tabled(content, sheet=sheet, heading_line=None if moved else asked)
    except UnreadableFileError as error:
        form.add_error(None, str(error))
        return _columns_page(request, file, sheet_form=form)
    try:
        columns = _columns(table, file.organisation)
        actions.choose_sheet(file, sheet=sheet, table=table, columns=columns, by=request.user)
    except actions.NotNowError:
        messages.error(request, _("The file is being worked on. Please wait a moment."))
    return redirect("incoming:import-columns", file.pk)


def _columns_page(
    request: MemberRequest, file: EntryImport, form: ColumnsForm | None = None, sheet_form: SheetForm | None = None
) -> HttpResponse:
    content = _content(file)
    sheets: list[SheetName] = sheet_names(content)
    table = form.table if form else tabled(content, sheet=file.sheet, heading_line=file.heading_line)
    context = {
        "file": file,
        "table": table,
        "rows": len(table.rows),
        "form": form or _columns_form(request, file, table),
        "sheet_form": sheet_form
        or SheetForm(initial={"sheet": file.sheet, "heading_line": file.heading_line}, sheets=sheets),
        "beginning": first_lines(content, file.sheet),
        "hidden": [one.name for one in sheets if one.is_hidden],
    }
    is_wrong = bool(form and form.errors) or bool(sheet_form and sheet_form.errors)
    return render(request, "incoming/import_columns.html", context, status=400 if is_wrong else 200)


def _columns_form(request: MemberRequest, file: EntryImport, table: Table) -> ColumnsForm:
    initial = ColumnsForm.initial_columns({int(at): holds for at, holds in file.columns.items()}) | {
        "language": file.language,
        "all_are": file.all_are,
        "outcome": file.outcome,
        "creates_organisations": file.creates_organisations,
    }
    return ColumnsForm(
        request.POST if request.method == "POST" and "language" in request.POST else None,
        table=table,
        may_add_organisations=file.organisation is None and rules.may_add_organisations(request.user),
        initial=initial,
    )


def _content(file: EntryImport) -> bytes:
    return bytes(EntryImport.objects.values_list("content", flat=True).get(pk=file.pk))


# The one button


@require_POST
def import_write(request: MemberRequest, pk: int) -> HttpResponse:
    """All rows that are taken, or none; or, when one says so, the good ones."""
    file = own_file(request, pk)
    partial = "partial" in request.POST
    try:
        with transaction.atomic():
            actions.start_writing(file, partial=partial, by=request.user)
            is_long = file.rows_total > rules.MOST_AT_ONCE
            if is_long:
                tasks.write_file.enqueue(file.pk)
    except actions.NotNowError:
        messages.error(request, _("The file is being worked on, or it is imported already."))
        return redirect(file)
    if not is_long and not actions.write_file(file.pk):
        refresh(file)
        messages.error(
            request, _("Nothing was written: a row is refused. Correct it, leave it out, or take only the good rows.")
        )
    return redirect(file)


@require_http_methods(["GET", "HEAD", "POST"])
def import_forget(request: MemberRequest, pk: int) -> HttpResponse:
    file = own_file(request, pk)
    if request.method != "POST":
        text = _("What you corrected and chose in it goes, too. Entries that are already written from it stay.")
        back = file.get_absolute_url()
        return ask_first(request, _("Forget this file?"), text, action=_("Forget it"), back=back, about=file.name)
    try:
        actions.forget_file(file, by=request.user)
    except actions.NotNowError:
        messages.error(request, _("The file is being written. It cannot be stopped any more."))
        return redirect(file)
    messages.success(request, _("The file is forgotten."))
    return redirect("incoming:import-new")
