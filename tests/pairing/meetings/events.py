"""Small events, every timetable of which can be tried."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from hospes.pairing.meetings.event import Event, Meeting, Person, Slot, Wish, two

quickly = settings(deadline=None, max_examples=60, database=None)
BEGIN = datetime(2027, 5, 3, 9)
KEYS = "abcde"


def slots(count):
    return tuple(Slot(BEGIN + timedelta(minutes=20 * n), BEGIN + timedelta(minutes=20 * n + 20)) for n in range(count))


def an_event(wishes, *, count=3, tables=None, people=(), fixed=()):
    """An event from words such as `a>b must`, with people beside those that the words name."""
    said = [Wish(by=word[0], to=word[2], want=word[4:]) for word in wishes]
    known = {person.key: person for person in people}
    keys = sorted({one for wish in said for one in (wish.by, wish.to)} | set(known))
    return Event(slots(count), tuple(known.get(key, Person(key)) for key in keys), tables, tuple(said), tuple(fixed))


def a_large_event(people, count, tables, *, hours, two_sides=False, wishes=12, seed=1):
    """Some people are wanted by many, as everywhere."""
    chance = Random(seed)
    everybody = []
    for number in range(people):
        free = None if hours == 1 else frozenset(slot for slot in range(count) if chance.random() < hours)
        everybody.append(Person(f"p{number:04}", free=free))
    said = []
    for number, person in enumerate(everybody):
        others = [
            other
            for other in range(people)
            if other != number and (not two_sides or (number < people // 2) != (other < people // 2))
        ]
        weights = [1 / (1 + other % 50) for other in others]
        chosen = list(dict.fromkeys(chance.choices(others, weights, k=wishes)))
        said += [
            Wish(person.key, everybody[other].key, "must" if place < 3 else "like")
            for place, other in enumerate(chosen)
        ]
    return Event(slots(count), tuple(everybody), tables, tuple(said))


WANTS = st.sampled_from(["must", "must", "like", "like", "like", "no"])
LANGUAGES = st.sampled_from([None, None, {"en"}, {"en"}, {"en", "fr"}, {"fr"}])
FREE = st.sampled_from([None, None, None, {0, 1}, {1, 2}, {0, 2}, {0}, {2}, ()])
AT_MOST = st.sampled_from([None, None, None, 2, 2, 1, 0])


@st.composite
def events(draw, *, most_wishes=8, fixed=False):
    """Events in which most people can meet: two to five of them, three slots."""
    keys = KEYS[: draw(st.sampled_from([2, 3, 4, 4, 5, 5, 5]))]
    people = []
    for key in keys:
        languages, free = draw(LANGUAGES), draw(FREE)
        people.append(
            Person(
                key,
                None if languages is None else frozenset(languages),
                None if free is None else frozenset(free),
                draw(AT_MOST),
            )
        )
    pairs = st.permutations([(by, to) for by in keys for to in keys if by != to])
    said = draw(pairs)[: draw(st.integers(0, most_wishes))]
    wishes = tuple(Wish(by, to, draw(WANTS)) for by, to in said)
    tables = draw(st.sampled_from([None, 2, 2, 1, 0]))
    kept = []
    if fixed and tables != 0:
        kept.append(draw(st.builds(Meeting, st.just("a"), st.just("b"), st.integers(0, 2), st.just(0))))
    return Event(slots(3), tuple(people), tables, wishes, tuple(kept))


def goals_of(event, placed):
    """The first four goals of meetings, as (pair, slot), each the better the greater."""
    wants = {(wish.by, wish.to): wish.want for wish in event.wishes}
    musts = likes = 0
    for (one, other), _ in placed:
        said = [wants.get((one, other)), wants.get((other, one))]
        musts += said.count("must")
        likes += said.count("like") + (said.count("must") + said.count("like") == 2)
    counts = Counter(key for pair, _ in placed for key in pair)
    return musts, likes, len(counts), -sum(count**2 for count in counts.values())


def best_of_all(event):
    """The best of all timetables, tried one by one, with nothing of the engine's own."""
    people = {person.key: person for person in event.people}
    tables = len(people) if event.tables is None else event.tables
    no = {frozenset((wish.by, wish.to)) for wish in event.wishes if wish.want == "no"}
    pairs = sorted({two(wish.by, wish.to) for wish in event.wishes if frozenset((wish.by, wish.to)) not in no})
    certain = [(meeting.pair, meeting.slot) for meeting in event.fixed]
    best = None

    def may(pair, slot, placed):
        one, other = (people[key] for key in pair)
        if one.languages is not None and other.languages is not None and not one.languages & other.languages:
            return False
        if sum(at == slot for _, at in placed) >= tables or any(pair == held for held, _ in placed):
            return False
        for person in (one, other):
            own = [at for held, at in placed if person.key in held]
            if slot in own or (person.free is not None and slot not in person.free):
                return False
            if person.at_most is not None and len(own) >= person.at_most:
                return False
        return True

    def look(left, placed):
        nonlocal best
        if not left:
            found = goals_of(event, placed)
            best = found if best is None or found > best else best
            return
        look(left[1:], placed)
        for slot in range(len(event.slots)):
            if may(left[0], slot, placed):
                look(left[1:], [*placed, (left[0], slot)])

    look(pairs, certain)
    return best
