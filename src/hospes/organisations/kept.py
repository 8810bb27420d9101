"""What organisations keep about people: for the page of own data, the archive, and the erasure."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core import terms
from hospes.core.personal import ORGANISATIONS
from hospes.journal import objects
from hospes.organisations import actions
from hospes.organisations.actions.invitations import NOBODY
from hospes.organisations.choices import JoinStatus, Post
from hospes.organisations.models import (
    Invitation,
    JoinRequest,
    Organisation,
    OrganisationPost,
    PendingImport,
    PostQuerySet,
)
from hospes.people import own
from hospes.people.models import Person


def declare() -> None:
    """Called once, when the site starts."""
    objects.name_by(Organisation._meta.label_lower, lambda _person, ids: _names(ids))
    own.keep(
        "posts",
        title=gettext_lazy("Your posts"),
        activity=ORGANISATIONS,
        columns={
            "organisation": own.text(gettext_lazy("Organisation")),
            "post": own.code(gettext_lazy("Post"), Post.choices),
            "from": own.day(gettext_lazy("From")),
            "to": own.day(gettext_lazy("To")),
        },
        gather=lambda person: own.Rows(
            _posts_of(person).order_by("-started_on", "-pk"),
            _post,
        ),
        forget=actions.forget_posts,
    )
    own.keep(
        "invitations",
        title=gettext_lazy("Invitations to you"),
        activity=ORGANISATIONS,
        term=terms.INVITATION,
        columns={
            "organisation": own.text(gettext_lazy("Organisation")),
            "post": own.code(gettext_lazy("Post"), Post.choices),
            "email": own.text(gettext_lazy("E-mail address")),
            "name": own.text(gettext_lazy("Name")),
            "sent_at": own.moment(gettext_lazy("Sent")),
            "accepted_at": own.moment(gettext_lazy("Accepted")),
        },
        gather=lambda person: own.Rows(
            Invitation.objects.filter(email__iexact=person.email).select_related("organisation").order_by("-pk"),
            lambda row: _invitation(row) | {"email": row.email, "name": row.name},
        ),
        forget=actions.forget_invitations,
    )
    own.keep_of_guests(
        "invitations",
        lambda: Invitation.objects.exclude(email=NOBODY),
        address="email",
        since="created_at",
        forget=actions.forget_invitations_to,
    )
    own.keep(
        "invitations_sent",
        title=gettext_lazy("Invitations that you sent"),
        activity=ORGANISATIONS,
        term=terms.INVITATION,
        columns={
            "organisation": own.text(gettext_lazy("Organisation")),
            "post": own.code(gettext_lazy("Post"), Post.choices),
            "sent_at": own.moment(gettext_lazy("Sent")),
            "accepted_at": own.moment(gettext_lazy("Accepted")),
        },
        gather=lambda person: own.Rows(
            Invitation.objects.filter(invited_by=person).select_related("organisation").order_by("-pk"), _invitation
        ),
    )
    own.keep(
        "requests_to_join",
        title=gettext_lazy("Requests to join that name you"),
        activity=ORGANISATIONS,
        term=terms.JOIN_REQUEST,
        columns={
            "organisation": own.text(gettext_lazy("Organisation")),
            "contact_name": own.text(gettext_lazy("Name")),
            "contact_email": own.text(gettext_lazy("E-mail address")),
            "motivation": own.long_text(gettext_lazy("Why you want to join")),
            "submitted_at": own.moment(gettext_lazy("Sent")),
            "status": own.code(gettext_lazy("State"), JoinStatus.choices),
        },
        gather=lambda person: own.Rows(
            JoinRequest.objects.filter(contact_email__iexact=person.email).order_by("-pk"), _join_request
        ),
        forget=actions.forget_join_contact,
    )
    own.keep_of_guests(
        "requests_to_join",
        lambda: JoinRequest.objects.exclude(contact_email=NOBODY),
        address="contact_email",
        since="submitted_at",
        forget=actions.forget_join_contact_at,
    )
    own.keep(
        "requests_decided",
        title=gettext_lazy("Requests to join that you decided"),
        activity=ORGANISATIONS,
        term=terms.PUBLISHED,
        columns={
            "organisation": own.text(gettext_lazy("Organisation")),
            "decided_at": own.moment(gettext_lazy("Decided")),
            "status": own.code(gettext_lazy("State"), JoinStatus.choices),
            "reason": own.long_text(gettext_lazy("Reason")),
        },
        gather=lambda person: own.Rows(
            JoinRequest.objects.filter(decided_by=person).order_by("-decided_at", "-pk"),
            lambda row: {
                "organisation": row.name,
                "decided_at": row.decided_at,
                "status": row.status,
                "reason": row.reason,
            },
        ),
    )
    own.keep(
        "lists_to_import",
        title=gettext_lazy("Lists that you sent to be imported"),
        activity=ORGANISATIONS,
        term=terms.PENDING_LIST,
        columns={"name": own.text(gettext_lazy("File")), "sent_at": own.moment(gettext_lazy("Sent"))},
        gather=lambda person: own.Rows(
            PendingImport.objects.filter(person=person).defer("content").order_by("-pk"),
            lambda row: {"name": row.name, "sent_at": row.sent_at},
        ),
    )
    own.keep_files("lists_to_import", _lists)
    own.remark("organisations", _left_alone)


def _posts_of(person: Person) -> PostQuerySet:
    return OrganisationPost.objects.filter(person=person).select_related("organisation")


def _post(row: OrganisationPost) -> own.Row:
    return {"organisation": row.organisation.name, "post": row.post, "from": row.started_on, "to": row.ended_on}


def _invitation(row: Invitation) -> dict[str, own.Plain]:
    return {
        "organisation": row.organisation.name if row.organisation else None,
        "post": row.post,
        "sent_at": row.created_at,
        "accepted_at": row.accepted_at,
    }


def _join_request(row: JoinRequest) -> own.Row:
    return {
        "organisation": row.name,
        "contact_name": row.contact_name,
        "contact_email": row.contact_email,
        "motivation": row.motivation,
        "submitted_at": row.submitted_at,
        "status": row.status,
    }


def _lists(person: Person) -> Iterator[own.OwnFile]:
    for row in PendingImport.objects.filter(person=person):
        yield own.OwnFile(row.name, bytes(row.content))


def _left_alone(person: Person) -> Iterator[own.Remark]:
    """Organisations for which nobody would act any more, or nobody speak."""
    for post in _posts_of(person).now().order_by("pk"):
        others = OrganisationPost.objects.now().filter(organisation=post.organisation).exclude(person=person)
        name = post.organisation.name
        if not others.filter(person__is_active=True).exists():
            sentence = _(
                "Nobody but you acts for %(organisation)s. First invite somebody and name them representative."
            )
        elif post.post == Post.REPRESENTATIVE:
            sentence = _("You are the representative of %(organisation)s. Name somebody else first.")
        else:
            continue
        where = reverse("organisations:organisation-people", args=[post.organisation.slug])
        facts = {"organisation": name}
        yield own.Remark(name, sentence % facts, where, _("People of %(organisation)s") % facts)


def _names(ids: Collection[int]) -> dict[int, str]:
    """Anybody may read them."""
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))
