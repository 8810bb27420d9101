"""`{% download "entries" %}`: the list of this page as a table, with the choices of its address."""

from typing import Any

from django import template
from django.urls import reverse

from hospes.exports.register import find
from hospes.exports.rules import may_remove, may_take_along
from hospes.organisations.models import Organisation

register = template.Library()
# Pages of a list and parts of a page say nothing about which rows are wanted.
_NOT_KEPT = ("page", "past", "invited", "of", "headings")


@register.inclusion_tag("web/components/download.html", takes_context=True)
def download(context: dict[str, Any], name: str, of: object = "") -> dict[str, Any]:
    """Nothing for those who may not take the list along. `of` names the one thing that the list is about."""
    request = context["request"]
    table = find(name)
    if not table.may(request):
        return {"links": []}
    query = request.GET.copy()
    for parameter in _NOT_KEPT:
        query.pop(parameter, None)
    if of:
        query["of"] = str(of)
    ending = f"?{query.urlencode()}" if query else ""
    links = [(form, reverse("exports:table", args=[name, form]) + ending) for form in ("xlsx", "csv")]
    return {"links": links, "is_personal": table.is_personal, "token": context.get("csrf_token", "")}


@register.inclusion_tag("exports/organisation_links.html", takes_context=True)
def leaving_links(context: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    """On the page of an organisation: take everything along; and, for the secretariat, take it out."""
    person = context["request"].user
    return {
        "organisation": organisation,
        "may_take_along": may_take_along(person, organisation),
        "may_remove": may_remove(person, organisation),
    }
