"""Who may do what with an organisation, its people and its region."""

from hospes.organisations.choices import NEXT_JOIN, NEXT_MEMBERSHIP, RANK, JoinStatus, Membership, Post
from hospes.organisations.models import Invitation, JoinRequest, Organisation, OrganisationPost
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_administrator, is_secretariat
from hospes.reference.choices import OrganisationKind
from hospes.reference.regions import contains

# Authorities describe their whole territory; everybody else exactly the one they stand for.
AUTHORITIES = frozenset(
    {OrganisationKind.REGIONAL_AUTHORITY, OrganisationKind.LOCAL_AUTHORITY, OrganisationKind.MOBILITY_AGENCY}
)

# Mails that one person may cause in a day.
MOST_INVITATIONS_A_DAY = 200

# Who


def post_of(person: Visitor, organisation: Organisation | None) -> Post | None:
    """The post the person holds there now."""
    if organisation is None or not isinstance(person, Person) or not person.is_active:
        return None
    seen: dict[int, Post | None] = getattr(person, "_posts_seen", {})
    if organisation.pk not in seen:
        row = OrganisationPost.objects.now().filter(organisation=organisation, person=person).first()
        seen[organisation.pk] = Post(row.post) if row else None
    return seen[organisation.pk]


def remember_posts(person: Person) -> None:
    """While somebody only looks at a page, each of their posts is asked for once. Who acts is asked anew each time."""
    person._posts_seen = {}  # type: ignore[attr-defined]


def acts_for(person: Visitor, organisation: Organisation | None) -> bool:
    """True when the person holds a post there now."""
    return post_of(person, organisation) is not None


def speaks_for(person: Visitor, organisation: Organisation | None) -> bool:
    """Representatives and deputies speak for their organisation."""
    return post_of(person, organisation) in (Post.REPRESENTATIVE, Post.DEPUTY)


# When


class AnsweredError(Exception):
    """Somebody else was quicker: the request to join has been answered, or is being looked at."""


def can_become(organisation: Organisation, membership: Membership) -> bool:
    return membership in NEXT_MEMBERSHIP[Membership(organisation.membership)]


def can_be_decided(request: JoinRequest, status: JoinStatus) -> bool:
    return status in NEXT_JOIN[JoinStatus(request.status)]


# Who and when, for organisations


def may_add_organisation(person: Visitor) -> bool:
    return is_secretariat(person)


def may_edit(person: Visitor, organisation: Organisation) -> bool:
    return acts_for(person, organisation) or is_secretariat(person)


def may_change_membership(person: Visitor, organisation: Organisation, membership: Membership) -> bool:
    return is_secretariat(person) and can_become(organisation, membership)


def may_import(person: Visitor) -> bool:
    return is_secretariat(person)


# Who and when, for people of an organisation


def may_see_people(person: Visitor, organisation: Organisation) -> bool:
    """Colleagues, the secretariat and administrators. Names of staff are nobody else's business."""
    return acts_for(person, organisation) or is_secretariat(person) or is_administrator(person)


def posts_to_give(person: Visitor, organisation: Organisation | None) -> list[Post]:
    """The posts a person may invite or appoint others to: never above one's own."""
    if is_secretariat(person) or is_administrator(person):
        return list(Post)
    own = post_of(person, organisation)
    if own in (Post.REPRESENTATIVE, Post.DEPUTY):
        return [post for post in Post if RANK[post] <= RANK[own]]
    return []


def may_invite(person: Visitor, organisation: Organisation | None, post: Post | str = Post.MEMBER) -> bool:
    """Into an organisation: who may give the post. Without one: administrators."""
    if organisation is None:
        return is_administrator(person)
    return post in posts_to_give(person, organisation)


def may_appoint(person: Visitor, organisation: Organisation, post: Post | str) -> bool:
    return post in posts_to_give(person, organisation)


def may_end_post(person: Visitor, post: OrganisationPost) -> bool:
    """Whoever may give the post may end it, and everybody may leave."""
    if post.ended_on is not None:
        return False
    if isinstance(person, Person) and post.person_id == person.pk:
        return True
    return may_appoint(person, post.organisation, post.post)


def may_revoke(person: Visitor, invitation: Invitation) -> bool:
    return may_invite(person, invitation.organisation, invitation.post)


def is_still_backed(invitation: Invitation) -> bool:
    """Whoever invited must still be allowed to: an invitation ends with the power behind it."""
    inviter = invitation.invited_by
    return inviter is not None and may_invite(inviter, invitation.organisation, invitation.post)


# Who and when, for requests to join


def may_see_join_requests(person: Visitor) -> bool:
    return is_secretariat(person)


def may_decide(person: Visitor, request: JoinRequest, status: JoinStatus) -> bool:
    return is_secretariat(person) and can_be_decided(request, status)


# Who and when, for regions


def stands_for(organisation: Organisation, code: str) -> bool:
    """Members stand for exactly their territory; authorities also for every part of it."""
    if organisation.membership != Membership.ACTIVE or not organisation.territory:
        return False
    if organisation.kind in AUTHORITIES:
        return contains(organisation.territory, code)
    return code == organisation.territory


def may_describe_region(person: Visitor, organisation: Organisation | None, code: str) -> bool:
    """Representatives and deputies of a member that stands for the region; the secretariat anywhere.

    Each organisation writes rows of its own. What one member says about a region, another of the
    same region neither changes nor removes.
    """
    if organisation is None:
        return False
    return stands_for(organisation, code) and (speaks_for(person, organisation) or is_secretariat(person))


def may_remove_from_region(person: Visitor, organisation: Organisation) -> bool:
    """A challenge or skill need is removed by the organisation that wrote it, or by the secretariat."""
    return is_secretariat(person) or speaks_for(person, organisation)
