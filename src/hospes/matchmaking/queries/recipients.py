"""The people behind an entry."""

from hospes.matchmaking.models import Entry
from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person


def recipients_for(entry: Entry) -> list[Person]:
    """Who is written to about an entry: its contact; else representative and deputy; else anybody with a post.

    Only people who act for the organisation now and may sign in.
    """
    posts = list(
        OrganisationPost.objects.now()
        .filter(organisation=entry.organisation_id, person__is_active=True)
        .select_related("person")
        .order_by("started_on", "pk")
    )
    contact = [post.person for post in posts if post.person_id == entry.contact_id]
    speakers = [post.person for post in posts if post.post in (Post.REPRESENTATIVE, Post.DEPUTY)]
    return contact or speakers or [post.person for post in posts[:1]]


def people_of(organisation: Organisation) -> list[Person]:
    """Who could answer for an entry: everybody with a post now, by name."""
    posts = OrganisationPost.objects.now().filter(organisation=organisation, person__is_active=True)
    return [post.person for post in posts.select_related("person").order_by("person__name", "pk")]
