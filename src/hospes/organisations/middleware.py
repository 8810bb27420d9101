"""Say on every request which organisation the person is acting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hospes.organisations.models import Organisation
from hospes.organisations.rules import remember_posts
from hospes.people.models import Person

SESSION_KEY = "acting_for"


def acting_organisation(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `acting_for` and `organisations`. One query for people, none for visitors."""

    def middleware(request: HttpRequest) -> HttpResponse:
        organisations: list[Organisation] = []
        if isinstance(request.user, Person):
            if request.method in {"GET", "HEAD"}:
                remember_posts(request.user)
            organisations = list(Organisation.objects.acted_for_by(request.user).order_by("name", "pk"))
        chosen = request.session.get(SESSION_KEY) if organisations else None
        acting_for = next((one for one in organisations if one.pk == chosen), None)
        request.organisations = organisations  # type: ignore[attr-defined]
        request.acting_for = acting_for or next(iter(organisations), None)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
