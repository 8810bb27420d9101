"""Who is who in an organisation, who is invited, and who asks to join."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.core.todo import TodoItem
from hospes.core.tokens import hash_token
from hospes.moderation.reportable import Reported
from hospes.organisations import rules
from hospes.organisations.choices import RANK, InvitationState, JoinStatus, Post
from hospes.organisations.models import Invitation, InvitationQuerySet, JoinRequest, Organisation, OrganisationPost
from hospes.people.models import Person
from hospes.people.rules import Visitor

_BY_RANK = Case(
    *(When(post=post, then=Value(-rank)) for post, rank in RANK.items()), default=Value(1), output_field=IntegerField()
)


def posts_of(organisation: Organisation) -> QuerySet[OrganisationPost]:
    """Posts held now: the representative first, then the deputy, then the others by name."""
    now = OrganisationPost.objects.now().filter(organisation=organisation)
    return now.select_related("person").order_by(_BY_RANK, "person__name", "pk")


def past_posts_of(organisation: Organisation) -> QuerySet[OrganisationPost]:
    """Posts that ended, the latest first."""
    past = OrganisationPost.objects.filter(organisation=organisation, ended_on__isnull=False)
    return past.select_related("person").order_by("-ended_on", "-started_on", "-pk")


def people_of(organisation: Organisation) -> QuerySet[Person]:
    """Everybody who acts for the organisation now and may sign in."""
    people: QuerySet[Person] = Person.objects.filter(
        is_active=True, posts__organisation=organisation, posts__ended_on__isnull=True
    )
    return people.order_by("name", "pk").distinct()


def speakers_of(organisation: Organisation) -> list[Person]:
    """The representative and the deputy now, in this order."""
    posts = posts_of(organisation).filter(post__in=[Post.REPRESENTATIVE, Post.DEPUTY], person__is_active=True)
    return [post.person for post in posts]


def reportable_organisation(id_: str) -> Reported | None:
    """An organisation, for a notice about its page."""
    organisation = Organisation.objects.filter(pk=id_).first() if id_.isdigit() and len(id_) < 19 else None
    if organisation is None:
        return None
    return Reported(organisation.name, organisation.get_absolute_url(), speakers_of(organisation))


# Invitations


def invitations_of(organisation: Organisation | None) -> InvitationQuerySet:
    """Invitations that nobody has accepted or withdrawn, the newest first, expired ones included."""
    waiting = Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None)
    return waiting.select_related("invited_by", "organisation").order_by("-created_at", "-pk")


def invitation_by_token(token: str) -> Invitation | None:
    if not token:
        return None
    rows = Invitation.objects.select_related("organisation", "invited_by")
    return rows.filter(token_hash=hash_token(token)).first()


def invitation_state(invitation: Invitation) -> InvitationState:
    """What the link would do now."""
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        return InvitationState.EXPIRED
    if not rules.is_still_backed(invitation):
        return InvitationState.INVITER_LEFT
    return InvitationState.OPEN


# Requests to join

ANSWER_WITHIN = timedelta(days=14)
WAITING = (JoinStatus.SUBMITTED, JoinStatus.UNDER_REVIEW)


def join_requests(status: str = "") -> QuerySet[JoinRequest]:
    """Requests in one status, or all: those that wait first, the oldest of them on top."""
    rows = JoinRequest.objects.select_related("organisation", "decided_by")
    if status in JoinStatus.values:
        rows = rows.filter(status=status)
    waiting_first = Case(When(status__in=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(waiting_first, "submitted_at", "pk")


def open_join_requests() -> QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(status__in=WAITING).order_by("submitted_at", "pk")


# What waits for a person


def todo_for(person: Visitor, acting_for: Organisation | None = None) -> Sequence[TodoItem]:
    """Requests to join for the secretariat; a missing representative or territory for one's organisation."""
    items: list[TodoItem] = []
    if rules.may_see_join_requests(person):
        items += _join_requests_to_answer()
    if acting_for is not None and rules.may_edit(person, acting_for) and not acting_for.territory:
        edit = reverse("organisations:organisation-edit", args=[acting_for.slug])
        items.append(TodoItem(_("Say in which region your organisation works."), edit))
    return items


def _join_requests_to_answer() -> list[TodoItem]:
    waiting = open_join_requests()
    count = waiting.count()
    if not count:
        return []
    if count == 1:
        request = waiting[0]
        title = _("Answer the request of %(organisation)s to join.") % {"organisation": request.name}
        return [TodoItem(title, request.get_absolute_url(), _answer_day(request))]
    title = ngettext(
        "%(count)s organisation waits for an answer to its request to join.",
        "%(count)s organisations wait for an answer to their requests to join.",
        count,
    ) % {"count": count}
    return [TodoItem(title, reverse("organisations:join-request-list"), _answer_day(waiting[0]))]


def _answer_day(request: JoinRequest) -> date:
    """Two weeks after it came: what the mail to the asker promises."""
    return (request.submitted_at + ANSWER_WITHIN).date()
