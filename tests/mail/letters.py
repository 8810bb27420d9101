"""Letters for these tests."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, Recipient, absolute

ANNA = Recipient("anna@example.org", "Anna Åkesson", "en", "Europe/Stockholm")


def letter(**parts: object) -> Callable[[], Letter]:
    """A letter with a subject and whatever is given."""
    return lambda: Letter(**({"subject": "A host for your group"} | parts))  # type: ignore[arg-type]


def letter_in_their_language() -> Letter:
    return Letter(subject=_("Yes"), paragraphs=[timezone.localtime().tzname() or ""], buttons=[("go", absolute("/x/"))])
