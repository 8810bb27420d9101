"""Tidying up behind imports, invitations and requests to join."""

from hospes.core import retention, terms
from hospes.organisations import actions
from hospes.organisations.actions.invitations import NOBODY
from hospes.organisations.models import Invitation, JoinRequest, PendingImport

retention.keep(terms.PENDING_LIST, due=lambda before: PendingImport.objects.filter(sent_at__lt=before))
retention.keep(terms.INVITATION, due=lambda before: Invitation.objects.filter(expires_at__lt=before))
retention.keep(
    terms.JOIN_REQUEST,
    due=lambda before: JoinRequest.objects.filter(decided_at__lt=before).exclude(contact_email=NOBODY),
    forget=actions.forget_contacts,
)
