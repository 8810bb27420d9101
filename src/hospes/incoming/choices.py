"""Words of imports, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(TextChoices):
    """How far a file is."""

    CHOOSING = "choosing", _("Columns to be chosen")
    READING = "reading", _("Being read")
    READY = "ready", _("Waiting for you")
    WRITING = "writing", _("Being written")
    DONE = "done", pgettext_lazy("import", "Imported")
    FAILED = "failed", _("Could not be read")


NEXT_IMPORT = {
    ImportState.CHOOSING: {ImportState.READING},
    ImportState.READING: {ImportState.READY, ImportState.FAILED},
    ImportState.READY: {ImportState.READING, ImportState.WRITING},
    ImportState.WRITING: {ImportState.READY, ImportState.DONE},
    ImportState.DONE: set(),
    ImportState.FAILED: {ImportState.READING},
}


class Outcome(TextChoices):
    """What imported entries become."""

    DRAFT = "draft", _("Drafts, which their organisations or you complete")
    SUBMITTED = "submitted", _("Entries that wait to be checked")


class Verdict(TextChoices):
    """What a row would do."""

    NEW = "new", pgettext_lazy("row", "New")
    CHANGED = "changed", pgettext_lazy("row", "Changed")
    CONFLICT = "conflict", _("Changed here, too")
    UNCHANGED = "unchanged", pgettext_lazy("row", "Unchanged")
    TWICE = "twice", _("Twice in the file")
    REFUSED = "refused", pgettext_lazy("row", "Refused")


class OrganisationFrom(TextChoices):
    """How the organisation of a row was found."""

    PICKED = "picked", _("chosen by you")
    OWN = "own", _("your organisation")
    IDENTIFIER = "identifier", _("same OID")
    NAME = "name", _("same name and country")
    EMAIL = "email", _("same e-mail address")
    WEBSITE = "website", _("same address on the web")
    EARLIER = "earlier", _("from an earlier import")
    FILE = "file", _("same e-mail address as another row")
    NEW = "new", _("not known yet")
    NONE = "none", _("not found")


class Refusal(TextChoices):
    """Why a row is refused."""

    NO_KIND = "no_kind", _("Nothing says whether this is an offer or a wish.")
    NO_ORGANISATION = "no_organisation", _("The organisation is missing.")
    UNKNOWN_ORGANISATION = "unknown_organisation", _("We do not know this organisation.")
    OTHER_ORGANISATION = "other_organisation", _("This row is about another organisation.")
    NO_COUNTRY = "no_country", _("The country of a new organisation must be known.")
    SUSPENDED = "suspended", _("The membership of this organisation is suspended. Nothing new goes out.")
    NO_TITLE = "no_title", _("Neither a title nor a topic is given.")
    NOTHING_READ = "nothing_read", _("Nothing in this row was understood.")
    UNPRINTABLE = "unprintable", _("The text holds characters that cannot be shown.")
    TOO_LONG = "too_long", _("The text is too long.")
    NOT_ALLOWED = "not_allowed", _("This value cannot be kept.")
