"""Organisations that a file names and nobody knew: they come in with its entries, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from hospes.core.bulk import take_numbers
from hospes.incoming import rules
from hospes.incoming.models import ImportedContact
from hospes.incoming.reading.comparing import Judged
from hospes.journal.actions import Told, record_many
from hospes.matchmaking.rules.entries import may_write_for
from hospes.organisations.actions.organisations import free_slug, search_words
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person


class Organisations:
    """The organisation of each row. New ones have their number already, and are written with the entries."""

    def __init__(self, *, by: Person | None) -> None:
        self.by = by
        self._made: dict[str, tuple[int, Organisation]] = {}
        self._here: dict[int, Organisation] = {}
        self._contacts: dict[int, str] = {}

    def of(self, taken: Sequence[Judged]) -> Mapping[int, Organisation]:
        """By the `id` of the row. Those that nobody knew come in as known, not as members."""
        missing = {one.found.new: one for one in taken if one.found.new and one.found.new not in self._made}
        self._make(missing)
        asked = {one.found.pk for one in taken if one.found.pk is not None} - self._here.keys()
        for pk, organisation in Organisation.objects.in_bulk(asked).items():
            if self.by is not None and not may_write_for(self.by, organisation):
                raise PermissionDenied
            self._here[pk] = organisation
        found = {
            id(one): self._here[one.found.pk] if one.found.pk is not None else self._made[one.found.new][1]
            for one in taken
        }
        for one in taken:
            if one.row.email:
                self._contacts.setdefault(found[id(one)].pk, one.row.email)
        return found

    def _make(self, missing: Mapping[str, Judged]) -> None:
        if missing and self.by is not None and not rules.may_add_organisations(self.by):
            raise PermissionDenied
        oids = {one.row.named.oid for one in missing.values()} - {""}
        pics = {one.row.named.pic for one in missing.values()} - {""}
        oids -= set(Organisation.objects.filter(oid__in=oids).values_list("oid", flat=True))
        pics -= set(Organisation.objects.filter(pic__in=pics).values_list("pic", flat=True))
        for number, (new, one) in zip(take_numbers(Organisation, len(missing)), missing.items(), strict=True):
            named = one.row.named
            made = Organisation(
                pk=number, name=named.name, country=named.country, territory=named.region, town=named.town,
                oid=named.oid if named.oid in oids else "", pic=named.pic if named.pic in pics else "",
            )  # fmt: skip
            made.search_words = search_words(made)
            self._made[new] = one.row.line, made

    def write(self) -> int:
        """Inside the one turn: their addresses on the site are chosen now, when nobody can take the same."""
        if self._made:
            slugs = set(Organisation.objects.values_list("slug", flat=True))
            for _line, made in self._made.values():
                made.slug = free_slug(made.name, slugs)
                slugs.add(made.slug)
            Organisation.objects.bulk_create((made for _line, made in self._made.values()), batch_size=_AT_ONCE)
            told = [Told(made, None, {"line": line}) for line, made in self._made.values()]
            record_many("organisation.imported", told, by=self.by)
        return len(self._made)

    def keep_contacts(self, file: str, at: datetime) -> None:
        """The address in an old list, for organisations that have nobody here."""
        posts = OrganisationPost.objects.now().order_by().values_list("organisation_id", flat=True)
        with_people = set(posts.distinct()) if self._contacts else set()
        ImportedContact.objects.bulk_create(
            [
                ImportedContact(organisation_id=pk, email=email, file=file, kept_at=at)
                for pk, email in self._contacts.items()
                if pk not in with_people
            ],
            ignore_conflicts=True,
            batch_size=_AT_ONCE,
        )


_AT_ONCE = 500
