"""Which kinds of mail there are for a person, and how each comes."""

from hospes.following.choices import DIGEST
from hospes.following.models import Reader
from hospes.mail import topics
from hospes.mail.choices import Way
from hospes.mail.rules import address_hash, ways_of
from hospes.people.models import Person
from hospes.people.rules import is_facilitator


def topics_for(person: Person) -> list[topics.Topic]:
    """What the person can choose about: without the digest itself, and without what always comes."""
    office = is_facilitator(person)
    return [
        one
        for one in topics.in_order()
        if one.code != DIGEST and one.ways != topics.ALWAYS and (office or not one.is_for_office)
    ]


def chosen_by(person: Person) -> tuple[str | None, dict[str, Way]]:
    """The rhythm of the digest, None for no digest; and how each kind of mail comes."""
    hashed = address_hash(person.email)
    chosen = ways_of([hashed])[hashed]
    reader = Reader.objects.filter(person=person).first()
    rhythm = (reader or Reader()).rhythm
    ways = {one.code: chosen.get(one.code, one.default) for one in topics_for(person)}
    return None if chosen.get(DIGEST) == Way.NEVER else rhythm, ways
