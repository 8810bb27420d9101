"""Every component in every state, for those who build pages. Only in development and in the demo."""

from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from hospes.core.paginate import Page
from hospes.core.shapes import Tab
from hospes.mail.rendering import as_html, as_text
from hospes.web import samples

PARTS = {
    "words": ("Words and buttons", "web/gallery/words.html"),
    "forms": ("Forms", "web/gallery/forms.html"),
    "lists": ("Lists and tables", "web/gallery/lists.html"),
    "pairs": ("Pairs and steps", "web/gallery/pairs.html"),
    "maps": ("Maps", "web/gallery/maps.html"),
    "errors": ("Errors and letters", "web/gallery/errors.html"),
}
ERRORS = ("400", "403", "403_csrf", "404", "500", "503")


@login_not_required
@require_safe
@csp_update({"frame-src": [SELF]})
def gallery(request: HttpRequest, part: str = "words") -> HttpResponse:
    _builders_only()
    if part not in PARTS:
        raise Http404
    tabs = [
        Tab(words, reverse("web:gallery-part", args=[name]), name == part) for name, (words, _file) in PARTS.items()
    ]
    heading, template = PARTS[part]
    return render(request, template, {"tabs": tabs, "heading": heading, **_content(request, part)})


@login_not_required
@require_safe
def error_page(request: HttpRequest, code: str) -> HttpResponse:
    """An error page, looked at on purpose."""
    _builders_only()
    if code not in ERRORS:
        raise Http404
    return render(request, f"web/errors/{code}.html", {"number": "3f1c9a52e07b4d68"})


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [SELF], "sandbox": [""]})
def letter(request: HttpRequest) -> HttpResponse:
    """A mail as mail programs show it. It can run nothing."""
    _builders_only()
    return HttpResponse(as_html(samples.LETTER, samples.STOP_LINK, "en"))


def _builders_only() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404


def _content(request: HttpRequest, part: str) -> dict[str, Any]:
    today = timezone.localdate()
    if part == "forms":
        return {"form": samples.SampleForm(), "bad_form": samples.SampleForm(samples.BAD_INPUT, prefix="bad")}
    if part == "lists":
        page: Page[str] = Page(items=["one"], number=4, size=1, count=20, query=request.GET)
        return {
            "names": samples.NAMES,
            "facets": samples.FACETS,
            "page": page,
            "history": samples.history(),
            "thread": samples.thread(),
            "agenda": samples.agenda(today),
            "today": today,
            "facts": samples.FACTS,
        }
    if part == "pairs":
        return {
            "scores": samples.SCORES,
            "reasons": samples.REASONS,
            "steps": samples.STEPS,
            "stopped": samples.STOPPED,
            "columns": samples.COLUMNS,
        }
    if part == "maps":
        return {"symbols": samples.SYMBOLS, "one": samples.SYMBOLS[:1]}
    if part == "errors":
        return {"codes": ERRORS, "text": as_text(samples.LETTER, samples.STOP_LINK)}
    return {"sample_tabs": samples.TABS}
