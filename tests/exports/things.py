"""The lists that can be taken along, as addresses name them."""

from typing import Any

from hospes.exports import register

# Of which one thing a list is.
OF: dict[str, Any] = {
    "deliveries": lambda world: world.places["our webhook"]["pk"],
    "entry-history": "{our_draft.pk}",
    "suggestions": "{our_published_entry.pk}",
    "organisation-history": "{us.slug}",
    "organisation-people": "{us.slug}",
    "invitations": "{us.slug}",
    "region-organisations": "{us.territory}",
    "region-needs": "{us.territory}",
}


def add_lists(places: dict[str, dict[str, Any]]) -> None:
    for table in register.tables():
        places[f"the list {table.name}"] = {"name": table.name, "form": "csv"}
    places["the list entries as a workbook"] = {"name": "entries", "form": "xlsx"}
    places["a list that is not there"] = {"name": "nothing", "form": "csv"}
