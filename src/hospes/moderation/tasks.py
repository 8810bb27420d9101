"""Who sent a notice is forgotten after a while: six months to disagree with a decision, and as long to settle it."""

from hospes.core import retention, terms
from hospes.moderation.actions import forget_senders
from hospes.moderation.models import Notice

retention.keep(
    terms.NOTICE_SENDER,
    due=lambda before: Notice.objects.filter(decided_at__lt=before).exclude(contact_name="", contact_email=""),
    forget=forget_senders,
)
