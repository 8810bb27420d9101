"""The mail that tells of a new message in a thread."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Message
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules.introductions import entry_of, organisation_of
from hospes.people.letters import greeting, reader
from hospes.people.models import Person

MESSAGES = "messages"
topics.add({MESSAGES: gettext_lazy("Messages in threads of your organisation")})


def post_message(message: Message, side: Side) -> None:
    """To everybody who answers for the entry of that side, but never to the one who wrote."""
    for person in recipients_for(entry_of(message.introduction, side)):
        if person.pk != message.author_id:
            post(
                lambda person=person: new_message(message, person),  # type: ignore[misc]
                to=reader(person),
                topic=MESSAGES,
                key=f"message-{message.pk}-{person.key}",
            )


def new_message(message: Message, person: Person) -> Letter:
    introduction = message.introduction
    author = message.author.name if message.author else ""
    named = {"author": author, "introduction": introduction.offer.title}
    paragraphs = [_("%(author)s wrote to you about “%(introduction)s”:") % named]
    if message.side:
        named["organisation"] = organisation_of(introduction, Side(message.side)).name
        paragraphs = [_("%(author)s of %(organisation)s wrote to you about “%(introduction)s”:") % named]
    return Letter(
        subject=_("New message about “%(introduction)s”") % named,
        greeting=greeting(person.name),
        paragraphs=paragraphs,
        quote=message.text,
        buttons=[(_("Answer in the thread"), absolute(introduction.get_absolute_url()))],
        reason=_("You get this mail because your organisation was introduced to the other."),
    )
