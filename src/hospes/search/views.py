"""One box over everything."""

from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hospes.core.paginate import Page, paginate
from hospes.core.validation import one_line
from hospes.search.asked import MOST_LETTERS
from hospes.search.queries import meant
from hospes.search.sections import Hit, all_sections

_SHOWN, _ON_A_PAGE = 5, 25


@dataclass(frozen=True, slots=True)
class Group:
    """What one app found: the best of it, and where the rest is."""

    code: str
    title: str | Promise
    count: int
    hits: list[Hit]
    url: str
    note: str | Promise = ""
    is_guess: bool = False

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = one_line(request.GET.get("search", "").replace("\x00", " "))[:MOST_LETTERS]
    found = {section: section.find(text) for section in all_sections()} if text.strip() else {}
    groups = [
        Group(section.code, section.title, count, [], _address(text, section.code), section.note, section.is_guess)
        for section, rows in found.items()
        if (count := rows.count())
    ]
    chosen = next((one for one in found if one.code == request.GET.get("in")), None)
    page: Page[Hit] | None = paginate(found[chosen], request, size=_ON_A_PAGE) if chosen else None
    if page is None:
        rows_of = {section.code: rows for section, rows in found.items()}
        groups = [replace(one, hits=list(rows_of[one.code][:_SHOWN])) for one in groups]
    better = meant(text) if text.strip() and all(one.is_guess for one in groups) else ""
    context = {
        "text": text,
        "groups": groups,
        "chosen": chosen,
        "page": page,
        "all_url": _address(text),
        "better": better,
        "better_url": _address(better),
    }
    return render(request, "search/search.html", context)


def _address(text: str, section: str = "") -> str:
    return f"{reverse('search:search')}?{urlencode({'search': text} | ({'in': section} if section else {}))}"
