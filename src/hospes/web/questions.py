"""What people ask most, with the answers: shown on the help page, and found by the search."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Question(NamedTuple):
    """`code` is the anchor of the answer on the help page. `route` leads on, where there is something to do."""

    code: str
    title: str | Promise
    answer: str | Promise
    route: str = ""
    label: str | Promise = ""


QUESTIONS = (
    Question(
        "take-part",
        _("How do we take part?"),
        _(
            "Fill in the short form. The secretariat answers within two weeks, and then you can publish what you offer"
            " or seek."
        ),
        "organisations:join",
        _("Ask to join"),
    ),
    Question(
        "sign-in",
        _("I cannot sign in"),
        _("Ask for a link by mail: it signs you in once, without a password."),
        "people:link-ask",
        _("Send me a link"),
    ),
    Question(
        "mail-without-account",
        _("I got a mail and have no account"),
        _("You need none. The link in the mail opens the one thing that it is about, and you can answer there."),
    ),
    Question(
        "who-pays",
        _("Who pays for a stay?"),
        _(
            "Hospes brings people together; it gives no money. Each entry says how its stay is paid for, as far as"
            " that is known."
        ),
    ),
    Question(
        "not-public",
        _("Something here should not be public"),
        _("Choose “Report this” on the page. A person looks at it, decides, and tells you the reason."),
    ),
)
