"""Words that everybody would try first here."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hospes.core.text import fold

# Named in docs/guides/sign-in.md. The name of the host is added.
LOCAL_WORDS = (
    "hospes", "host", "guest", "erasmus", "mobility", "mobilite", "mobilitat", "movilidad", "mobilita", "partnership",
    "region", "skills", "pact", "vet", "eu", "europe", "learning", "password", "passwort", "secretariat",
    "administrator", "admin", "facilitator",
)  # fmt: skip
_LEAST_LEFT = 6
_NOT_LETTER = re.compile(r"[\W\d_]+")


class LocalWordsValidator:
    """Refuses a password that is nothing but words of this place, with numbers and signs around them."""

    def validate(self, password: str, user: object = None) -> None:
        host = urlsplit(settings.BASE_URL).hostname or ""
        left = fold(password)
        for word in sorted({*LOCAL_WORDS, *host.split(".")}, key=len, reverse=True):
            left = left.replace(word, " ") if len(word) > 1 else left
        if len(_NOT_LETTER.sub("", left)) < _LEAST_LEFT and left != fold(password):
            raise ValidationError(
                _("This password is made of words that everybody tries first here. Add other words."),
                code="password_local_words",
            )

    def get_help_text(self) -> str:
        return _("Not only words like Hospes, Erasmus, mobility or the name of this site.")
