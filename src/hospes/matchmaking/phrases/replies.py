"""Ready answers for facilitators, said in the language of whoever reads the mail."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Reply:
    """`label` for the facilitator, `text` for the organisation. The facilitator edits the text before it goes."""

    code: str
    label: Promise
    text: Promise


_LISTED = (
    Reply(
        "unclear",
        _("The text is not clear"),
        _(
            "Thank you for your entry. We did not quite understand what people will do during the stay."
            " Please write two or three sentences about a normal day."
        ),
    ),
    Reply(
        "dates",
        _("Dates or numbers are missing"),
        _(
            "Thank you for your entry. Please add when the stay could be and for how many people."
            " A guess is enough: with dates and numbers we find partners much sooner."
        ),
    ),
    Reply(
        "persons",
        _("There are details about persons"),
        _(
            "Thank you for your entry. The text holds a name or details about a person."
            " Please take them out: entries are public, and we never publish anything about a single person."
        ),
    ),
    Reply(
        "twice",
        _("The entry is there twice"),
        _(
            "Thank you for your entry. There is already an entry of your organisation that says the same."
            " Please change that one, and withdraw this one."
        ),
    ),
    Reply(
        "elsewhere",
        _("It does not belong here"),
        _(
            "Thank you for your entry. Hospes is for stays in which people learn in another region."
            " We think that your text is about something else. If we are wrong, please explain it and send it again."
        ),
    ),
)
REPLIES: Mapping[str, Reply] = {reply.code: reply for reply in _LISTED}


def reply_text(code: str, language: str) -> str:
    """The text in a language; nothing for a code that is not in the list."""
    if code not in REPLIES:
        return ""
    with translation.override(language):
        return str(REPLIES[code].text)
