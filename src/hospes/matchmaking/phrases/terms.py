"""The terms of an introduction and the place of an organisation, in words."""

from django.utils.translation import gettext as _

from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases import words
from hospes.organisations.models import Organisation
from hospes.reference.countries import country_name


def period(introduction: Introduction) -> str:
    if introduction.starts_on and introduction.ends_on:
        return words.period([introduction.starts_on, introduction.ends_on])
    return _("To be agreed between you")


def organisation_and_place(organisation: Organisation) -> str:
    """`Region Vestland, Bergen, Norway`."""
    parts = [organisation.name, organisation.town, country_name(organisation.country)]
    return ", ".join(part for part in parts if part)
