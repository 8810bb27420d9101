"""What matchmaking keeps about a person, for their own download."""

from hospes.matchmaking.models import Entry, Introduction, Message
from hospes.people.models import Person


def kept_about(person: Person) -> dict[str, object]:
    """Entries one is the contact of, messages one wrote, introductions one answered."""
    return {
        "contact_of_entries": [
            {"entry": pk, "title": title}
            for pk, title in Entry.objects.filter(contact=person).order_by("pk").values_list("pk", "title")
        ],
        "messages": [
            {"introduction": introduction, "written_at": written_at.isoformat(), "text": text}
            for introduction, written_at, text in Message.objects.filter(author=person)
            .order_by("pk")
            .values_list("introduction_id", "written_at", "text")
        ],
        "answered_introductions": [
            {"introduction": pk, "side": side}
            for side in ("wish", "offer")
            for pk in Introduction.objects.filter(**{f"{side}_answered_by": person})
            .order_by("pk")
            .values_list("pk", flat=True)
        ],
    }
