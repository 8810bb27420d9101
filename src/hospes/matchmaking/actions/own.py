"""What matchmaking does when a person is erased."""

from hospes.mail.actions import forget_mails_with_keys
from hospes.matchmaking.models import Entry, Message, PairInterest
from hospes.people.models import Person


def forget(person: Person) -> None:
    """The person is no longer the contact of any entry, and their messages and notes lose their words.

    The rows stay, so that the other side still sees that something was written and when; mails that carried a message
    to others lose its words, too.
    """
    Entry.objects.filter(contact=person).update(contact=None)
    messages = Message.objects.filter(author=person)
    forget_mails_with_keys(f"message-{pk}-" for pk in messages.values_list("pk", flat=True))
    messages.update(text="", author=None)
    PairInterest.objects.filter(by=person).update(note="", by=None)
