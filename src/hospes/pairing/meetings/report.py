"""The answer file of `hospes meetings`, version 1, and why wished meetings are not in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hospes.pairing.findings import Facts
from hospes.pairing.meetings.event import Event, Wish
from hospes.pairing.meetings.grid import barrier
from hospes.pairing.meetings.timetable import Timetable, counts_of


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that the timetable does not fulfil, and why: a code of `codes.UNMET` with its facts."""

    wish: Wish
    code: str
    facts: Facts = field(default_factory=dict, hash=False)


def unmet(event: Event, timetable: Timetable) -> tuple[Unmet, ...]:
    """Every "must" and "like" that is not fulfilled, in the order of the keys, musts first."""
    met = {meeting.pair for meeting in timetable.meetings}
    why = _Why(event, timetable)
    wishes = sorted(event.wishes, key=lambda wish: (wish.want != "must", wish.by, wish.to))
    return tuple(
        why.of(wish)
        for wish in wishes
        if wish.want != "no" and (min(wish.by, wish.to), max(wish.by, wish.to)) not in met
    )


class _Why:
    def __init__(self, event: Event, timetable: Timetable) -> None:
        self.event, self.past = event, timetable.past
        self.counts = counts_of(event, timetable.meetings)
        self.busy = {(key, meeting.slot) for meeting in timetable.meetings for key in (meeting.a, meeting.b)}
        self.tables = [event.most_tables] * len(event.slots)
        for meeting in timetable.meetings:
            self.tables[meeting.slot] -= 1

    def of(self, wish: Wish) -> Unmet:
        forbidden = barrier(self.event, wish.by, wish.to)
        if forbidden == "said_no":
            wants = self.event.wants
            by = [one for one, other in ((wish.by, wish.to), (wish.to, wish.by)) if wants.get((one, other)) == "no"]
            return Unmet(wish, "said_no", {"by": by})
        if forbidden is not None:
            return Unmet(wish, forbidden)
        shared = list(self._shared(wish))
        if not shared:
            return Unmet(wish, "no_common_slot")
        ahead = [slot for slot in shared if slot >= self.past]
        if not ahead:
            return Unmet(wish, "no_slot_left")
        full = [key for key in (wish.by, wish.to) if self._is_full(key)]
        if full:
            return Unmet(wish, "at_most_reached", {"people": full})
        both_idle = any((wish.by, slot) not in self.busy and (wish.to, slot) not in self.busy for slot in ahead)
        return Unmet(wish, "tables_full" if both_idle else "lost_to_others")

    def _shared(self, wish: Wish) -> Iterator[int]:
        for slot in range(len(self.event.slots)):
            if self.event.is_free(wish.by, slot) and self.event.is_free(wish.to, slot):
                yield slot

    def _is_full(self, key: str) -> bool:
        at_most = self.event.person[key].at_most
        return at_most is not None and self.counts[key] >= at_most


def timetable_as_written(event: Event, timetable: Timetable, *, seconds: float, seed: int, work: int) -> dict[str, Any]:
    """Keys as in the contract, and what is needed to make the timetable again."""
    return {
        "version": 1,
        "status": timetable.status,
        "objective": timetable.objective,
        "bound": timetable.bound,
        "gap": round(timetable.gap, 9),
        "must_worth": timetable.must_worth,
        "proven": list(timetable.proven),
        "seconds": round(seconds, 3),
        "seed": seed,
        "work": work,
        "meetings": [list(meeting) for meeting in timetable.meetings],
        "unmet": _unmet_as_written(event, timetable),
        "totals": totals(event, timetable),
        "conflict": [list(meeting) for meeting in timetable.conflict],
    }


def totals(event: Event, timetable: Timetable) -> dict[str, Any]:
    """Sums, and everybody's number of meetings."""
    met = {meeting.pair for meeting in timetable.meetings}
    wishes = [(wish.want, (min(wish.by, wish.to), max(wish.by, wish.to)) in met) for wish in event.wishes]
    counts = counts_of(event, timetable.meetings)
    return {
        "meetings": len(timetable.meetings),
        "musts": {"asked": sum(want == "must" for want, _ in wishes), "met": wishes.count(("must", True))},
        "likes": {"asked": sum(want == "like" for want, _ in wishes), "met": wishes.count(("like", True))},
        "goals": {
            "musts": {"value": timetable.musts, "bound": timetable.most_musts},
            "likes": {"value": timetable.likes, "bound": timetable.most_likes},
        },
        "people_without": sum(count == 0 for count in counts.values()),
        "fewest": min(counts.values(), default=0),
        "most": max(counts.values(), default=0),
        "people": counts,
    }


def _unmet_as_written(event: Event, timetable: Timetable) -> list[dict[str, Any]]:
    if timetable.status == "infeasible":
        return []
    return [
        {"from": one.wish.by, "to": one.wish.to, "want": one.wish.want, "because": {"code": one.code, **one.facts}}
        for one in unmet(event, timetable)
    ]
