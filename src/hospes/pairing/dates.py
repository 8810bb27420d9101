"""Windows and lengths of stay. Days are inclusive: two windows that touch share one day."""

from collections.abc import Iterator
from datetime import date

from hospes.pairing.parties import Offer, Window, Wish


def length(window: Window) -> int:
    return window[1].toordinal() - window[0].toordinal() + 1


def meeting(some: tuple[Window, ...], others: tuple[Window, ...]) -> Iterator[Window]:
    """The windows in which a window of one meets a window of the other."""
    for start, end in some:
        for other_start, other_end in others:
            first, last = max(start, other_start), min(end, other_end)
            if first <= last:
                yield first, last


def common_windows(wish: Wish, offer: Offer) -> tuple[Window, ...] | None:
    """The windows both have; the known ones where one side is unknown; None where both are."""
    if wish.windows is None:
        return offer.windows
    if offer.windows is None:
        return wish.windows
    return tuple(meeting(wish.windows, offer.windows))


def longest_window(windows: tuple[Window, ...]) -> Window | None:
    """The longest window, the earliest of several."""
    return min(windows, key=lambda window: (-length(window), window[0]), default=None)


def needed_days(wish: Wish, offer: Offer) -> int:
    """The larger of the two shortest stays, as far as they are known."""
    return max(1, wish.days[0] if wish.days else 1, offer.days[0] if offer.days else 1)


def most_days(wish: Wish, offer: Offer) -> int | None:
    """The shorter of the two longest stays, as far as they are known."""
    return min((days[1] for days in (wish.days, offer.days) if days), default=None)


def dates_known(wish: Wish, offer: Offer) -> bool:
    return None not in (wish.windows, offer.windows, wish.days, offer.days)


def iso(window: Window | None) -> list[str] | None:
    return None if window is None else [window[0].isoformat(), window[1].isoformat()]


def week_of(day: date) -> int:
    """Number of the calendar week, Monday to Sunday, counted without a gap over the years."""
    return (day.toordinal() - 1) // 7
