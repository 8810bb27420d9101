"""Where each field of the engine is typed: the box of the form, and its address."""

from django.urls import reverse

from hospes.matchmaking.models import Entry

# The box of the entry form in which each field of the engine is typed.
BOXES = {
    "profile": "profiles",
    "days": "days_least",
    "windows": "window_1_from",
    "languages": "language_1",
    "wants": "wants_countries",
}
# Typed with the organisation, not with the entry.
OF_ORGANISATION = frozenset({"region"})


def edit_url(entry: Entry, field: str) -> str:
    """The form with this field in view, and marked."""
    if field in OF_ORGANISATION:
        return reverse("organisations:organisation-edit", args=[entry.organisation.slug])
    return f"{reverse('matchmaking:entry-change', args=[entry.pk])}#id_{BOXES.get(field, field)}"
