"""Organisations that ask to join, and the secretariat's answers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.actions import post as post_letter
from hospes.organisations import letters, rules
from hospes.organisations.actions.invitations import NOBODY, invite
from hospes.organisations.actions.organisations import add_organisation
from hospes.organisations.choices import JoinStatus, Membership, Post
from hospes.organisations.models import JoinRequest, Organisation
from hospes.people.models import Person


@transaction.atomic
def ask_to_join(
    *,
    name: str,
    kind: str,
    country: str,
    contact_name: str,
    contact_email: str,
    contact_language: str = "en",
    **values: Any,
) -> JoinRequest:
    """Anybody asks. `values`: territory, town, website, languages, motivation."""
    request = JoinRequest.objects.create(
        name=name,
        kind=kind,
        country=country,
        contact_name=contact_name,
        contact_email=contact_email,
        contact_language=contact_language,
        **values,
    )
    post_letter(
        lambda: letters.join_received(request), to=letters.asker(request), topic=letters.JOINING, unsubscribe=False
    )
    record("join_request.submitted", on=request, by=None, facts={"country": country, "kind": kind})
    return request


@transaction.atomic
def review_join_request(request: JoinRequest, *, by: Person) -> None:
    """Say that somebody is looking at it."""
    _become(request, JoinStatus.UNDER_REVIEW, by=by)
    record("join_request.under_review", on=request, by=by)


@transaction.atomic
def accept_join_request(request: JoinRequest, *, by: Person, words: str = "") -> Organisation:
    """The organisation becomes a member, and the contact is invited to represent it. `words` go into the mail."""
    _become(request, JoinStatus.ACCEPTED, by=by)
    organisation = add_organisation(
        name=request.name,
        kind=request.kind,
        country=request.country,
        territory=request.territory,
        town=request.town,
        website=request.website,
        languages=request.languages,
        membership=Membership.ACTIVE,
        by=by,
    )
    request.organisation = organisation
    request.save(update_fields=["organisation"])
    post_letter(
        lambda: letters.join_accepted(request, words),
        to=letters.asker(request),
        topic=letters.JOINING,
        unsubscribe=False,
    )
    invite(
        email=request.contact_email,
        name=request.contact_name,
        organisation=organisation,
        post=Post.REPRESENTATIVE,
        language=request.contact_language,
        by=by,
    )
    record("join_request.accepted", on=request, by=by)
    return organisation


@transaction.atomic
def decline_join_request(request: JoinRequest, *, reason: str, by: Person) -> None:
    """Say no, and why. The reason goes out by mail, as it was written."""
    request.reason = reason
    _become(request, JoinStatus.DECLINED, by=by)
    post_letter(
        lambda: letters.join_declined(request), to=letters.asker(request), topic=letters.JOINING, unsubscribe=False
    )
    record("join_request.declined", on=request, by=by)


def forget_join_contact(person: Person) -> None:
    forget_join_contact_at(person.email)


def forget_join_contact_at(address: str) -> None:
    """Somebody is erased: what the organisation asked stays, who asked does not."""
    forget_contacts(JoinRequest.objects.filter(contact_email__iexact=address))


def forget_contacts(requests: QuerySet[JoinRequest]) -> int:
    return requests.update(contact_name="", contact_email=NOBODY)


def _become(request: JoinRequest, status: JoinStatus, *, by: Person) -> None:
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if not rules.may_see_join_requests(by):
        raise PermissionDenied
    if not rules.can_be_decided(locked, status):
        raise rules.AnsweredError
    request.status = status
    if status != JoinStatus.UNDER_REVIEW:
        request.decided_at, request.decided_by = timezone.now(), by
    request.save(update_fields=["status", "decided_at", "decided_by", "reason"])
