"""People as tests need them: the smallest valid account, and traits named as situations."""

import factory
from django.utils import timezone

from hospes.people.actions import search_words
from hospes.people.choices import PartnershipRole
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

    class Params:
        ended = factory.Trait(ended_at=factory.LazyFunction(timezone.now))

    person = factory.SubFactory(PersonFactory)
    role = PartnershipRole.FACILITATOR
