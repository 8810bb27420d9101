"""The texts that people accept, each with the version that stands now, and what they may agree to or not.

When a text changes in meaning, give it a new version: everybody is asked again, without being kept from reading. When
only its spelling changes, keep the version. Either way put the new fingerprint beside it; a test compares it with the
text, so that no change is forgotten. An installation that replaces a text does the same.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hospes.core.personal import Words


@dataclass(frozen=True)
class Text:
    """A text, its version, and the page where it stands."""

    code: str
    title: Words
    version: str
    # The template that holds the text and its fingerprint at this version; empty when `sentence` is all there is.
    template: str
    fingerprint: str
    route: str
    # What to say beside it.
    sentence: Words
    # Without it an account makes no sense; who takes it back erases the account.
    is_needed: bool = True
    # Mails of this kind rest on the agreement: taken back, none is sent any more.
    topic: str = ""


TEXTS: dict[str, Text] = {
    text.code: text
    for text in (
        Text(
            "terms",
            _("Terms"),
            "2026-11",
            "web/terms.html",
            "77dc5bb71465d4a8",
            "web:terms",
            _("The rules for working together here."),
        ),
        Text(
            "privacy",
            _("Privacy"),
            "2026-11",
            "web/privacy.html",
            "150dce648a086890",
            "web:privacy",
            _("What we keep about you, why, and for how long."),
        ),
        Text(
            "news",
            _("News of the partnership by mail"),
            "2026-11",
            "",
            "",
            "privacy:agreements",
            _("A mail when the secretariat publishes news. Nothing else, and nobody else gets your address."),
            is_needed=False,
            topic="news-by-mail",
        ),
    )
}

# What people without an account agree to, by a link in a mail.
GUEST_TEXTS: dict[str, Text] = {
    text.code: text
    for text in (
        Text(
            "searches",
            _("New entries by mail"),
            "2026-11",
            "",
            "",
            "web:privacy",
            _("You opened the link from your mail. Press the button, and we write to you when a new entry suits."),
            is_needed=False,
            topic="digest",
        ),
    )
}


def needed() -> list[Text]:
    return [text for text in TEXTS.values() if text.is_needed]


def optional() -> list[Text]:
    return [text for text in TEXTS.values() if not text.is_needed]


def standing_versions() -> str:
    """One word for the versions that stand now, to see at a glance whether somebody has accepted them."""
    return " ".join(f"{text.code}:{text.version}" for text in needed())
