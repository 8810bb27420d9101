"""What matchmaking does when a person is erased."""

from hospes.matchmaking.models import Entry, Message
from hospes.people.models import Person


def forget(person: Person) -> None:
    """The person is no longer the contact of any entry, and their messages lose their words.

    The rows stay, so that the other side still sees that something was written and when.
    """
    Entry.objects.filter(contact=person).update(contact=None)
    Message.objects.filter(author=person).update(text="", author=None)
