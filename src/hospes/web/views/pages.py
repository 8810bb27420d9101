"""Pages of text: help, privacy, terms, accessibility, and what this software is."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hospes.core.release import release
from hospes.web.questions import QUESTIONS

# When the accessibility statement was last prepared. It is looked at again at least once a year.
STATEMENT_OF = date(2026, 11, 23)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help.html", {"questions": QUESTIONS})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


@login_not_required
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "web/terms.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html", {"statement_of": STATEMENT_OF})


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/about.html", {"version": release(), "gallery": settings.DEBUG or settings.DEMO})
