"""Five people and the calendar act on one entry, in random order and two at a time.

I3 of the invariants: the entry takes no way that is not in the table, and its journal tells exactly the way it took.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.matchmaking import full_values
from tests.races.asking import Answer, Ask
from tests.races.orders import Deed, could_be
from tests.races.running import Clock, Site, Someone
from tests.races.scene import Found

WORKING = ("sender-0", "sender-1")
# What each verb needs, and what it leads to.
STEPS = {
    "submit": ({"draft", "rejected"}, "submitted"),
    "publish": ({"submitted"}, "published"),
    "reject": ({"submitted", "published"}, "rejected"),
    "pause": ({"published"}, "paused"),
    "resume": ({"paused"}, "published"),
    "withdraw": ({"draft", "submitted", "published", "paused", "expired", "rejected"}, "withdrawn"),
    "expire": ({"published", "paused"}, "expired"),
}
TOLD_AS = {
    "submit": "submitted", "publish": "published", "reject": "rejected", "pause": "paused", "resume": "resumed",
    "withdraw": "withdrawn", "expire": "expired", "change": "changed",
}  # fmt: skip
TOO_LATE = "This cannot be done any more"


@dataclass(frozen=True)
class State:
    status: str
    # Everything that happened to it, so that a change knows whether it was made to what was read.
    verbs: tuple[str, ...] = ()

    def then(self, name: str, status: str = "") -> "tuple[State, str]":
        told = tuple(sorted((*self.verbs, f"entry.{TOLD_AS[name]}")))
        return replace(self, status=status or self.status, verbs=told), "done"


@dataclass(frozen=True)
class Act:
    name: str
    who: str
    way: str

    def model(self, seen: State) -> Deed[State]:
        def deed(now: State) -> tuple[State, str]:
            if self.name == "change":
                return (now, "late") if now != seen or now.status == "withdrawn" else now.then("change")
            needed, then = STEPS[self.name]
            return now.then(self.name, then) if now.status in needed else (now, "late")

        return deed


def _acts() -> st.SearchStrategy[Act]:
    theirs = st.builds(
        Act,
        st.sampled_from(("submit", "pause", "resume", "withdraw", "change")),
        st.sampled_from(WORKING),
        st.sampled_from(("api", "page")),
    )
    facilitators = st.builds(Act, st.sampled_from(("publish", "reject")), st.just("facilitator"), st.just("api"))
    calendar = st.builds(Act, st.just("expire"), st.just("calendar"), st.just("calendar"))
    return st.one_of(theirs, theirs, facilitators, facilitators, calendar)


STORIES = st.lists(st.lists(_acts(), min_size=1, max_size=3), min_size=1, max_size=4)
BEGINNINGS = st.sampled_from(
    (("submit",), ("submit", "publish"), ("submit", "publish"), ("submit", "publish", "pause"))
)


def steps_in_any_order(site: Site, clock: Clock, *, rounds: int, found: Found | None = None) -> Found:
    """As many stories as there are rounds; what fails is made as short as it can be."""
    found = found or Found("I3 steps of an entry in any order")

    @settings(
        max_examples=rounds,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(BEGINNINGS, STORIES)
    def one(beginning: Sequence[str], story: Sequence[Sequence[Act]]) -> None:
        found.rounds += 1
        _tell(site, clock, found, beginning, story)

    one()
    return found


def _tell(site: Site, clock: Clock, found: Found, beginning: Sequence[str], story: Sequence[Sequence[Act]]) -> None:
    number = _begun(site, beginning)
    now = _state(site, number)
    for turn in story:
        calls = [act for act in turn if act.way != "calendar"]
        is_due = len(calls) < len(turn)
        # The calendar comes once at a time.
        acts = calls + [Act("expire", "calendar", "calendar")] * is_due
        asks = [_asked(site, number, act) for act in calls]
        if is_due:
            clock.begin("entry", number)
        answers = site.volley(asks)
        said = [_told(site, act, answer) for act, answer in zip(calls, answers, strict=True)]
        if is_due:
            said.append(clock.end())
        then = _state(site, number)
        found.promises += said.count("done")
        found.must(could_be(now, [act.model(now) for act in acts], said, then), (now, acts, said, then))
        site.expected_lines += len(then.verbs) - len(now.verbs)
        now = then


def _begun(site: Site, beginning: Sequence[str]) -> int:
    known = {name: value for name, value in full_values("offer").items() if value is not None}  # type: ignore[arg-type]
    number = int(site.done(site.people[WORKING[0]].api("POST", "/entries", {**known, "kind": "offer"}))["id"])
    for step in beginning:
        who = "facilitator" if step in ("publish", "reject") else WORKING[0]
        site.done(site.people[who].api("POST", f"/entries/{number}/{step}"))
    site.expected_lines += 1 + len(beginning)
    return number


def _asked(site: Site, number: int, act: Act) -> Ask:
    who = site.people[act.who]
    if act.name == "change":
        read = site.ask(who.api("GET", f"/entries/{number}"))
        title = {"title": f"Changed {site.answers[2]} by {act.who}"}
        return who.api("PATCH", f"/entries/{number}", title, If_Match=read.headers["etag"])
    if act.way == "page":
        return who.page(f"/entries/{number}/{act.name}/", {})
    return who.api("POST", f"/entries/{number}/{act.name}", {"reason": "Why?"} if act.name == "reject" else None)


def _told(site: Site, act: Act, answer: Answer) -> str:
    if answer.status == 302:
        return "late" if TOO_LATE in _page_after(site, site.people[act.who], answer) else "done"
    return {0: "unknown", 200: "done", 409: "late", 412: "late"}.get(answer.status, f"status {answer.status}")


def _page_after(site: Site, who: Someone, answer: Answer) -> str:
    return site.after(who, answer)


def _state(site: Site, number: int) -> State:
    status = site.done(site.people["facilitator"].api("GET", f"/entries/{number}"))["status"]
    return State(status, tuple(sorted(site.story_of("entry", number))))
