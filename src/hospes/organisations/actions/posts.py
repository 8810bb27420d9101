"""Who holds which post in an organisation, from and to."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.organisations import rules
from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person


@transaction.atomic
def appoint(
    person: Person,
    organisation: Organisation,
    post: Post | str,
    *,
    by: Person | None,
    acting_for: Organisation | None = None,
) -> OrganisationPost:
    """Give a person a post. An earlier representative or deputy stays on as a member of staff.

    `by=None`: the site itself. The post the person holds already ends the same day.
    """
    post = Post(post)
    if by is not None and not rules.may_appoint(by, organisation, post):
        raise PermissionDenied
    return place(person, organisation, post, by=by, acting_for=acting_for)


def place(
    person: Person, organisation: Organisation, post: Post, *, by: Person | None, acting_for: Organisation | None = None
) -> OrganisationPost:
    """Give the post without asking who may: the caller has. Inside the caller's transaction."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    now = OrganisationPost.objects.now().filter(organisation=organisation)
    today = timezone.localdate()
    held = now.filter(person=person).first()
    if held is not None and held.post == post:
        return held
    if held is not None:
        _end(held)
    if post != Post.MEMBER:
        for earlier in now.filter(post=post).exclude(person=person):
            _end(earlier)
            OrganisationPost.objects.create(
                organisation=organisation, person_id=earlier.person_id, post=Post.MEMBER, started_on=today
            )
    row = OrganisationPost.objects.create(organisation=organisation, person=person, post=post, started_on=today)
    record(
        "organisation.appointed",
        on=organisation,
        by=by,
        acting_for=acting_for,
        facts={"post": post.value},
        personal={"person": person.name},
        about=person,
    )
    return row


@transaction.atomic
def end_post(post: OrganisationPost, *, by: Person, acting_for: Organisation | None = None) -> None:
    """End a post today. Ended already: nothing happens."""
    locked = OrganisationPost.objects.select_for_update().get(pk=post.pk)
    if locked.ended_on is not None:
        return
    if not rules.may_end_post(by, locked):
        raise PermissionDenied
    _end(locked)
    record(
        "organisation.post_ended",
        on=locked.organisation,
        by=by,
        acting_for=acting_for,
        facts={"post": locked.post},
        personal={"person": locked.person.name},
        about=locked.person,
    )


def forget_posts(person: Person) -> None:
    """A person is erased: their posts end today."""
    for post in OrganisationPost.objects.now().filter(person=person):
        _end(post)


def _end(post: OrganisationPost) -> None:
    post.ended_on = timezone.localdate()
    post.save(update_fields=["ended_on"])
