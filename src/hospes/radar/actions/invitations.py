"""Inviting an organisation to fill a gap, and beginning the entry that fills it."""

from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.actions import forget_mails_with_keys
from hospes.matchmaking.actions.entries import draft_entry
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.radar import rules
from hospes.radar.letters import mail_key, post_invitation
from hospes.radar.models import Gap, GapEntry, GapInvitation
from hospes.radar.prefill import draft_of


@transaction.atomic
def invite(gap: Gap, *, email: str, language: str, by: Person, acting_for: Organisation | None = None) -> GapInvitation:
    """Ask somebody by mail to fill the gap. The link opens a page; nothing is published by opening it."""
    invitation = _invitation(gap, email=email, language=language, by=by, acting_for=acting_for)
    post_invitation(invitation)
    facts = {"promised": invitation.promised}
    record("gap.invited", on=gap, by=by, acting_for=acting_for, facts=facts)
    return invitation


@transaction.atomic
def make_link(gap: Gap, *, language: str, by: Person, acting_for: Organisation | None = None) -> GapInvitation:
    """The same as a link to copy. Several organisations may use it."""
    invitation = _invitation(gap, email="", language=language, by=by, acting_for=acting_for)
    record("gap.link_made", on=gap, by=by, acting_for=acting_for, facts={"promised": invitation.promised})
    return invitation


def _invitation(gap: Gap, *, email: str, language: str, by: Person, acting_for: Organisation | None) -> GapInvitation:
    if not rules.may_invite(by, acting_for):
        raise PermissionDenied
    return GapInvitation.objects.create(
        gap=gap,
        offer=gap.offer,
        promised=gap.places_people,
        email=email,
        by_mail=bool(email),
        language=language,
        invited_by=by,
        acting_for=acting_for,
        expires_at=timezone.now() + rules.LINK_LASTS,
    )


@transaction.atomic
def withdraw(invitation: GapInvitation, *, by: Person, acting_for: Organisation | None = None) -> GapInvitation:
    """The link opens nothing any more, the address is deleted, and a mail that has not gone yet is not sent.

    Drafts that began with it stay with their organisations. What is over or withdrawn already is left as it is.
    """
    rows = GapInvitation.objects.select_for_update(of=("self",)).select_related("gap")
    invitation = rows.get(pk=invitation.pk)
    if not rules.may_withdraw(by, acting_for, invitation):
        raise PermissionDenied
    if not rules.is_open(invitation):
        return invitation
    invitation.withdrawn_at, invitation.email = timezone.now(), ""
    invitation.save(update_fields=["withdrawn_at", "email"])
    forget_mails_with_keys([mail_key(invitation)])
    record("gap.invitation_withdrawn", on=invitation.gap, by=by, acting_for=acting_for)
    return invitation


@transaction.atomic
def begin_entry(invitation: GapInvitation, *, organisation: Organisation, by: Person) -> Entry:
    """A draft with what the gap says, for the organisation alone. Asked for twice, it is the same draft."""
    invitation = GapInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    # It may have been taken back since its page was opened.
    if not rules.is_open(invitation):
        raise PermissionDenied
    begun = GapEntry.objects.filter(invitation=invitation, entry__organisation=organisation).select_related("entry")
    if there := begun.first():
        return there.entry
    entry = draft_entry(
        organisation=organisation,
        kind=EntryKind.OFFER,
        values=draft_of(invitation.offer) | {"contact": by},
        by=by,
        acting_for=organisation,
        key=uuid5(NAMESPACE_URL, f"{invitation.key}/{organisation.key}"),
    )
    GapEntry.objects.create(invitation=invitation, entry=entry)
    record("gap.draft_begun", on=entry, by=by, acting_for=organisation, facts={"gap": invitation.gap_id})
    return entry


def forget_address(address: str) -> None:
    """Who was invited goes; that somebody was stays."""
    forget_addresses(GapInvitation.objects.filter(email__iexact=address))


def forget_addresses(invitations: QuerySet[GapInvitation]) -> int:
    return invitations.update(email="")
