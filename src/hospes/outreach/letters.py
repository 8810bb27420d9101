"""The mail that carries a message from the contact page."""

from django.utils.translation import gettext as _

from hospes.mail.letter import Letter

TOPIC = "contact"


def contact_message(*, name: str, email: str, subject: str, text: str, language: str) -> Letter:
    return Letter(
        subject=_("Message from the contact page: %(subject)s") % {"subject": subject},
        paragraphs=[_("Answer this mail, and your answer goes to the sender.")],
        facts=[(_("Name"), name), (_("E-mail address"), email)],
        quote=text,
        quote_language=language,
        reason=_("You get this mail because this address answers the contact page."),
    )
