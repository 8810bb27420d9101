"""The time zones people can choose: those of Europe and of its regions far away."""

from functools import cache
from zoneinfo import available_timezones

_FAR = (
    "UTC",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Marigot",
    "America/Martinique",
    "America/Miquelon",
    "America/Nuuk",
    "Arctic/Longyearbyen",
    "Asia/Famagusta",
    "Asia/Nicosia",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Faroe",
    "Atlantic/Madeira",
    "Atlantic/Reykjavik",
    "Indian/Mayotte",
    "Indian/Reunion",
)


@cache
def time_zones() -> list[tuple[str, str]]:
    """Code and words, in alphabetical order: `Europe/Isle_of_Man` reads `Europe/Isle of Man`."""
    known = available_timezones()
    codes = {zone for zone in known if zone.startswith("Europe/")} | (set(_FAR) & known)
    return [(code, code.replace("_", " ")) for code in sorted(codes)]
