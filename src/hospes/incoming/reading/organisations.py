"""Which organisation a row means: one that is here, one that another row names, or a new one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from hospes.core.text import words
from hospes.incoming.choices import OrganisationFrom
from hospes.incoming.models import ImportedContact
from hospes.incoming.reading.rows import Named, Proposed
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation, OrganisationPost

# Addresses there belong to people of any organisation.
_FOR_EVERYBODY = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com gmx.de gmx.net web.de "
    "wanadoo.fr orange.fr free.fr laposte.net libero.it telia.com".split()
)


@dataclass(frozen=True)
class Found:
    """`pk` of an organisation that is here, or the `new` one under which rows of the file are put together."""

    by: OrganisationFrom
    pk: int | None = None
    new: str = ""
    # Of another row, when that row says which.
    like_line: int | None = None


class KnownOrganisations:
    """Every organisation by what a row may say of it, and those that rows of the file name anew."""

    def __init__(self, *, own: Organisation | None) -> None:
        self.own = own
        self._by_name: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self._by_host: dict[str, set[int]] = defaultdict(set)
        self._by_email: dict[str, set[int]] = defaultdict(set)
        self.names: dict[int, str] = {}
        self.suspended: set[int] = set()
        rows = Organisation.objects.all() if own is None else Organisation.objects.filter(pk=own.pk)
        self._by_identifier: dict[str, int] = {}
        told = rows.values_list("pk", "name", "country", "territory", "website", "membership", "oid", "pic")
        for pk, name, country, territory, website, membership, oid, pic in told.iterator(chunk_size=2000):
            self.names[pk] = name
            self._by_name[words(name), country].append((pk, territory))
            if host := (urlsplit(website).hostname or "").removeprefix("www."):
                self._by_host[host].add(pk)
            self._by_identifier |= {number: pk for number in (oid, pic) if number}
            if membership == Membership.SUSPENDED:
                self.suspended.add(pk)
        self._read_addresses()
        # Of this file: address or name → the row that came first.
        self._new: dict[tuple[str, str], str] = {}
        self._numbered: dict[str, str] = {}
        self._first: dict[tuple[str, str], tuple[Found, int]] = {}

    def _read_addresses(self) -> None:
        for pk, email in ImportedContact.objects.values_list("organisation_id", "email").iterator():
            self._by_email[email.casefold()].add(pk)
        people = OrganisationPost.objects.now().values_list("organisation_id", "person__email")
        for pk, email in people.iterator():
            self._by_email[email.casefold()].add(pk)

    def find(self, row: Proposed, picked: int | None, earlier: Iterable[int]) -> Found:
        """`earlier`: organisations that got the very same row in an earlier import."""
        if picked is not None:
            return self._kept(row, Found(OrganisationFrom.PICKED, picked))
        if self.own is not None:
            return self._is_own(row)
        found = self._identified(row.named) or self._named(row.named) or self._earlier(earlier) or self._addressed(row)
        return self._kept(row, found or self._of_the_file(row))

    def _is_own(self, row: Proposed) -> Found:
        """Members import for themselves. A row that names somebody else is not for them."""
        name = row.named.name
        if self.own is None or (name and words(name) != words(self.own.name)):
            return Found(OrganisationFrom.NONE)
        return Found(OrganisationFrom.OWN, self.own.pk)

    def _identified(self, named: Named) -> Found | None:
        """Numbers of the programme are surer than names. When they say two organisations, neither counts."""
        pks = {self._by_identifier[one] for one in (named.oid, named.pic) if one in self._by_identifier}
        return Found(OrganisationFrom.IDENTIFIER, pks.pop()) if len(pks) == 1 else None

    def _named(self, named: Named) -> Found | None:
        name = words(named.name)
        if not name:
            return None
        if named.country:
            alike = self._by_name.get((name, named.country), [])
        else:
            alike = [one for (known, _country), those in self._by_name.items() if known == name for one in those]
        near = [pk for pk, territory in alike if named.region and territory.startswith(named.region)]
        pks = near if len(alike) > 1 else [pk for pk, _territory in alike]
        return Found(OrganisationFrom.NAME, pks[0]) if len(pks) == 1 else None

    def _earlier(self, pks: Iterable[int]) -> Found | None:
        known = [pk for pk in dict.fromkeys(pks) if pk in self.names]
        return Found(OrganisationFrom.EARLIER, known[0]) if len(known) == 1 else None

    def _addressed(self, row: Proposed) -> Found | None:
        """By the very address, or by its host when it is the website of one organisation only."""
        by_email = self._by_email.get(row.email.casefold(), set()) if row.email else set()
        if len(by_email) == 1:
            return Found(OrganisationFrom.EMAIL, next(iter(by_email)))
        for host in (row.named.website, row.email.rpartition("@")[2].casefold()):
            there = self._by_host.get(host, set()) if host and host not in _FOR_EVERYBODY else set()
            if len(there) == 1:
                return Found(OrganisationFrom.WEBSITE, next(iter(there)))
        return None

    def _of_the_file(self, row: Proposed) -> Found:
        """A new one; or the one of an earlier row with the same name, or with the same address and country."""
        named = row.named
        if not named.name:
            return Found(OrganisationFrom.NONE)
        same_name = (words(named.name), named.country)
        for number in filter(None, (named.oid, named.pic)):
            # Two new organisations cannot have the same number: it is one, however its name is written.
            if (new := self._numbered.get(number)) is not None:
                return Found(OrganisationFrom.NEW, new=self._numbered_as(named, new))
        if same_name in self._new:
            return Found(OrganisationFrom.NEW, new=self._numbered_as(named, self._new[same_name]))
        if first := self._first.get((row.email.casefold(), named.country)) if row.email else None:
            return Found(OrganisationFrom.FILE, first[0].pk, first[0].new, first[1])
        self._new[same_name] = f"{same_name[0]}|{named.country}"
        return Found(OrganisationFrom.NEW, new=self._numbered_as(named, self._new[same_name]))

    def _numbered_as(self, named: Named, new: str) -> str:
        for number in filter(None, (named.oid, named.pic)):
            self._numbered.setdefault(number, new)
        return new

    def _kept(self, row: Proposed, found: Found) -> Found:
        """The first row with an address says whose it is."""
        if row.email and (found.pk is not None or found.new):
            self._first.setdefault((row.email.casefold(), row.named.country), (found, row.line))
        return found
