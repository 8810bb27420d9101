"""What consortia do when a person is erased."""

from hospes.consortia.models import Partner
from hospes.people.models import Person


def forget(person: Person) -> None:
    """Their words go; that an organisation was asked or takes part stays."""
    Partner.objects.filter(by=person).update(note="", by=None)
    Partner.objects.filter(answered_by=person).update(reply="", answered_by=None)
