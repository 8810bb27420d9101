"""Asking once before something is done that nobody can take back: on a page of its own, which needs no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def ask_first(
    request: HttpRequest, heading: str, text: str, *, action: str, back: str, about: str = ""
) -> HttpResponse:
    """The button of this page sends the same address once more, to do it. `about` is what it is done to."""
    context = {"heading": heading, "lead": about, "text": text, "action": action, "back": back}
    return render(request, "web/sure.html", context)
