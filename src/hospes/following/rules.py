"""Who may change what is followed, and what counts as new."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hospes.following.choices import DIGEST
from hospes.following.models import Reader, SavedSearch
from hospes.mail.rules import is_muted
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_administrator

MOST_SEARCHES = 30
# The digest is written from seven on the reader's own clock.
MORNING = time(7, 0)
# An entry may carry a moment a little before it is there for everybody to see. What is younger waits for the next time.
SETTLING = timedelta(minutes=2)
# Who was away, or paused a search, is not told of more than this.
LOOKS_BACK = timedelta(days=35)


def may_change(person: Visitor, search: SavedSearch) -> bool:
    """One's own, and nobody else's. A guest's link stands for the reader itself."""
    return isinstance(person, Person) and search.reader.person_id == person.pk


def may_save_more(reader: Reader) -> bool:
    return reader.searches.filter(confirmed_at__isnull=False).count() < MOST_SEARCHES


def is_told(search: SavedSearch) -> bool:
    """Whether the reader said yes to this search, and has neither paused it nor stopped all digests since."""
    if search.confirmed_at is None or search.paused_at is not None:
        return False
    person = search.reader.person
    return not is_muted(search.reader.address if person is None else person.email, DIGEST)


def may_see_undelivered(person: Visitor) -> bool:
    """Administrators see to whom mail could not be brought, and when; never what it said."""
    return is_administrator(person)


# When


def is_morning(now: datetime, zone: ZoneInfo) -> bool:
    return now.astimezone(zone).time() >= MORNING


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def since(told_up_to: datetime, now: datetime) -> datetime:
    return max(told_up_to, now - LOOKS_BACK)
