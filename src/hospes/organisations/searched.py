"""Organisations and regions can be found."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.organisations.actions import documents
from hospes.organisations.models import Organisation
from hospes.reference.countries import country_name
from hospes.reference.regions import ancestors, is_region, region_label
from hospes.search import sections, sources
from hospes.search.concepts import regions_named


def find_organisations(text: str) -> sections.Shelved:
    return sections.on_shelf(documents.ORGANISATION, text, _organisations)


def _organisations(ids: list[int]) -> Iterator[sections.Hit]:
    rows = Organisation.objects.in_bulk(ids)
    for one in (rows[pk] for pk in ids if pk in rows):
        line = _("%(kind)s · %(town)s, %(country)s") if one.town else _("%(kind)s · %(country)s")
        words = {"kind": one.get_kind_display(), "town": one.town, "country": country_name(one.country)}
        yield sections.Hit(one.name, one.get_absolute_url(), line % words)


def find_regions(text: str) -> sections.Listed:
    """Regions whose name in any language has every word: by the names, not by what happens there."""
    return sections.Listed([_region(code) for code in regions_named(text) if is_region(code)])


def _region(code: str) -> sections.Hit:
    around = [region_label(one) for one in ancestors(code)]
    return sections.Hit(region_label(code), reverse("organisations:region-detail", args=[code]), ", ".join(around))


sources.add(sources.Source(documents.ORGANISATION, Organisation, documents.drafts_of))
sections.add(sections.Section("organisations", 20, gettext_lazy("Organisations"), find_organisations))
sections.add(sections.Section("regions", 30, gettext_lazy("Regions"), find_regions))
