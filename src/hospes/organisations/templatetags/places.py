"""`{% load places %}`: countries and regions by their code, in the reader's language."""

from django import template

from hospes.reference.countries import country_name
from hospes.reference.regions import region_label

register = template.Library()


@register.filter
def country(code: str) -> str:
    """`SE` → `Sweden`."""
    return country_name(code) if code else ""


@register.filter
def region(code: str) -> str:
    """`ITI1` → `Tuscany`."""
    return region_label(code) if code else ""
