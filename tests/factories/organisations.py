"""Organisations, posts, invitations and requests to join, as tests need them."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from hospes.core.tokens import hash_token
from hospes.organisations.actions import search_words
from hospes.organisations.choices import ChallengeKind, Membership, Post
from hospes.organisations.models import (
    Accreditation,
    Invitation,
    JoinRequest,
    Organisation,
    OrganisationPost,
    RegionChallenge,
    RegionSkillNeed,
)
from hospes.reference.choices import OrganisationKind
from hospes.search import sources
from tests.factories.people import PersonFactory


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """A member. `OrganisationFactory(not_a_member=True)`, `OrganisationFactory(authority_of="SE23")`."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    class Params:
        not_a_member = factory.Trait(membership=Membership.NONE, member_since=None)
        authority_of: str | None = None

    name = factory.Sequence(lambda number: f"Organisation {number:04}")
    slug = factory.Sequence(lambda number: f"organisation-{number}")
    kind = factory.LazyAttribute(
        lambda one: OrganisationKind.REGIONAL_AUTHORITY if one.authority_of else OrganisationKind.VET_PROVIDER
    )
    country = "SE"
    territory = factory.LazyAttribute(lambda one: one.authority_of or "SE232")
    town = "Göteborg"
    languages = factory.LazyFunction(lambda: ["sv", "en"])
    oid = ""
    pic = ""
    membership = Membership.ACTIVE
    member_since = date(2025, 9, 17)
    search_words = factory.LazyAttribute(search_words)

    @factory.post_generation
    def indexed(self: Organisation, create: bool, wanted: bool | None = None, **_: object) -> None:
        if create and wanted is not False:
            sources.refresh("organisation", [self.pk])


class PostFactory(factory.django.DjangoModelFactory[OrganisationPost]):
    """A member of staff; `PostFactory(ended=True)` was one."""

    class Meta:
        model = OrganisationPost

    class Params:
        ended = factory.Trait(ended_on=date(2026, 6, 30))

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    post = Post.MEMBER
    started_on = date(2026, 1, 15)


class RepresentativeFactory(PostFactory):
    post = Post.REPRESENTATIVE


class DeputyFactory(PostFactory):
    post = Post.DEPUTY


class InvitationFactory(factory.django.DjangoModelFactory[Invitation]):
    """An open invitation by a member of the secretariat; its link holds `token`."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda number: f"token-{number}")
        expired = factory.Trait(expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(seconds=1)))
        revoked = factory.Trait(revoked_at=factory.LazyFunction(timezone.now))
        accepted = factory.Trait(accepted_at=factory.LazyFunction(timezone.now))

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda number: f"invited{number}@hospes.example")
    name = "Iris Invited"
    post = Post.MEMBER
    token_hash = factory.LazyAttribute(lambda one: hash_token(one.token))
    invited_by = factory.SubFactory(PersonFactory, secretariat=True)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class JoinRequestFactory(factory.django.DjangoModelFactory[JoinRequest]):
    class Meta:
        model = JoinRequest

    name = factory.Sequence(lambda number: f"Asking organisation {number}")
    kind = OrganisationKind.LOCAL_AUTHORITY
    country = "FR"
    territory = "FRH"
    languages = factory.LazyFunction(lambda: ["fr"])
    motivation = "We want our learners to see Europe."
    contact_name = "Anne Asker"
    contact_email = factory.Sequence(lambda number: f"asker{number}@hospes.example")
    contact_language = "fr"


class AccreditationFactory(factory.django.DjangoModelFactory[Accreditation]):
    class Meta:
        model = Accreditation

    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda number: f"2021-1-SE01-KA120-VET-{number:09}")
    year = 2021
    status = "Accredited"


class ChallengeFactory(factory.django.DjangoModelFactory[RegionChallenge]):
    class Meta:
        model = RegionChallenge

    organisation = factory.SubFactory(OrganisationFactory)
    territory = factory.LazyAttribute(lambda one: one.organisation.territory)
    kind = ChallengeKind.DEMOGRAPHY
    text = "One in four of our carers retires before 2032."
    language = "en"


class SkillNeedFactory(factory.django.DjangoModelFactory[RegionSkillNeed]):
    class Meta:
        model = RegionSkillNeed

    organisation = factory.SubFactory(OrganisationFactory)
    territory = factory.LazyAttribute(lambda one: one.organisation.territory)
    field = "0921"
    text = "People who care for the elderly"
    language = "en"
