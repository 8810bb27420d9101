"""The public table of terms."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hospes.core.terms import TERMS
from hospes.privacy.durations import in_words


@login_not_required
@require_safe
def how_long(request: HttpRequest) -> HttpResponse:
    rows = [(term, in_words(term.keeps) if term.keeps else "") for term in TERMS.values()]
    return render(request, "privacy/how_long.html", {"rows": rows})
