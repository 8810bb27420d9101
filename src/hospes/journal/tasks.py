"""Names inside the history are forgotten after a while; the chain holds only their hash."""

from hospes.core import retention, terms
from hospes.journal.models import PersonalPayload

retention.keep(terms.JOURNAL_WORDS, due=lambda before: PersonalPayload.objects.filter(line__at__lt=before))
