"""What a comparison rests on. When it has changed since, the rows are compared anew before they are written."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max

from hospes.incoming.models import EntrySource, ImportedContact
from hospes.organisations.models import Organisation, OrganisationPost


def basis() -> str:
    """The same while no organisation, no address and no imported entry came, went or changed its name."""
    digest = hashlib.sha256()
    organisations = Organisation.objects.order_by("pk").values_list(
        "pk", "name", "country", "territory", "website", "membership", "oid", "pic"
    )
    contacts = ImportedContact.objects.order_by("pk").values_list("organisation_id", "email")
    posts = OrganisationPost.objects.now().order_by("pk").values_list("organisation_id", "person__email")
    for rows in (organisations, contacts, posts):
        _add(digest, rows.iterator(chunk_size=2000))
    sources = EntrySource.objects.aggregate(Count("pk"), Max("pk"), Max("imported_at"))
    _add(digest, [tuple(sources.values())])
    return digest.hexdigest()


def _add(digest: Any, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        digest.update(repr(row).encode("utf-8", "replace"))
    digest.update(b"|")
