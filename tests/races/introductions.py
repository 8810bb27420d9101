"""Both sides and the facilitator act on one introduction at the same instant: through the API, pages, mails, the clock.

I2 of the invariants: introduced only with both acceptances, each kept once; decline wins over what comes later.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.factories.matchmaking import full_values
from tests.races.asking import Answer, Ask, by_page
from tests.races.orders import Deed, could_be
from tests.races.running import Clock, Site
from tests.races.scene import Found

WISH, OFFER = "wish", "offer"
SIDES = {WISH: "sender", OFFER: "host"}
STAY = {"starts_on": "2027-05-10", "ends_on": "2027-05-28"}
CHANNELS = ("api", "page", "mail")
OPEN = ("proposed", "accepted_by_one")


# What an introduction is, with all that does not matter here left out


@dataclass(frozen=True)
class State:
    state: str = "proposed"
    version: int = 1
    accepted: frozenset[str] = frozenset()
    ended_by: str = ""
    verbs: tuple[str, ...] = ()

    def then(self, verb: str, **values: Any) -> "tuple[State, str]":
        return replace(self, verbs=tuple(sorted((*self.verbs, f"introduction.{verb}"))), **values), "done"


def accept(side: str) -> Deed[State]:
    def deed(now: State) -> tuple[State, str]:
        stands = now.state in (*OPEN, "introduced")
        if stands and now.version == 1 and side in now.accepted:
            return now, "done"
        if now.state not in OPEN or now.version != 1:
            return now, "late"
        both = now.accepted | {side}
        if len(both) == 2:
            return now.then("introduced", state="introduced", accepted=both)
        return now.then("accepted", state="accepted_by_one", accepted=both)

    return deed


def decline(side: str) -> Deed[State]:
    def deed(now: State) -> tuple[State, str]:
        if now.state == "declined" and now.ended_by == side:
            return now, "done"
        if now.state not in OPEN or now.version != 1:
            return now, "late"
        return now.then("declined", state="declined", ended_by=side)

    return deed


def counter(side: str) -> Deed[State]:
    def deed(now: State) -> tuple[State, str]:
        if now.state not in OPEN or now.version != 1:
            return now, "late"
        return now.then("countered", state="accepted_by_one", version=2, accepted=frozenset({side}))

    return deed


def ended(verb: str, state: str) -> Deed[State]:
    def deed(now: State) -> tuple[State, str]:
        return now.then(verb, state=state) if now.state in OPEN else (now, "late")

    return deed


ANSWERS: dict[str, Callable[[str], Deed[State]]] = {"accept": accept, "decline": decline, "counter": counter}
WORDS: dict[str, dict[str, Any]] = {
    "accept": {},
    "decline": {"reason": "dates"},
    "counter": {"people": 3, **STAY},
}
SAID = {"accept": "You have accepted.", "decline": "You have declined.", "counter": "Your terms are on the table."}


@dataclass(frozen=True)
class Act:
    """Somebody does something by some way."""

    name: str
    side: str = ""
    who: int = 0
    way: str = "api"

    @property
    def model(self) -> Deed[State]:
        if self.name == "withdraw":
            return ended("withdrawn", "withdrawn")
        if self.name == "expire":
            return ended("expired", "expired")
        return ANSWERS[self.name](self.side)


def story(chance: random.Random) -> list[Act]:
    """Two to six acts; mostly the two answers that fight for the same introduction."""
    acts = []
    for side in SIDES:
        for who in range(chance.choice((1, 1, 2))):
            name = chance.choices(("accept", "decline", "counter"), (6, 2, 1))[0]
            acts.append(Act(name, side, who, chance.choice(CHANNELS)))
    if chance.random() < 0.3:
        acts.append(Act("withdraw", way=chance.choice(("api", "page"))))
    if chance.random() < 0.3:
        acts.append(Act("expire"))
    chance.shuffle(acts)
    return acts


# The pair that is proposed, round after round


def published(site: Site, kind: str, who: str, **values: Any) -> int:
    """An entry on the market, as its organisation and a facilitator bring it there."""
    person, facilitator = site.people[f"{who}-0"], site.people["facilitator"]
    known = {name: value for name, value in full_values(kind).items() if value is not None}  # type: ignore[arg-type]
    body = {**known, "kind": kind, **values}
    number = int(site.done(person.api("POST", "/entries", body))["id"])
    site.done(person.api("POST", f"/entries/{number}/submit"))
    site.done(facilitator.api("POST", f"/entries/{number}/publish"))
    site.expected_lines += 3
    return number


def proposed(site: Site, wish: int, offer: int, people: int = 4) -> dict[str, Any]:
    answer_by = (timezone.localdate() + timedelta(days=9)).isoformat()
    body = {"wish": wish, "offer": offer, "people": people, "answer_by": answer_by, **STAY}
    made: dict[str, Any] = site.done(site.people["facilitator"].api("POST", "/introductions", body))
    site.expected_lines += 1
    return made


def asked(site: Site, number: int, act: Act) -> Ask:
    """The request by which this act is done."""
    if act.name == "withdraw":
        facilitator = site.people["facilitator"]
        if act.way == "page":
            return facilitator.page(f"/introductions/{number}/withdraw/", {})
        return facilitator.api("POST", f"/introductions/{number}/withdraw")
    person, words = site.people[f"{SIDES[act.side]}-{act.who}"], {**WORDS[act.name]}
    if act.way == "api":
        return person.api("POST", f"/introductions/{number}/{act.name}", {"terms_version": 1, **words})
    fields = {f"{act.name}-{name}": value for name, value in words.items()}
    if act.way == "page":
        return person.page(f"/introductions/{number}/{act.name}/", {"terms_version": 1, **fields})
    mailed = site.people[f"{SIDES[act.side]}-0"]
    return by_page(link_of(site, number, mailed.email), body={"answer": act.name, **fields})


def link_of(site: Site, number: int, address: str) -> str:
    """The path of the answer link in the mail that this address got."""
    rows = site.installation.ask(
        "SELECT link FROM mail_outgoingmail"
        f" WHERE key LIKE 'introduction-{number}-1-proposal-%' AND address = '{address}'"
    )
    path: str = rows[0][0].split("/answer/")[1]
    return "/answer/" + path.split("?", maxsplit=1)[0]


def told(site: Site, act: Act, answer: Answer) -> str:
    if answer.status == 0:
        return "unknown"
    if act.way == "page" and answer.status == 302:
        return _said_on_the_page(site, act, answer)
    if answer.status in (200, 302):
        # A form that is refused is shown again; through a mail's link with 409.
        return "done" if act.way != "page" else "late"
    return "late" if answer.status == 409 else f"status {answer.status}"


def _said_on_the_page(site: Site, act: Act, answer: Answer) -> str:
    """Pages send on, and say there how it ended."""
    who = site.people["facilitator"] if not act.side else site.people[f"{SIDES[act.side]}-{act.who}"]
    return "done" if SAID.get(act.name, "The proposal is taken back.") in site.after(who, answer) else "late"


def state_of(site: Site, number: int) -> State:
    """As the API and the journal tell it."""
    shown = site.done(site.people["facilitator"].api("GET", f"/introductions/{number}"))
    accepted = frozenset(side for side in SIDES if shown[f"{side}_accepted_at"])
    verbs = tuple(sorted(verb for verb in site.story_of("introduction", number) if not verb.endswith(".proposed")))
    return State(shown["state"], shown["terms_version"], accepted, shown["ended_by_side"], verbs)


# The races


def answers_at_once(site: Site, clock: Clock, *, rounds: int, seed: int = 7, found: Found | None = None) -> Found:
    """Everybody answers at once. How it ends must be how some order of the same answers would have ended."""
    found, chance = found or Found("I2 answers to one introduction at once"), random.Random(seed)
    wish, offer = published(site, WISH, "sender"), published(site, OFFER, "host")
    for _round in range(rounds):
        found.rounds += 1
        acts = story(chance)
        number = int(proposed(site, wish, offer)["id"])
        said = at_once(site, clock, number, acts)
        end = state_of(site, number)
        site.expected_lines += len(end.verbs) + (end.state == "introduced")
        found.promises += said.count("done")
        found.must(could_be(State(), [act.model for act in acts], said, end), (acts, said, end))
        mails_agree(site, found, number, end)
        finish(site, number, end.state)
    return found


def at_once(site: Site, clock: Clock, number: int, acts: Sequence[Act]) -> list[str]:
    by_request = [act for act in acts if act.name != "expire"]
    asks = [asked(site, number, act) for act in by_request]
    is_due = len(by_request) < len(acts)
    if is_due:
        clock.begin("introduction", number)
    answers = iter(site.volley(asks))
    expired = clock.end() if is_due else ""
    return [expired if act.name == "expire" else told(site, act, next(answers)) for act in acts]


def mails_agree(site: Site, found: Found, number: int, end: State) -> None:
    """Contacts go out exactly when both are introduced, to both sides, once."""
    rows = site.installation.ask(
        f"SELECT count(*) FROM mail_outgoingmail WHERE key LIKE 'introduction-{number}-%-introduced-%'"
    )
    found.must(rows == [(2 if end.state == "introduced" else 0,)], f"mails {rows} after {end}")


def finish(site: Site, number: int, state: str) -> None:
    """So that the same pair can be proposed again.

    An introduction has a line more when it happens and when it does not take place: its cooperation link's.
    """
    facilitator = site.people["facilitator"]
    if state in OPEN:
        site.done(facilitator.api("POST", f"/introductions/{number}/withdraw"))
    elif state == "introduced":
        body = {"state": "not_realised", "reason": "dates"}
        site.done(facilitator.api("POST", f"/introductions/{number}/mark", body))
        site.expected_lines += 1
    else:
        return
    site.expected_lines += 1


def two_for_the_last_places(site: Site, *, rounds: int, seed: int = 7, found: Found | None = None) -> Found:
    """Two hosts want the same group; then both cancel what they have, twice, and places are counted again.

    The group has six people and each proposal takes four: one of them can be introduced, never both.
    """
    found, chance = found or Found("I1 two hosts for one group"), random.Random(seed)
    wish = published(site, WISH, "sender", people=6)
    offers = {"host": published(site, OFFER, "host"), "rival": published(site, OFFER, "rival")}
    sender, facilitator = site.people["sender-0"], site.people["facilitator"]
    for _round in range(rounds):
        found.rounds += 1
        pair = {who: int(proposed(site, wish, offer)["id"]) for who, offer in offers.items()}
        hosts_first = chance.random() < 0.5
        for who, number in pair.items():
            first = site.people[f"{who}-0"] if hosts_first else sender
            site.done(first.api("POST", f"/introductions/{number}/accept", {"terms_version": 1}))
        asks = [
            (sender if hosts_first else site.people[f"{who}-1"]).api(
                "POST", f"/introductions/{number}/accept", {"terms_version": 1}
            )
            for who, number in pair.items()
        ]
        statuses = sorted(answer.status for answer in site.volley(asks))
        states = sorted(state_of(site, number).state for number in pair.values())
        found.promises += statuses.count(200)
        found.must(statuses == [200, 409], statuses)
        found.must(states == ["accepted_by_one", "introduced"], states)
        site.expected_lines += 4
        _cancelled_twice(site, found, facilitator, pair)
    return found


def _cancelled_twice(site: Site, found: Found, facilitator: Any, pair: dict[str, int]) -> None:
    """Whoever cancels twice at once gives the places back once, and whoever is left can have them."""
    states = {number: state_of(site, number).state for number in pair.values()}
    won = next((number for number, state in states.items() if state == "introduced"), None)
    if won is None:
        return
    body = {"state": "not_realised", "reason": "dates"}
    again = [facilitator.api("POST", f"/introductions/{won}/mark", body)] * 3
    statuses = sorted(answer.status for answer in site.volley(again))
    verbs = site.story_of("introduction", won)
    found.must(statuses == [200, 409, 409], f"cancelled {statuses}")
    found.must(verbs.count("introduction.not_realised") == 1, verbs)
    site.expected_lines += 2
    for number, state in states.items():
        if number != won:
            finish(site, number, state)
