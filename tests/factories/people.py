"""People as tests need them: the smallest valid account, and traits named as situations."""

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.utils import timezone

from hospes.people.actions import search_words
from hospes.people.choices import WITH_SECOND_FACTOR, PartnershipRole
from hospes.people.models import HeldRole, Person

PASSWORD = "a-long-password-7"


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """`PersonFactory(administrator=True)`, `PersonFactory(signs_in=True)` has `PASSWORD`."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    class Params:
        deactivated = factory.Trait(is_active=False)

    email = factory.Sequence(lambda number: f"person{number}@hospes.example")
    name = factory.Sequence(lambda number: f"Person {number}")
    search_words = factory.LazyAttribute(search_words)

    @factory.post_generation
    def signs_in(self: Person, create: bool, wanted: bool | None, **_: object) -> None:
        if wanted:
            self.set_password(PASSWORD)
            self.save(update_fields=["password"])

    @factory.post_generation
    def role(self: Person, create: bool, wanted: PartnershipRole | str | None, **_: object) -> None:
        if wanted:
            HeldRoleFactory(person=self, role=wanted)

    @factory.post_generation
    def secretariat(self: Person, create: bool, wanted: bool | None, **_: object) -> None:
        if wanted:
            HeldRoleFactory(person=self, role=PartnershipRole.SECRETARIAT)

    @factory.post_generation
    def facilitator(self: Person, create: bool, wanted: bool | None, **_: object) -> None:
        if wanted:
            HeldRoleFactory(person=self, role=PartnershipRole.FACILITATOR)

    @factory.post_generation
    def administrator(self: Person, create: bool, wanted: bool | None, **_: object) -> None:
        if wanted:
            HeldRoleFactory(person=self, role=PartnershipRole.ADMINISTRATOR)


class HeldRoleFactory(factory.django.DjangoModelFactory[HeldRole]):
    class Meta:
        model = HeldRole
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(ended_at=factory.LazyFunction(timezone.now))

    person = factory.SubFactory(PersonFactory)
    role = PartnershipRole.FACILITATOR

    @factory.post_generation
    def waiting(self: HeldRole, create: bool, wanted: bool | None, **_: object) -> None:
        """`HeldRoleFactory(role=…, waiting=True)`: without the second factor that the role asks for."""
        if self.role in WITH_SECOND_FACTOR and not wanted:
            AuthenticatorFactory(user=self.person)


# Every invented person has the same authenticator app.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class AuthenticatorFactory(factory.django.DjangoModelFactory[Authenticator]):
    """An authenticator app with `SECRET`."""

    class Meta:
        model = Authenticator
        django_get_or_create = ("user", "type")

    user = factory.SubFactory(PersonFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt(SECRET)})
