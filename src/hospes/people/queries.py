"""Questions about people: who there is, what they hold, what we keep about them."""

from django.db.models import Prefetch, Q
from django.utils import timezone

from hospes.core.text import fold
from hospes.journal.models import PersonalPayload
from hospes.mail.queries import mails_to
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, HeldRole, OneTimeLink, Person, PersonQuerySet


def person_by_email(email: str) -> Person | None:
    """Whatever the case of the address. Erased people have none."""
    person: Person | None = Person.objects.filter(email__iexact=email.strip()).first()
    return person


def people(search: str = "") -> PersonQuerySet:
    """Everybody with an account, with the roles they hold now, by name. `search` needs no accents."""
    found: PersonQuerySet = Person.objects.filter(erased_at=None)
    for word in fold(search).split():
        found = found.filter(Q(search_words__contains=word))
    held = HeldRole.objects.now().order_by("role")
    return found.prefetch_related(Prefetch("held_roles", queryset=held, to_attr="roles_now")).order_by("name", "pk")


def people_with_role(*roles: PartnershipRole) -> PersonQuerySet:
    """Who holds one of the roles now and may sign in, by name."""
    found: PersonQuerySet = Person.objects.with_role(*roles).order_by("name", "pk")
    return found


def roles_held(person: Person) -> list[HeldRole]:
    """Every role the person holds or held, the newest first."""
    return list(person.held_roles.select_related("given_by").order_by("-given_at", "-pk"))


def tokens_of(person: Person) -> list[ApiToken]:
    return list(person.api_tokens.select_related("organisation").order_by("revoked_at", "-created_at", "-pk"))


def open_link(token_hash: str) -> OneTimeLink | None:
    """The link that still signs its reader in."""
    return (
        OneTimeLink.objects.select_related("person")
        .filter(token_hash=token_hash, used_at=None, expires_at__gt=timezone.now(), person__is_active=True)
        .first()
    )


def account_to_take_along(person: Person) -> dict[str, object]:
    """What accounts keep about a person, for their own download. Hashes of secrets stay here."""
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "time_zone": person.time_zone,
        "opened_at": person.created_at.isoformat(),
        "last_sign_in_at": person.last_login.isoformat() if person.last_login else None,
        "roles": [
            {
                "role": held.role,
                "given_at": held.given_at.isoformat(),
                "ended_at": held.ended_at.isoformat() if held.ended_at else None,
            }
            for held in roles_held(person)
        ],
        "api_tokens": [
            {
                "name": token.name,
                "created_at": token.created_at.isoformat(),
                "last_used_on": token.last_used_on.isoformat() if token.last_used_on else None,
                "revoked_at": token.revoked_at.isoformat() if token.revoked_at else None,
            }
            for token in tokens_of(person)
        ],
    }


def mails_to_take_along(person: Person) -> list[dict[str, object]]:
    """Which mails were written to a person, for their own download. The words are in their own mailbox."""
    return [
        {"written_at": mail.written_at.isoformat(), "topic": mail.topic, "subject": mail.subject, "state": mail.status}
        for mail in mails_to(person.email)
    ]


def words_to_take_along(person: Person) -> list[dict[str, object]]:
    """The journal's words about a person, for their own download."""
    rows = PersonalPayload.objects.filter(about_key=person.key).select_related("line").order_by("pk")
    return [{"at": row.line.at.isoformat(), "verb": row.line.verb, "words": row.payload} for row in rows]
