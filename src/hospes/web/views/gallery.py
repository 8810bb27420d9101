"""Every component in every state, for those who build pages. Only in development and in the demo."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hospes.web import samples

BAD_INPUT = {"name": "", "about": "x" * 290, "places": "0", "starts_on": "yesterday", "kind": "school"}


@login_not_required
@require_safe
def gallery(request: HttpRequest, part: str = "forms") -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    context = {"part": part, "form": samples.SampleForm(), "bad_form": samples.SampleForm(BAD_INPUT, prefix="bad")}
    return render(request, f"web/gallery/{part}.html", context)
