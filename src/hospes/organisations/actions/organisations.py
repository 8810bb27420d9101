"""Adding and changing organisations."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hospes.core.text import fold, words
from hospes.core.versions import refuse_stale
from hospes.journal.actions import record
from hospes.organisations import rules
from hospes.organisations.choices import Membership
from hospes.organisations.models import Accreditation, Organisation
from hospes.people.models import Person
from hospes.reference.choices import OrganisationKind

# What the edit page may change. Membership and the supporters' heading are the secretariat's.
FIELDS = (
    "name", "kind", "country", "territory", "town", "website", "about", "about_language", "languages", "oid", "pic",
    "in_earlall",
)  # fmt: skip
SECRETARIAT_FIELDS = ("supporter_category",)
# Pages of ours that stand where an organisation's page would.
_PAGES = frozenset({"new", "import"})


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: OrganisationKind | str,
    country: str,
    by: Person | None,
    membership: Membership | str = Membership.NONE,
    member_since: date | None = None,
    **values: Any,
) -> Organisation:
    """Add an organisation. `values`: any of `FIELDS` and `SECRETARIAT_FIELDS`. `by=None`: the site itself."""
    if by is not None and not rules.may_add_organisation(by):
        raise PermissionDenied
    membership = Membership(membership)
    if membership == Membership.ACTIVE and member_since is None:
        member_since = timezone.localdate()
    organisation = Organisation(
        name=name,
        kind=OrganisationKind(kind),
        country=country,
        membership=membership,
        member_since=member_since,
        slug=free_slug(name),
        **_known(values, FIELDS + SECRETARIAT_FIELDS),
    )
    organisation.search_words = search_words(organisation)
    organisation.save()
    record("organisation.added", on=organisation, by=by, facts={"membership": membership.value})
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    by: Person,
    acting_for: Organisation | None = None,
    seen: str | None = None,
    **values: Any,
) -> list[str]:
    """Change what the edit page may change; answers with the names of the fields that changed.

    `seen`: what `version_of` said of these fields when they were shown. When they are other ones now, nothing changes.
    """
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update())
    if not rules.may_edit(by, organisation):
        raise PermissionDenied
    known = _known(values, FIELDS + SECRETARIAT_FIELDS)
    if set(known) & set(SECRETARIAT_FIELDS) and not rules.may_add_organisation(by):
        raise PermissionDenied
    refuse_stale(organisation, known, seen)
    changed = [field for field, value in known.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, known[field])
    if changed:
        organisation.search_words = search_words(organisation)
        organisation.save(update_fields=[*changed, "search_words", "changed_at"])
        record("organisation.changed", on=organisation, by=by, acting_for=acting_for, facts={"fields": changed})
    return changed


@transaction.atomic
def change_logo(
    organisation: Organisation,
    *,
    by: Person,
    logo: ContentFile[bytes] | None,
    alt: str,
    acting_for: Organisation | None = None,
) -> None:
    """Show another logo, or none. `logo` comes from `core.uploads`, written anew. A logo has words for it."""
    if not rules.may_edit(by, organisation):
        raise PermissionDenied
    old = organisation.logo.name
    storage = organisation.logo.storage
    if logo is None:
        organisation.logo, organisation.logo_alt = "", ""
    else:
        organisation.logo.save(logo.name or "logo.webp", logo, save=False)
        organisation.logo_alt = alt
    organisation.save(update_fields=["logo", "logo_alt", "changed_at"])
    record("organisation.logo_changed", on=organisation, by=by, acting_for=acting_for)
    if old:
        transaction.on_commit(lambda: storage.delete(old))


@transaction.atomic
def change_logo_words(
    organisation: Organisation, *, by: Person, alt: str, acting_for: Organisation | None = None
) -> None:
    if not rules.may_edit(by, organisation):
        raise PermissionDenied
    if organisation.logo_alt != alt:
        organisation.logo_alt = alt
        organisation.save(update_fields=["logo_alt", "changed_at"])
        record("organisation.changed", on=organisation, by=by, acting_for=acting_for, facts={"fields": ["logo_alt"]})


@transaction.atomic
def change_membership(
    organisation: Organisation, membership: Membership | str, *, by: Person, reason: str = ""
) -> None:
    """Make a member, suspend, end. What may follow what stands in `NEXT_MEMBERSHIP`."""
    membership = Membership(membership)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not rules.may_change_membership(by, locked, membership):
        raise PermissionDenied
    before = locked.membership
    organisation.membership = membership
    if membership == Membership.ACTIVE and before != Membership.SUSPENDED:
        organisation.member_since = timezone.localdate()
    organisation.save(update_fields=["membership", "member_since", "changed_at"])
    record(
        "organisation.membership_changed",
        on=organisation,
        by=by,
        facts={"before": before, "membership": membership.value, "reason": reason},
    )


@transaction.atomic
def add_accreditation(
    organisation: Organisation,
    *,
    number: str,
    by: Person,
    field: str = "VET",
    year: int | None = None,
    status: str = "",
) -> Accreditation:
    if not rules.may_edit(by, organisation):
        raise PermissionDenied
    row = Accreditation.objects.create(organisation=organisation, number=number, field=field, year=year, status=status)
    record("organisation.accreditation_added", on=organisation, by=by, facts={"number": number})
    return row


def search_words(organisation: Organisation) -> str:
    """What the search looks in: name, town and identifiers, without accents, capitals or punctuation."""
    return words(f"{organisation.name} {organisation.town} {organisation.oid} {organisation.pic}")[:700]


def free_slug(name: str, taken: set[str] | None = None) -> str:
    """An address for a name that no other organisation has: `Łódź` → `lodz`, the second `lodz-2`.

    `taken`: slugs that are already known, for an import of many; otherwise the database is asked.
    """
    base = slugify(fold(name))[:70].strip("-") or "organisation"
    if taken is None:
        taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken or slug in _PAGES:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _known(values: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    unknown = set(values) - set(fields)
    if unknown:
        message = f"An organisation has no such field to set: {', '.join(sorted(unknown))}."
        raise TypeError(message)
    return values
