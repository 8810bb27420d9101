"""The request as our views know it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from hospes.organisations.models import Organisation
from hospes.people.models import Person


class MemberRequest(HttpRequest):
    """A signed-in request: who asks, and the organisation they act for, if any."""

    user: Person
    acting_for: Organisation | None
    organisations: list[Organisation]
    htmx: HtmxDetails


class PublicRequest(HttpRequest):
    """Anybody's request. `acting_for` is None for visitors."""

    acting_for: Organisation | None
    organisations: list[Organisation]
    htmx: HtmxDetails
