"""What somebody has agreed to, and what they should still look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, Count, Value

from hospes.mail.models import Muted
from hospes.mail.rules import address_hash
from hospes.people import own
from hospes.people.models import Person, PersonQuerySet
from hospes.privacy.models import Consent, ConsentQuerySet, OwnArchive
from hospes.privacy.texts import GUEST_TEXTS, TEXTS, Text, needed, optional


@dataclass(frozen=True)
class Standing:
    """A text, and what the person said to it last."""

    text: Text
    consent: Consent | None

    @property
    def is_current(self) -> bool:
        return self.consent is not None and self.consent.version == self.text.version


def agreements_of(person: Person) -> ConsentQuerySet:
    """The whole log of one person, the newest first."""
    return Consent.objects.filter(person=person).order_by("-given_at", "-pk")


def standing_of(person: Person) -> list[Standing]:
    """Each text, with the agreement that stands, if any. One query."""
    latest: dict[str, Consent] = {}
    for row in Consent.objects.standing().filter(person=person).order_by("given_at", "pk"):
        latest[row.text] = row
    return [Standing(text, latest.get(text.code)) for text in TEXTS.values()]


def texts_to_accept(person: Person) -> list[Text]:
    """Texts without which an account makes no sense, in a version that the person has not accepted yet."""
    accepted = set(Consent.objects.standing().filter(person=person).values_list("text", "version"))
    return [text for text in needed() if (text.code, text.version) not in accepted]


def people_who_agreed(code: str) -> PersonQuerySet:
    """Who may be written to because they agreed. Stopped mails are left out by the outbox."""
    found: PersonQuerySet = Person.objects.active().filter(
        consents__text=code, consents__withdrawn_at=None, erased_at=None
    )
    return found.distinct().order_by("pk")


def stopped_by_mail() -> Iterator[tuple[Consent, Muted]]:
    """Agreements that stand although their mails were stopped by the link in one of them."""
    for text in optional():
        rows = Consent.objects.standing().filter(text=text.code).select_related("person")
        muted = {row.address_hash: row for row in Muted.objects.filter(topic=text.topic)} if text.topic else {}
        for consent in rows.iterator(chunk_size=500) if muted else ():
            found = muted.get(address_hash(consent.person.email)) if consent.person else None
            if found is not None:
                yield consent, found


def guests_stopped_by_mail() -> Iterator[tuple[Consent, Muted]]:
    """The same of people without an account, who stopped after they had agreed."""
    for text in GUEST_TEXTS.values():
        muted = {row.address_hash: row for row in Muted.objects.filter(topic=text.topic)}
        rows = Consent.objects.standing().filter(text=text.code, guest__in=muted)
        yield from ((row, muted[row.guest]) for row in rows if muted[row.guest].muted_at > row.given_at)


def kept_of_guest(address: str) -> dict[str, int]:
    """How much is kept under an address without an account, list by list; lists that hold nothing are left out."""
    counts = {name: keeper.count(address) for name, keeper in own.guest_keepers().items()}
    counts["agreements"] = Consent.objects.filter(guest=address_hash(address)).count()
    return {name: count for name, count in counts.items() if count}


def counts_of(person: Person) -> dict[str, int]:
    """How much is in each list of own data: one question to the database for all of them."""
    counts, asked = {}, []
    for keeper in own.keepers():
        rows = keeper.rows_of(person)
        if isinstance(rows, own.Rows):
            counts[keeper.name] = 0
            named = rows.found.order_by().annotate(kept_in=Value(keeper.name, output_field=CharField()))
            asked.append(named.values("kept_in").annotate(kept=Count("pk")).values_list("kept_in", "kept"))
        else:
            counts[keeper.name] = len(rows)
    if asked:
        counts |= dict(asked[0].union(*asked[1:], all=True))
    return counts


def archive_with_content(person: Person) -> OwnArchive | None:
    return OwnArchive.objects.filter(person=person).first()


def archive_of(person: Person) -> OwnArchive | None:
    return OwnArchive.objects.filter(person=person).defer("content").first()
