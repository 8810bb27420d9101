"""What following keeps about a person, for their own download."""

from hospes.following.models import Reader, SavedSearch
from hospes.mail.rules import address_hash, ways_of
from hospes.people.models import Person


def kept_about(person: Person) -> dict[str, object]:
    """Saved searches, the rhythm of the digest, and which mails they chose."""
    reader = Reader.objects.filter(person=person).first()
    hashed = address_hash(person.email)
    searches = SavedSearch.objects.filter(reader__person=person).order_by("pk")
    return {
        "digest": reader.rhythm if reader else None,
        "mails": {topic: way.value for topic, way in sorted(ways_of([hashed])[hashed].items())},
        "saved_searches": [
            {
                "name": one.name,
                "query": one.query,
                "rhythm": one.rhythm,
                "saved_at": one.created_at.isoformat(),
                "paused_at": one.paused_at.isoformat() if one.paused_at else None,
            }
            for one in searches
        ],
    }
