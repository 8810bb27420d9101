"""How long what is kept: every term of the site, in this one place.

The job of the hour keeps them (`hospes.core.retention` says how), the public page and docs/reference/retention.md show
them. A term without `keeps` ends with something that happens, not with a date.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import Words


@dataclass(frozen=True)
class Term:
    """What is kept, for how long after what, what happens then, and why so long."""

    code: str
    what: Words
    since: Words
    then: Words
    why: Words
    keeps: timedelta | None = None
    # Which models it is about, for the register.
    models: tuple[str, ...] = ()

    @property
    def lasts(self) -> timedelta:
        """For a term that has a date."""
        assert self.keeps is not None
        return self.keeps


_DELETED = _("Deleted.")
_WORDS_GO = _("Name, address and words go. That there was one stays.")

ACCOUNT = Term(
    "account",
    _("An account that nobody uses"),
    _("after the last sign-in, or after the last post or role ended, whichever is later"),
    _("Erased. We write to you a month before."),
    _("You may come back, and questions about your work may still be asked."),
    timedelta(days=730),
    ("people.Person",),
)
ACCOUNT_DATA = Term(
    "account-data",
    _("Account, posts and roles"),
    _("until the account is erased"),
    _("Name and address go. A key without a name stays, so that the history stays whole."),
    _("Without them nobody could sign in, and nobody would know who acted for an organisation."),
    models=("people.Person", "people.HeldRole", "organisations.OrganisationPost", "account.EmailAddress"),
)
SIGN_IN_WAYS = Term(
    "ways-to-sign-in",
    _("Passkeys, authenticator apps and linked accounts"),
    _("until you remove them, or the account is erased"),
    _DELETED,
    _("They are how you sign in."),
    models=("mfa.Authenticator", "socialaccount.SocialAccount", "socialaccount.SocialToken"),
)
SESSION = Term(
    "session",
    _("Sessions"),
    _("after the last sign-in"),
    _DELETED,
    _("So that you need not sign in every day."),
    settings.SESSION_IDLE,
    ("sessions.Session",),
)
BROWSER = Term(
    "browser",
    _("Browsers in which you are signed in"),
    _("after they were last seen"),
    _DELETED,
    _("So that you see where you are signed in, and can end it."),
    settings.SESSION_IDLE,
    ("people.BrowserSession",),
)
ONE_TIME_LINK = Term(
    "one-time-link",
    _("Links that sign in once"),
    _("after they were made"),
    _DELETED,
    _("A link that lies in a mailbox must not stay open."),
    timedelta(minutes=15),
    ("people.OneTimeLink",),
)
API_TOKEN = Term(
    "api-token",
    _("Tokens for programs that no longer work"),
    _("after they ended or were withdrawn"),
    _DELETED,
    _("To find out what a token did, should there be a question."),
    timedelta(days=365),
    ("people.ApiToken",),
)
API_ANSWER = Term(
    "api-answer",
    _("Answers to programs that may ask again"),
    _("after the answer"),
    _DELETED,
    _("A program that lost the answer asks again within a day."),
    timedelta(hours=24),
    ("people.IdempotentAnswer",),
)
INVITATION = Term(
    "invitation",
    _("Invitations"),
    _("after their link ended"),
    _DELETED,
    _("To see whom one has invited, and to invite again."),
    timedelta(days=90),
    ("organisations.Invitation",),
)
JOIN_REQUEST = Term(
    "join-request",
    _("Who asked to join"),
    _("after the answer"),
    _("Name and address go. The request of the organisation stays."),
    _("To answer questions about the decision."),
    timedelta(days=365),
    ("organisations.JoinRequest",),
)
PENDING_LIST = Term(
    "pending-list",
    _("Lists that wait to be imported"),
    _("after they were sent"),
    _DELETED,
    _("Time to look at the preview and to decide."),
    timedelta(days=1),
    ("organisations.PendingImport",),
)
OLD_FILE = Term(
    "old-file",
    _("Files of old entries that are looked at, and their rows"),
    _("after somebody last went on with them"),
    _DELETED,
    _("Time to correct rows and to ask colleagues. Once it is imported, the file goes at once."),
    timedelta(days=7),
    ("incoming.EntryImport", "incoming.ImportRow"),
)
OLD_NOTE = Term(
    "old-note",
    _("What an old file says beside an entry"),
    _("after the import"),
    _("The note goes. File and line stay."),
    _("Time to place by hand what was not understood."),
    timedelta(days=365),
    ("incoming.EntrySource",),
)
OLD_CONTACT = Term(
    "old-contact",
    _("Contacts named in old files, of organisations where nobody has an account"),
    _("after the import"),
    _DELETED,
    _("Time to invite the organisation."),
    timedelta(days=365),
    ("incoming.ImportedContact",),
)
ENTRY_CONTACT = Term(
    "entry-contact",
    _("The contact of an entry that has ended"),
    _("after the entry was last changed"),
    _("The entry names nobody any more."),
    _("An entry of last season is often renewed."),
    timedelta(days=365),
    ("matchmaking.Entry",),
)
MESSAGE = Term(
    "message",
    _("Messages in threads"),
    _("after the introduction ended"),
    _("The words go. When and by which side something was written stays."),
    _("Both sides may have questions about the stay afterwards."),
    timedelta(days=365),
    ("matchmaking.Message",),
)
INTEREST_NOTE = Term(
    "interest-note",
    _("Notes to the facilitator about a pair"),
    _("after they were written"),
    _("The note and its writer go."),
    _("By then the pair is introduced, or it is not going to be."),
    timedelta(days=365),
    ("matchmaking.PairInterest",),
)
GAP_INVITATION = Term(
    "gap-invitation",
    _("Addresses that were invited to host"),
    _("after the invitation was sent"),
    _("The address goes. That somebody was invited stays."),
    _("The link works for 60 days; then a month to answer questions about it."),
    timedelta(days=90),
    ("radar.GapInvitation",),
)
PARTNER_NOTE = Term(
    "partner-note",
    _("Notes between the lead of a project idea and its partners"),
    _("after they were written"),
    _("The words go. That an organisation was asked or takes part stays."),
    _("By then the call has closed."),
    timedelta(days=730),
    ("consortia.Partner",),
)
NOTICE_SENDER = Term(
    "notice-sender",
    _("Who reported content"),
    _("after the decision"),
    _("Name and address go. The report stays without them."),
    _("Six months to disagree with a decision, and as long again to settle it."),
    timedelta(days=365),
    ("moderation.Notice",),
)
MAIL_WORDS = Term(
    "mail",
    _("Mails that we sent"),
    _("after they were written"),
    _("Address, subject and words go. That a mail was sent stays."),
    _("To send again what did not arrive, and to find out why."),
    timedelta(days=90),
    ("mail.OutgoingMail",),
)
JOURNAL_WORDS = Term(
    "journal-words",
    _("Names inside the history"),
    _("after the line was written"),
    _("The name goes. The line stays, and the history can still be checked."),
    _("To know who was meant, as long as it may be asked."),
    timedelta(days=365),
    ("journal.PersonalPayload",),
)
JOURNAL = Term(
    "journal",
    _("The history of what was done"),
    _("as long as the site runs; it names people by a key alone"),
    _("When an account is erased, its key no longer leads to a name."),
    _("Decisions must stay traceable. It can only be added to."),
    models=("journal.JournalLine",),
)
CONSENT = Term(
    "consent",
    _("What you agreed to and took back"),
    _("after you took it back"),
    _DELETED,
    _("To show that we had your agreement, as the law asks. An erased account leaves none."),
    timedelta(days=1095),
    ("privacy.Consent",),
)
OWN_ARCHIVE = Term(
    "own-archive",
    _("The file with your data, when it is large"),
    _("after it was made"),
    _DELETED,
    _("Time to download it."),
    timedelta(days=7),
    ("privacy.OwnArchive",),
)
ERASURE = Term(
    "erasure",
    _("The list of what was erased: keys without names"),
    _("after the erasure"),
    _DELETED,
    _("So that no backup brings an erased person back. No backup may be older."),
    timedelta(days=1095),
    ("privacy.Erasure",),
)
TASK_DONE = Term(
    "task-done",
    _("Background tasks that are done"),
    _("after they ended"),
    _DELETED,
    _("To see that the work was done. A task may hold the address that a mail goes to."),
    timedelta(days=7),
    ("django_tasks_database.DBTaskResult",),
)
TASK_FAILED = Term(
    "task-failed",
    _("Background tasks that failed"),
    _("after they ended"),
    _DELETED,
    _("To find out why, and to try again."),
    timedelta(days=60),
    ("django_tasks_database.DBTaskResult",),
)
STOPPED_MAILS = Term(
    "stopped-mails",
    _("Which mails you do not want"),
    _("until you want them again, or the account is erased"),
    _DELETED,
    _("So that we remember. Only a fingerprint of your address is kept."),
    models=("mail.Muted", "mail.Preferred"),
)
SAVED_SEARCH = Term(
    "saved-search",
    _("Searches that you saved, and how often you want the digest"),
    _("until you delete them, or the account is erased"),
    _("Deleted. A guest’s address goes in the night after the last search."),
    _("So that we can tell you what is new."),
    models=("following.Reader", "following.SavedSearch"),
)
UNCONFIRMED_SEARCH = Term(
    "unconfirmed-search",
    _("Searches of guests who did not confirm their address"),
    _("after they were saved"),
    _DELETED,
    _("Time to open the mail."),
    timedelta(days=7),
    ("following.SavedSearch",),
)
CALENDAR_LINK = Term(
    "calendar-link",
    _("The link to your calendar"),
    _("until the account is erased; a link that you withdrew opens nothing"),
    _DELETED,
    _("So that you see when it was made and last read. Only a fingerprint of the link is kept."),
    models=("sharing.CalendarLink", "sharing.Webhook"),
)
DELIVERY = Term(
    "delivery",
    _("What was sent to webhooks: numbers and addresses of pages, nothing about people"),
    _("after it was made"),
    _DELETED,
    _("To send again what did not arrive, and to find out why."),
    timedelta(days=30),
    ("sharing.Delivery",),
)
PUBLISHED = Term(
    "published",
    _("What your organisation publishes, asks and decides"),
    _("as long as the organisation or the partnership keeps it"),
    _("It belongs to the organisation. When an account is erased, it no longer names its writer."),
    _("It is the organisation’s work, not yours alone."),
    models=(
        "matchmaking.Introduction",
        "matchmaking.Exchange",
        "matchmaking.Question",
        "matchmaking.PairSetAside",
        "rounds.Round",
        "rounds.Pin",
        "rounds.Run",
        "outreach.News",
        "cooperation.LinkEvidence",
        "apprenticeships.ApprenticeRule",
        "apprenticeships.ApprenticeRuleVersion",
    ),
)
TRIES = Term(
    "tries",
    _("How often an address tried something"),
    _("after the first try"),
    _DELETED,
    _("So that nobody can guess passwords or flood a form. Network addresses are kept as a keyed fingerprint alone."),
    timedelta(days=1),
    ("core.LimitCount",),
)
BACKUPS = Term(
    "backups",
    _("Backups"),
    _("as long as the operator keeps them, three years at most"),
    _("Destroyed. A restored backup first forgets everybody who was erased since."),
    _("So that nothing is lost when a machine breaks."),
)

# In the order in which they stand above.
TERMS: dict[str, Term] = {one.code: one for one in tuple(globals().values()) if isinstance(one, Term)}


def of_model(label: str) -> list[Term]:
    """The terms of a model, by its label."""
    return [term for term in TERMS.values() if label in term.models]
