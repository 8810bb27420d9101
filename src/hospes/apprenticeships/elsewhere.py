"""What pages of other apps show of rules for apprentices."""

from typing import Any

from hospes.apprenticeships.queries import number_about


def rules_about_region(code: str) -> dict[str, Any] | None:
    """How many rules concern a region; None where there are none."""
    number = number_about(code)
    return {"number": number, "code": code} if number else None
