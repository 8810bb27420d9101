"""One organisation takes everything along, and may leave."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hospes.core.limits import is_too_often, try_later
from hospes.exports import actions, rules
from hospes.exports.archive.own import write_organisation
from hospes.exports.forms import RemoveForm
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation

# By one person in an hour.
MOST_IN_AN_HOUR = 20


@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: MemberRequest, slug: str) -> HttpResponseBase:
    """What is in it, and a button that sends it as one ZIP."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.may_take_along(request.user, organisation):
        raise Http404
    if request.method == "POST":
        if is_too_often("take-along", str(request.user.key), most=MOST_IN_AN_HOUR, within=timedelta(hours=1)):
            return try_later(request, seconds=3600)
        return _archive(request, organisation)
    return render(request, "exports/take_along.html", {"organisation": organisation})


def _archive(request: MemberRequest, organisation: Organisation) -> HttpResponseBase:
    name = f"{organisation.slug}-{timezone.localdate():%Y-%m-%d}.zip"
    with tempfile.TemporaryDirectory(prefix="hospes-organisation-") as folder:
        target = Path(folder) / "archive.zip"
        write_organisation(organisation, target)
        # Open it goes on to exist for the answer alone.
        file = target.open("rb")
    acting_for = organisation if organisation in request.organisations else None
    actions.note_organisation(organisation, by=request.user, acting_for=acting_for)
    answer = FileResponse(file, content_type="application/zip", as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, slug: str) -> HttpResponseBase:
    """Count what would go, and take the organisation out once its name is typed."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.may_remove(request.user, organisation):
        raise Http404
    form = RemoveForm(request.POST or None, organisation=organisation)
    belongings = actions.belongings_of(organisation)
    if form.is_valid():
        try:
            actions.remove_organisation(organisation, by=request.user)
        except actions.StillBoundError:
            form.add_error(None, _("Introductions are under way. End or withdraw them first: others count on them."))
        else:
            messages.success(request, _("%(name)s has left. Nothing of it is kept.") % {"name": organisation.name})
            return redirect("organisations:organisation-list")
    context = {
        "organisation": organisation,
        "form": form,
        "is_bound": belongings.is_bound,
        "counts": [
            (_("Entries"), str(belongings.entries.count())),
            (_("Introductions, with their messages"), str(belongings.introductions.count())),
            (_("Accounts of people who act for nobody else"), str(belongings.people.count())),
        ],
    }
    return render(request, "exports/remove.html", context)
