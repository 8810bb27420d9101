"""Who may do what with an organisation."""

from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_administrator, is_secretariat


def acts_for(person: Visitor, organisation: Organisation | None) -> bool:
    """True when the person holds a post there now."""
    return (
        organisation is not None
        and isinstance(person, Person)
        and person.is_active
        and OrganisationPost.objects.now().filter(organisation=organisation, person=person).exists()
    )


def speaks_for(person: Visitor, organisation: Organisation | None) -> bool:
    """Representatives and deputies speak for their organisation."""
    return (
        organisation is not None
        and isinstance(person, Person)
        and person.is_active
        and OrganisationPost.objects.now()
        .filter(organisation=organisation, person=person, post__in=[Post.REPRESENTATIVE, Post.DEPUTY])
        .exists()
    )


def may_edit(person: Visitor, organisation: Organisation) -> bool:
    return acts_for(person, organisation) or is_secretariat(person)


def may_invite(person: Visitor, organisation: Organisation) -> bool:
    return speaks_for(person, organisation) or is_secretariat(person) or is_administrator(person)
