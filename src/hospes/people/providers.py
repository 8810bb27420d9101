"""What is done with accounts at another provider. One verb, one transaction, one trace."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.people import letters, queries, rules
from hospes.people.models import Person
from hospes.people.openid import PROVIDER, Identity, configured


def connected(person: Person) -> SocialAccount | None:
    """The person's account at the provider, if it is connected."""
    return SocialAccount.objects.filter(user=person, provider=PROVIDER).first()


@transaction.atomic
def person_behind(identity: Identity) -> Person | None:
    """Whose account this signs in to. A verified address connects the account that has it, once.

    Nobody gets an account by this: accounts come by invitation. Closed accounts stay closed.
    """
    known = SocialAccount.objects.select_related("user").filter(provider=PROVIDER, uid=identity.uid).first()
    if known is not None:
        SocialAccount.objects.filter(pk=known.pk).update(last_login=timezone.now())
        return known.user if known.user.is_active else None
    if not identity.is_verified:
        return None
    person = queries.person_by_email(identity.email)
    if person is None or not person.is_active or connected(person) is not None:
        return None
    connect(person, identity, by=person)
    return person


@transaction.atomic
def connect(person: Person, identity: Identity, *, by: Person) -> None:
    """From now on this account at the provider signs in to the person's account."""
    if not rules.may_see_own(by, person):
        raise PermissionDenied
    extra = {"email": identity.email}
    try:
        with transaction.atomic():
            account, is_new = SocialAccount.objects.get_or_create(
                provider=PROVIDER, uid=identity.uid, defaults={"user": person, "extra_data": extra}
            )
    except IntegrityError as error:
        raise PermissionDenied from error
    if account.user_id != person.pk:
        raise PermissionDenied
    if is_new:
        post(
            lambda: letters.provider_connected(person, configured().name),
            to=letters.reader(person),
            topic=letters.TOPIC,
            unsubscribe=False,
        )
        record("person.provider_connected", on=person, by=by)


@transaction.atomic
def disconnect(person: Person, *, by: Person) -> None:
    """The provider no longer signs in here. The link by mail and the password still do."""
    if not rules.may_see_own(by, person):
        raise PermissionDenied
    gone, _by_model = SocialAccount.objects.filter(user=person, provider=PROVIDER).delete()
    if gone:
        name = settings.OIDC.name if settings.OIDC else "OpenID Connect"
        post(
            lambda: letters.provider_disconnected(person, name),
            to=letters.reader(person),
            topic=letters.TOPIC,
            unsubscribe=False,
        )
        record("person.provider_disconnected", on=person, by=by)
