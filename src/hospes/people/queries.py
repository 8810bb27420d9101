"""Questions about people: who there is, what they hold, what we keep about them."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.utils import timezone

from hospes.core.text import fold
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


class AccountGoneError(PermissionDenied):
    """The person was erased after their request had begun."""


def refuse_erased(actor: object) -> None:
    """Whoever was erased since they were read does nothing any more: their name would come back with it.

    Asked with the journal in hand, which an erasure takes, too: either it sees what was written, or it is seen here.
    """
    if not isinstance(actor, Person) or actor.erased_at is not None:
        return
    if Person.objects.filter(pk=actor.pk).exclude(erased_at=None).exists():
        raise AccountGoneError
