"""The mail that carries a message from the contact page."""

from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, absolute
from hospes.outreach.models import News
from hospes.outreach.prose import excerpt
from hospes.people.letters import greeting
from hospes.people.models import Person

TOPIC = "contact"


def news(published: News, person: Person) -> Letter:
    """To who agreed to get news by mail."""
    return Letter(
        subject=published.title,
        greeting=greeting(person.name),
        paragraphs=[_("There is news of the partnership: “%(title)s”.") % {"title": published.title}],
        quote=excerpt(published.text),
        quote_language=published.language,
        buttons=[(_("Read it"), absolute(published.get_absolute_url()))],
        reason=_("You get this mail because you agreed to get news by mail. You can take it back in your account."),
    )


def contact_message(*, name: str, email: str, subject: str, text: str, language: str) -> Letter:
    return Letter(
        subject=_("Message from the contact page: %(subject)s") % {"subject": subject},
        paragraphs=[_("Answer this mail, and your answer goes to the sender.")],
        facts=[(_("Name"), name), (_("E-mail address"), email)],
        quote=text,
        quote_language=language,
        reason=_("You get this mail because this address answers the contact page."),
    )
