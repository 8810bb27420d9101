"""Answers that the secretariat gives often, ready to be changed before they are sent, in the asker's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

# Code → what the secretariat picks, and the text it starts from.
REASONS: dict[str, tuple[Promise, Promise]] = {
    "not_an_organisation": (
        _("Not an organisation"),
        _("Members of the partnership are organisations. You are welcome to take part through one of them."),
    ),
    "not_about_learning": (
        _("Not about learning mobility"),
        _("The partnership is about learning abroad. We could not see how your work is linked to it."),
    ),
    "already_here": (
        _("Already a member"),
        _("Your organisation is a member already. Please ask its representative to invite you."),
    ),
    "more_needed": (
        _("We need to know more"),
        _("Please tell us more about your organisation and what you hope for, and ask again. We look forward to it."),
    ),
}


def reasons() -> list[tuple[str, str]]:
    """Code and words of each answer, in the secretariat's language."""
    return [(code, str(label)) for code, (label, _text) in REASONS.items()]


def chosen_reason(code: str, language: str) -> str:
    """The text of an answer in the asker's language; nothing for no answer."""
    if code not in REASONS:
        return ""
    with override(language):
        return str(REASONS[code][1])


def welcome(language: str) -> str:
    with override(language):
        return gettext("We are glad to have you with us. If you have a question, just answer this mail.")
