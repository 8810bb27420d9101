"""How mails about introductions are posted: to everybody who answers for the entry of one side."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules.introductions import entry_of
from hospes.people.letters import reader
from hospes.people.models import Person

INTRODUCTIONS, REMINDERS = "introductions", "introduction-reminders"
topics.add({INTRODUCTIONS: gettext_lazy("News about introductions of your organisation")}, ways=topics.ALWAYS)
topics.add({REMINDERS: gettext_lazy("Reminders of proposals that wait for your answer")}, ways=topics.ANSWERS)

Facts = list[tuple[str, str]]
Builder = Callable[[Introduction, Side, Person], Letter]


def post_to_side(kind: str, introduction: Introduction, side: Side, build: Builder, *, topic: str = "") -> None:
    """Without these mails an agreement does not work, so only reminders can be stopped."""
    for person in recipients_for(entry_of(introduction, side)):
        post(
            lambda person=person: build(introduction, side, person),  # type: ignore[misc]
            to=reader(person),
            topic=topic or INTRODUCTIONS,
            key=f"introduction-{introduction.pk}-{introduction.terms_version}-{kind}-{side}-{person.key}",
            unsubscribe=bool(topic),
        )


def why_you() -> str:
    return _("You get this mail because you answer for this entry in your organisation.")
