"""What other sites show of ours in a frame: public entries, by no cookie and for nobody in particular."""

from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.forms.catalogue import wanted as read_wanted
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.matchmaking.queries.found import found_now
from hospes.sharing.choices import Shown
from hospes.sharing.embedding import Embed
from hospes.sharing.forms import LOOKS, NUMBERS, ShowForm
from hospes.sharing.views.feeds import language_of

_SPOTS = 12
_View = Any


def framed(view: _View) -> _View:
    """Any site may show the answer in a frame; caches may keep it, because it is the same for everybody."""

    @login_not_required
    @require_safe
    @xframe_options_exempt
    @csp_replace({"frame-ancestors": ["*"]})
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request)):
            answer: HttpResponseBase = view(request)
        answer["Cache-Control"] = "public, max-age=300"
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer

    return shown


@framed
def entries(request: HttpRequest) -> HttpResponse:
    wanted = read_wanted(request.GET)
    asked = request.GET.get("number", "")
    size = int(asked) if asked in dict(NUMBERS) else 5
    page = paginate(found_now(wanted, timezone.localdate()), request, size=size)
    context = {"cards": [card(entry) for entry in page.items], "page": page}
    return render(request, "sharing/embed_entries.html", _frame(request) | context)


@framed
def entry_map(request: HttpRequest) -> HttpResponse:
    wanted = read_wanted(request.GET)
    spots = phrases.spots(found_now(wanted, timezone.localdate()).places(), wanted)
    context = {"symbols": phrases.symbols(spots), "spots": spots[:_SPOTS], "more": len(spots) > _SPOTS}
    return render(request, "sharing/embed_map.html", _frame(request) | context)


def _frame(request: HttpRequest) -> dict[str, Any]:
    look = request.GET.get("look", "")
    return {"look": look if look in dict(LOOKS) else "", "catalogue": phrases.page_of(read_wanted(request.GET))}


@login_not_required
@require_safe
@conditional_page
def script(request: HttpRequest) -> HttpResponse:
    """The script that other sites include. Its address stays, whatever its content becomes."""
    found = finders.find("sharing/hospes.js")
    if not isinstance(found, str):
        raise Http404
    with open(found, encoding="utf-8") as file:  # noqa: PTH123  the finder answers with a name
        answer = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@login_not_required
@require_safe
@csp_replace({"frame-src": ["'self'"]})
def show_on_your_site(request: HttpRequest) -> HttpResponse:
    """Choose, look at it, copy two lines."""
    wanted = read_wanted(request.GET)
    form = ShowForm(request.GET if "show" in request.GET else None, initial=_initial(request))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    embed = Embed(
        Shown(chosen.get("show") or Shown.ENTRIES),
        wanted,
        chosen.get("lang") or get_language() or "en",
        chosen.get("look") or "",
        int(chosen.get("number") or 5),
    )
    context = {"form": form, "embed": embed, "chosen": phrases.chosen(wanted), "kept": _kept(wanted)}
    return render(request, "sharing/show_on_your_site.html", context)


def _initial(request: HttpRequest) -> dict[str, str]:
    kinds = request.GET.getlist("kind")
    return {"show": Shown.ENTRIES, "lang": get_language() or "en", "number": "5", "kind": kinds[0] if kinds else ""}


def _kept(wanted: Wanted) -> list[tuple[str, str]]:
    """Filters of the catalogue for which the form has no box."""
    pairs = [("search", wanted.text)] if wanted.text else []
    return pairs + [(scheme, code) for scheme, codes in wanted.codes.items() for code in codes]
