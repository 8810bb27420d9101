"""Importing a list on a page: send it, see what it would do, then let it in."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hospes.core.spreadsheets import UnreadableFileError, read_sheet
from hospes.organisations import actions, rules
from hospes.organisations.actions import RefusedRowsError
from hospes.organisations.forms import ImportForm
from hospes.organisations.http import MemberRequest
from hospes.organisations.importing.plan import ImportPlan, plan_import
from hospes.organisations.importing.rows import SourceMapping
from hospes.organisations.importing.sentences import doubt_sentence, problem_sentence
from hospes.organisations.models import PendingImport

MOST_BYTES = 10 * 1024 * 1024
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def import_organisations(request: MemberRequest) -> HttpResponse:
    """One address for the three steps: the form, the preview, and the import."""
    if not rules.may_import(request.user):
        raise Http404
    if request.method == "POST" and "forget" in request.POST:
        actions.forget_pending(by=request.user)
        return redirect("organisations:import")
    if request.method == "POST" and "apply" in request.POST:
        return _apply(request)
    form = ImportForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )
    if form.is_valid() and _is_kept(request, form):
        return redirect("organisations:import")
    pending = PendingImport.objects.filter(person=request.user).first()
    plan = _plan(pending) if pending and not form.is_bound else None
    context = {"form": form, "pending": pending, "plan": plan, **(_shown(plan) if plan else {})}
    return render(request, "organisations/import.html", context, status=400 if form.errors else 200)


def _is_kept(request: MemberRequest, form: ImportForm) -> bool:
    file: UploadedFile[Any] = form.cleaned_data["file"]
    if (file.size or 0) > MOST_BYTES:
        form.add_error("file", _("The file is too large. The limit is 10 MB."))
        return False
    content = file.read()
    try:
        plan_import(read_sheet(content))
    except UnreadableFileError as error:
        form.add_error("file", str(error))
        return False
    actions.keep_for_preview(content, name=file.name or "", partial=form.cleaned_data["partial"], by=request.user)
    return True


def _plan(pending: PendingImport) -> ImportPlan:
    return plan_import(read_sheet(bytes(pending.content)), SourceMapping())


def _apply(request: MemberRequest) -> HttpResponse:
    """Planned again at the moment of writing: what is here may have changed since the preview."""
    pending = PendingImport.objects.filter(person=request.user).first()
    if pending is None:
        messages.error(request, _("There is no list to import. Choose the file again."))
        return redirect("organisations:import")
    try:
        plan = actions.import_list(read_sheet(bytes(pending.content)), by=request.user, partial=pending.partial)
    except RefusedRowsError:
        messages.error(request, _("Nothing was written, because rows are refused."))
        return redirect("organisations:import")
    actions.forget_pending(by=request.user)
    messages.success(request, _("The list is imported: %(new)s new, %(changed)s changed.") % plan.counts)
    return redirect("organisations:organisation-list")


def _shown(plan: ImportPlan) -> dict[str, object]:
    """The first lines of the report; the counts tell of all."""
    problems = [(step, problem, problem_sentence(problem)) for step in plan.refused for problem in step.problems]
    doubts = [(step, doubt, doubt_sentence(doubt)) for step in plan.doubtful for doubt in step.doubts]
    return {
        "counts": plan.counts,
        "problems": problems[:SHOWN],
        "doubts": doubts[:SHOWN],
        "more_problems": max(0, len(problems) - SHOWN),
        "more_doubts": max(0, len(doubts) - SHOWN),
        "steps": plan.steps[:SHOWN],
    }
