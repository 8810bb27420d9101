"""Words of matchmaking, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EntryKind(TextChoices):
    OFFER = "offer", _("Offer to host")
    WISH = "wish", _("Wish to send")
    IDEA = "idea", _("Project idea")


class EntryStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("entry", "Draft")
    SUBMITTED = "submitted", _("Waiting to be checked")
    PUBLISHED = "published", pgettext_lazy("entry", "Published")
    PAUSED = "paused", pgettext_lazy("entry", "Paused")
    EXPIRED = "expired", pgettext_lazy("entry", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("entry", "Withdrawn")
    REJECTED = "rejected", pgettext_lazy("entry", "Not accepted")


NEXT_ENTRY = {
    EntryStatus.DRAFT: {EntryStatus.SUBMITTED, EntryStatus.WITHDRAWN},
    EntryStatus.SUBMITTED: {EntryStatus.PUBLISHED, EntryStatus.REJECTED, EntryStatus.WITHDRAWN},
    EntryStatus.PUBLISHED: {EntryStatus.PAUSED, EntryStatus.EXPIRED, EntryStatus.WITHDRAWN, EntryStatus.REJECTED},
    EntryStatus.PAUSED: {EntryStatus.PUBLISHED, EntryStatus.EXPIRED, EntryStatus.WITHDRAWN},
    EntryStatus.EXPIRED: {EntryStatus.PUBLISHED, EntryStatus.WITHDRAWN},
    EntryStatus.WITHDRAWN: set(),
    EntryStatus.REJECTED: {EntryStatus.SUBMITTED, EntryStatus.WITHDRAWN},
}


class Returns(TextChoices):
    """Would the sending organisation host in return?"""

    NO = "no", _("No")
    WOULD = "would", _("We would like to")
    MUST = "must", _("Only if we can host in return")


class IntroductionState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED_BY_ONE = "accepted_by_one", _("Accepted by one side")
    # Only inside an exchange: it waits for the answers to its other parts.
    ACCEPTED_BY_BOTH = "accepted_by_both", _("Accepted by both sides")
    INTRODUCED = "introduced", _("Introduced")
    IN_PREPARATION = "in_preparation", _("In preparation")
    REALISED = "realised", _("Realised")
    NOT_REALISED = "not_realised", _("Not realised")
    DECLINED = "declined", pgettext_lazy("introduction", "Declined")
    EXPIRED = "expired", pgettext_lazy("introduction", "Expired without an answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("introduction", "Withdrawn by the facilitator")
    FELL_THROUGH = "fell_through", _("Ended with its exchange")


# The second acceptance introduces both sides in the same transaction; in an exchange, the last of all does.
NEXT_INTRODUCTION = {
    IntroductionState.PROPOSED: {
        IntroductionState.ACCEPTED_BY_ONE,
        IntroductionState.DECLINED,
        IntroductionState.EXPIRED,
        IntroductionState.WITHDRAWN,
        IntroductionState.FELL_THROUGH,
    },
    IntroductionState.ACCEPTED_BY_ONE: {
        IntroductionState.ACCEPTED_BY_ONE,
        IntroductionState.ACCEPTED_BY_BOTH,
        IntroductionState.INTRODUCED,
        IntroductionState.DECLINED,
        IntroductionState.EXPIRED,
        IntroductionState.WITHDRAWN,
        IntroductionState.FELL_THROUGH,
    },
    IntroductionState.ACCEPTED_BY_BOTH: {
        IntroductionState.ACCEPTED_BY_ONE,
        IntroductionState.INTRODUCED,
        IntroductionState.DECLINED,
        IntroductionState.WITHDRAWN,
        IntroductionState.FELL_THROUGH,
    },
    IntroductionState.INTRODUCED: {IntroductionState.IN_PREPARATION, IntroductionState.NOT_REALISED},
    IntroductionState.IN_PREPARATION: {IntroductionState.REALISED, IntroductionState.NOT_REALISED},
    IntroductionState.REALISED: set(),
    IntroductionState.NOT_REALISED: set(),
    IntroductionState.DECLINED: set(),
    IntroductionState.EXPIRED: set(),
    IntroductionState.WITHDRAWN: set(),
    IntroductionState.FELL_THROUGH: set(),
}

WAITING = (IntroductionState.PROPOSED, IntroductionState.ACCEPTED_BY_ONE, IntroductionState.ACCEPTED_BY_BOTH)
UNDER_WAY = (IntroductionState.INTRODUCED, IntroductionState.IN_PREPARATION)


class ExchangeState(TextChoices):
    """An exchange stands or falls as a whole."""

    WAITING = "waiting", pgettext_lazy("exchange", "Waiting for answers")
    AGREED = "agreed", pgettext_lazy("exchange", "Agreed by all")
    DECLINED = "declined", pgettext_lazy("exchange", "Declined")
    EXPIRED = "expired", pgettext_lazy("exchange", "Expired without all answers")
    WITHDRAWN = "withdrawn", pgettext_lazy("exchange", "Withdrawn by the facilitator")


NEXT_EXCHANGE = {
    ExchangeState.WAITING: {
        ExchangeState.AGREED,
        ExchangeState.DECLINED,
        ExchangeState.EXPIRED,
        ExchangeState.WITHDRAWN,
    },
    ExchangeState.AGREED: set(),
    ExchangeState.DECLINED: set(),
    ExchangeState.EXPIRED: set(),
    ExchangeState.WITHDRAWN: set(),
}


class Side(TextChoices):
    WISH = "wish", _("Sending side")
    OFFER = "offer", _("Hosting side")


class Standing(TextChoices):
    """How the engine sees a pair."""

    POSSIBLE = "possible", _("Possible")
    OPEN = "open", _("Open until a question is answered")
    NEAR = "near", _("Near miss")


class DeclineReason(TextChoices):
    DATES = "dates", _("The dates do not suit us")
    SIZE = "size", _("The group size does not suit us")
    TOPIC = "topic", _("The topic does not suit us")
    PARTNER = "partner", _("We already have a partner")
    FUNDING = "funding", _("We have no funding")
    CAPACITY = "capacity", _("We have no time or staff now")
    OTHER = "other", _("Another reason")


class NotRealisedReason(TextChoices):
    FUNDING = "funding", _("No funding")
    DATES = "dates", _("No common dates")
    STAFF = "staff", _("No time or staff")
    NO_ANSWER = "no_answer", _("The other side stopped answering")
    FORMALITIES = "formalities", _("Legal or insurance questions")
    OTHER = "other", _("Another reason")
