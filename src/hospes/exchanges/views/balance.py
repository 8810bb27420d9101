"""Who sent and hosted how many: one's own organisation, and for facilitators all of them. Shown, never punished."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hospes.core.paginate import paginate
from hospes.exchanges.queries import balance as queries
from hospes.organisations.http import MemberRequest
from hospes.people.rules import is_facilitator


@require_safe
def balance(request: MemberRequest) -> HttpResponse:
    if request.acting_for is None and not is_facilitator(request.user):
        raise Http404
    own = queries.balance_of(request.acting_for) if request.acting_for is not None else None
    context: dict[str, Any] = {"organisation": request.acting_for, "own": own}
    if is_facilitator(request.user):
        page = paginate(queries.organisations_with_balance(), request)
        rows = [(one, queries.balance_in(one)) for one in page.items]
        most = max((balance.most for _one, balance in rows), default=1)
        context |= {"page": page, "rows": rows, "most": most}
    return render(request, "exchanges/balance.html", context)
