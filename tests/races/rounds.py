"""Two facilitators work on one round at the same instant; a repair moves an introduction while both sides answer it
and its day comes.

What is decided by one is never lost to the other, and no plan is chosen while another is made (issue 5).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.races.asking import Answer, Ask
from tests.races.introductions import (
    CHANNELS,
    OFFER,
    SIDES,
    WISH,
    State,
    asked,
    ended,
    finish,
    mails_agree,
    proposed,
    published,
    state_of,
)
from tests.races.introductions import Act as Answering
from tests.races.introductions import told as told_of_it
from tests.races.orders import Deed, could_be
from tests.races.running import Clock, Site, Someone
from tests.races.scene import Found

TWO = ("facilitator", "secretariat")
OFFERS = 3
# Seconds until the repair or the calendar begins: an answer through the site is under way for about as long.
LATEST = 0.2
STORY = "SELECT verb FROM journal_journalline WHERE object_kind = 'rounds.round' AND object_id = '{}'"


# What a round is, with all that does not matter here left out


@dataclass(frozen=True)
class Round:
    state: str = "planning"
    # Places in the list of offers that are pinned, and the run that waits.
    pins: frozenset[int] = frozenset()
    waits: bool = False
    verbs: tuple[str, ...] = ()

    @property
    def has_plan(self) -> bool:
        return "round.thawed" not in self.verbs

    @property
    def is_as_it_was_read(self) -> bool:
        return not {"round.changed", "round.thawed", "round.committed", "round.cancelled"} & set(self.verbs)

    def then(self, verb: str, **values: Any) -> "tuple[Round, str]":
        return replace(self, verbs=tuple(sorted((*self.verbs, f"round.{verb}"))), **values), "done"


def _only(condition: Callable[[Round], bool], deed: Callable[[Round], tuple[Round, str]]) -> Deed[Round]:
    return lambda now: deed(now) if condition(now) else (now, "late")


def _is_set_up(now: Round) -> bool:
    return now.state in ("open", "planning")


def pin(offer: int) -> Deed[Round]:
    return _only(
        lambda now: _is_set_up(now) and offer not in now.pins, lambda now: now.then("pinned", pins=now.pins | {offer})
    )


def release(offer: int) -> Deed[Round]:
    return _only(_is_set_up, lambda now: now.then("released", pins=now.pins - {offer}))


ASK = _only(lambda now: now.state == "planning" and not now.waits, lambda now: now.then("run_asked", waits=True))
STOP = _only(lambda now: now.waits, lambda now: now.then("run_stopped", waits=False))
THAW = _only(lambda now: now.state == "planning" and not now.waits, lambda now: now.then("thawed", state="open"))
COMMIT = _only(
    lambda now: now.state == "planning" and not now.waits and now.has_plan,
    lambda now: now.then("committed", state="sending"),
)
CANCEL = _only(_is_set_up, lambda now: now.then("cancelled", state="cancelled", waits=False))
CHANGE = _only(lambda now: _is_set_up(now) and now.is_as_it_was_read, lambda now: now.then("changed"))


@dataclass(frozen=True)
class Scene:
    """A round whose market is frozen, with a plan that is done; the first pair is pinned, and perhaps a plan waits."""

    pk: int
    wish: int
    offers: list[int]
    pin: int
    tag: str
    waits: bool


@dataclass(frozen=True)
class Act:
    name: str
    who: str
    offer: int = 0

    @property
    def model(self) -> Deed[Round]:
        plain = {"ask": ASK, "stop": STOP, "thaw": THAW, "commit": COMMIT, "cancel": CANCEL, "change": CHANGE}
        if self.name in plain:
            return plain[self.name]
        return pin(self.offer) if self.name == "pin" else release(0)

    def asked(self, someone: Someone, scene: Scene) -> Ask:
        here = f"/rounds/{scene.pk}"
        if self.name == "pin":
            pair = {"wish": scene.wish, "offer": scene.offers[self.offer]}
            return someone.api("POST", f"{here}/pins", {**pair, "kind": "apart", "reason": "They know each other."})
        if self.name == "release":
            return someone.api("DELETE", f"{here}/pins/{scene.pin}")
        if self.name == "change":
            return someone.api("PATCH", here, {"least_score": 31}, If_Match=scene.tag)
        path, body = {
            "ask": ("solve", {}),
            "stop": ("runs/2/stop", None),
            "commit": ("commit", {"run": 1}),
        }.get(self.name, (self.name, None))
        return someone.api("POST", f"{here}/{path}", body)


def story(chance: random.Random, *, waits: bool) -> list[Act]:
    """Three to five deeds of two people; the pin that is there is released by one at most."""
    names = [
        "pin",
        "pin",
        "ask",
        "ask",
        "commit",
        "thaw",
        "change",
        "change",
        "cancel",
        *(["stop"] * 3 if waits else []),
    ]
    acts = [Act(chance.choice(names), chance.choice(TWO), chance.randint(1, OFFERS - 1)) for _act in range(4)]
    if chance.random() < 0.5:
        acts[0] = Act("release", chance.choice(TWO))
    return acts


def told(answer: Answer) -> str:
    if answer.status == 0:
        return "unknown"
    if answer.is_promise:
        return "done"
    # 404 and 422: the plan was forgotten meanwhile.
    return "late" if answer.status in (404, 409, 412, 422) else f"status {answer.status}"


def two_facilitators(site: Site, clock: Clock, *, rounds: int, seed: int = 7, found: Found | None = None) -> Found:
    """How it ends must be how some order of the same deeds would have ended."""
    found, chance = found or Found("I2 two facilitators on one round"), random.Random(seed)
    wish, offers = _market(site)
    template = _staged(site, clock, "planned", f"{wish} {' '.join(map(str, offers))}")
    for _round in range(rounds):
        found.rounds += 1
        waits = chance.random() < 0.3
        made = _staged(site, clock, "round", f"{template} {int(waits)} {wish} {offers[0]}")
        began = site.lines()
        shown = site.ask(site.people["facilitator"].api("GET", f"/rounds/{made['pk']}"))
        scene = Scene(made["pk"], wish, offers, made["pin"], shown.headers["etag"], waits)
        acts = story(chance, waits=waits)
        said = [told(one) for one in site.volley([act.asked(site.people[act.who], scene) for act in acts])]
        end = _as_it_is(site, scene)
        site.expected_lines += len(end.verbs)
        found.must(site.lines() - began == len(end.verbs), "lines of the journal that belong to nothing")
        found.promises += said.count("done")
        start = Round(pins=frozenset({0}), waits=waits)
        found.must(could_be(start, [act.model for act in acts], said, end), (acts, waits, said, end))
    return found


def _as_it_is(site: Site, scene: Scene) -> Round:
    """As the API and the journal tell it."""
    facilitator = site.people["facilitator"]
    shown = site.done(facilitator.api("GET", f"/rounds/{scene.pk}"))
    pinned = {one["offer"] for one in site.everything(f"/rounds/{scene.pk}/pins")}
    runs = site.everything(f"/rounds/{scene.pk}/runs")
    return Round(
        shown["state"],
        frozenset(place for place, offer in enumerate(scene.offers) if offer in pinned),
        any(run["state"] == "waiting" for run in runs),
        tuple(sorted(verb for (verb,) in site.installation.ask(STORY.format(int(scene.pk))))),
    )


def _staged(site: Site, clock: Clock, deed: str, what: str) -> Any:
    """What must be there before a race begins, and its lines."""
    began = site.lines()
    made = clock.do(deed, what)
    site.expected_lines += site.lines() - began
    return made


def _market(site: Site) -> tuple[int, list[int]]:
    wish = published(site, WISH, "sender")
    return wish, [published(site, OFFER, "host" if number % 2 else "rival") for number in range(OFFERS)]


# A repair moves an introduction while both sides answer and its day comes


def answers_against_a_repair(
    site: Site, clock: Clock, *, rounds: int, seed: int = 7, found: Found | None = None
) -> Found:
    """Taken back, kept, declined or expired, never two of these; what comes instead is proposed when it is taken back.

    The answers of both sides, the repair and the calendar begin at the same instant, each in a process of its own.
    """
    found, chance = found or Found("I2 answers and expiry against a repair"), random.Random(seed)
    wish, offers = _market(site)
    template = _staged(site, clock, "planned", f"{wish} {' '.join(map(str, offers))}")
    calendar = Clock(site.installation, site.guard)
    try:
        for _round in range(rounds):
            found.rounds += 1
            # From the host that answers here to its rival.
            number = int(proposed(site, wish, offers[1])["id"])
            moving = _staged(site, clock, "moving", f"{template} {number} {offers[0]}")
            _at_once(site, clock, calendar, found, chance, number, moving)
    finally:
        calendar.stop()
    return found


def _at_once(
    site: Site, clock: Clock, calendar: Clock, found: Found, chance: random.Random, number: int, moving: int
) -> None:
    began = site.lines()
    acts = [
        Answering(chance.choices(("accept", "decline"), (5, 1))[0], side, way=chance.choice(CHANNELS))
        for side in SIDES
        if chance.random() < 0.8
    ]
    is_due = chance.random() < 0.6
    asks = [asked(site, number, act) for act in acts]
    beginnings = [(clock, "move", moving)] + [(calendar, "introduction", number)] * is_due
    for process, deed, what in beginnings:
        process.begin(deed, f"{what} {chance.random() * LATEST:.3f}")
    answers = site.volley(asks)
    moved, expired = clock.end(), calendar.end() if is_due else ""
    said = [told_of_it(site, act, answer) for act, answer in zip(acts, answers, strict=True)]
    end = state_of(site, number)
    deeds = [*(act.model for act in acts), ended("withdrawn", "withdrawn")]
    # The repair tells nobody what it did: whether it took the proposal back is seen by how it ended.
    outcomes = [*said, "done" if end.state == "withdrawn" else "unknown"]
    if is_due:
        deeds.append(ended("expired", "expired"))
        outcomes.append(expired)
    found.must(moved == "[]", moved)
    found.promises += said.count("done")
    found.must(could_be(State(), deeds, outcomes, end), (acts, said, moved, expired, end))
    mails_agree(site, found, number, end)
    _instead(site, found, moving, end)
    site.expected_lines += site.lines() - began
    _clear(site, number, end)


def _instead(site: Site, found: Found, moving: int, end: State) -> None:
    """The new stay is proposed when the old one was taken back, and what somebody agreed to is kept in the plan."""
    rows = site.installation.ask(
        "SELECT p.is_kept, i.state FROM rounds_placement p JOIN rounds_run r ON p.run_id = r.id"
        " LEFT JOIN matchmaking_introduction i ON p.introduction_id = i.id"
        f" WHERE r.round_id = {int(moving)} AND r.is_chosen"
    )
    kept = [state for is_kept, state in rows if is_kept]
    found.must(not (kept and end.state == "withdrawn"), f"kept and taken back: {rows}")
    if end.state in ("introduced", "accepted_by_one"):
        found.must(len(kept) == 1, f"accepted and not kept: {rows}")
    if end.state == "withdrawn":
        instead = [state for is_kept, state in rows if not is_kept]
        found.must(instead == ["proposed"], f"taken back for nothing: {rows}")


def _clear(site: Site, number: int, end: State) -> None:
    """So that the same pairs can be proposed again."""
    finish(site, number, end.state)
    for one in site.everything("/introductions?state=proposed"):
        finish(site, int(one["id"]), one["state"])
