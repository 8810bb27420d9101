"""Which passwords are refused: short ones, and words that everybody would try first here."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hospes.core.text import fold

# Named in docs/guides/sign-in.md. The name of the host is added.
LOCAL_WORDS = (
    "hospes", "host", "guest", "erasmus", "mobility", "mobilite", "mobilitat", "movilidad", "mobilita", "partnership",
    "region", "skills", "pact", "europe", "learning", "password", "passwort", "secretariat",
    "administrator", "admin", "facilitator",
)  # fmt: skip
_LEAST_LETTERS, _LEAST_SIGNS = 4, 6
_SHORTEST = 4


class LengthValidator(MinimumLengthValidator):
    """Refuses with the sentence of the help: the library has its other one in English for Catalan and Italian."""

    def get_error_message(self) -> str:
        return str(self.get_help_text())


class LocalWordsValidator:
    """Refuses a password that is nothing but words of this place, with numbers and signs around them."""

    def validate(self, password: str, user: object = None) -> None:
        host = urlsplit(settings.BASE_URL).hostname or ""
        plain = left = fold(password)
        words = {*LOCAL_WORDS, *(part for part in host.split(".") if len(part) >= _SHORTEST)}
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, " ")
        letters = sum(sign.isalpha() for sign in left)
        signs = sum(sign.isalnum() for sign in left)
        is_enough = letters >= _LEAST_LETTERS or (letters and signs >= _LEAST_SIGNS)
        if left != plain and not is_enough:
            raise ValidationError(
                _("This password is made of words that everybody tries first here. Add other words."),
                code="password_local_words",
            )

    def get_help_text(self) -> str:
        return _("Not only words like Hospes, Erasmus, mobility or the name of this site.")
