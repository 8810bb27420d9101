"""What an apprentice needs to know who wants to go from one territory to another."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hospes.apprenticeships import phrases, queries, rules
from hospes.apprenticeships.forms import TerritoriesForm, written
from hospes.organisations.http import MemberRequest


@require_safe
def between(request: MemberRequest) -> HttpResponse:
    """Asked by two codes: `?from=SE232&to=NO0A2`. The form asks by names, and leads there."""
    if "sending_country" in request.GET:
        form = TerritoriesForm(request.GET)
        if form.is_valid():
            codes = {"from": form.territories.sending, "to": form.territories.hosting}
            return redirect(f"{reverse('apprenticeships:between')}?{urlencode(codes)}")
        return _page(request, form, None)
    sending, hosting = request.GET.get("from", ""), request.GET.get("to", "")
    first = written("sending", sending), written("hosting", hosting)
    form = TerritoriesForm(initial=first[0] | first[1])
    return _page(request, form, (sending, hosting) if all(first) else None)


def _page(request: MemberRequest, form: TerritoriesForm, codes: tuple[str, str] | None) -> HttpResponse:
    ways = [phrases.way_shown(queries.way(*pair)) for pair in (codes, codes[::-1])] if codes else []
    context = {
        "form": form,
        "ways": ways,
        "codes": codes,
        "may_keep": rules.may_keep_rules(request.user),
    }
    return render(request, "apprenticeships/between.html", context, status=400 if form.errors else 200)
