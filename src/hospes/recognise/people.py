"""How many people: "max. 5 pers.", "8 + 2 staff", "12 (max 4 at once)", "bis zu 3", "six", "14 beds"."""

from dataclasses import dataclass, field
from datetime import date

from hospes.recognise.answers import nothing_in
from hospes.recognise.found import Found, Note, People, Sure, at_most, nothing
from hospes.recognise.lexicon import SMALL, Lexicon
from hospes.recognise.numbers import Number, bound_after, bound_before, bounded, numbers
from hospes.recognise.reading import Reading, read
from hospes.recognise.spoiled import spoiled_range
from hospes.recognise.words import numbers as words
from hospes.recognise.words.profiles import PROFILES

# What a number counts, by the words after it: the first table that knows a word decides.
_UNITS = Lexicon(
    [
        ("at_once", words.AT_ONCE),
        ("groups", words.GROUPS),
        ("total", words.TOTAL),
        ("places", words.PLACES),
        ("accompanying", words.ACCOMPANYING),
        ("persons", words.PERSONS),
        ("other", words.NOT_PEOPLE),
    ]
)
_AT_ONCE = Lexicon({True: words.AT_ONCE})
# Teachers and youth workers come along with others, unless nobody else is counted.
_PARTICIPANTS = Lexicon(
    [
        ("accompanying" if code in {"TEACHER_TRAINER", "YOUTH_WORKER"} else "persons", phrases)
        for code, phrases in PROFILES.items()
    ]
)
_ENDS = frozenset("(),;|+&\n")
_EACH = frozenset("per pro par por je al a la v w na each every jeden jede chaque ogni cada varje hver elke".split())
_PRICES = frozenset("%€$£")
_PER_GROUP = frozenset("of a de zu von met av af mit di per po x je with con amb avec na ze".split())
MOST_PEOPLE = 9999


@dataclass(eq=False)
class _Count:
    number: Number
    least: int | None
    most: int | None
    bound: str
    units: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0
    per_group: bool = False
    # "+2"
    is_added: bool = False


def people(text: object) -> Found[People]:
    """Numbers of participants; teachers or staff who come along are counted apart.

    A single number is both least and most. Ages, days, prices and levels are no numbers of people.
    """
    spoiled = spoiled_range(text)
    if spoiled:
        return Found(People(*spoiled), Sure.GUESS, str(text)[:40], "", (Note("range_became_date"),))
    if isinstance(text, date | bool):
        return nothing(str(text))
    reading = read(text)
    found = _numbers(reading)
    if not found:
        return nothing_in(reading)
    counts = [_count(reading, one, found, place) for place, one in enumerate(found)]
    return _answer(reading, counts)


def _numbers(reading: Reading) -> list[Number]:
    """Without those inside "at any one time", and a number below zero."""
    pieces = reading.pieces
    inside = {at for hit in _AT_ONCE.find(pieces) if hit.end - hit.start > 1 for at in range(hit.start + 1, hit.end)}
    is_negative = len(pieces) > 1 and pieces[0].text == "-" and reading.glued(1)
    return [
        one
        for one in numbers(reading)
        if one.start not in inside
        and not (is_negative and one.start == 1)
        and (not one.is_doubtful or _is_meant(reading, one))
    ]


def _count(reading: Reading, number: Number, found: list[Number], place: int) -> _Count:
    pieces = reading.pieces
    floor = found[place - 1].end if place else 0
    ceiling = found[place + 1].start if place + 1 < len(found) else len(pieces)
    for at in range(number.end, ceiling):
        if pieces[at].text in _ENDS and not (at == number.end and pieces[at].text == "+"):
            ceiling = at
            break
    bound, start = bound_before(reading, number.start, floor)
    end = number.end
    if not bound:
        bound, end = bound_after(reading, number.end, ceiling)
    least, most = bounded(number, bound)
    count = _Count(number, least, most, bound, start=start, end=end)
    _read_units(reading, count, ceiling)
    count.is_added = number.start > floor and pieces[number.start - 1].text == "+"
    count.per_group = _is_per_group(reading, number.start, floor, start)
    return count


def _read_units(reading: Reading, count: _Count, ceiling: int) -> None:
    """The units among the few words after a number, up to the next number or mark."""
    pieces = reading.pieces
    at, seen = count.end, 0
    window = pieces[:ceiling]
    while at < ceiling and seen < 5:
        if pieces[at].kind == "mark":
            if pieces[at].text in _PRICES:
                count.units.add("other")
            at += 1
            continue
        hit = _UNITS.at(window, at)
        learners = _PARTICIPANTS.at(window, at)
        if learners and (hit is None or (hit.value in {"accompanying", "persons"} and learners.end > hit.end)):
            hit = learners
        if hit is None:
            at, seen = at + 1, seen + (pieces[at].text not in SMALL)
            continue
        if hit.value == "other" and seen and count.units:
            break
        if hit.value == "other" and pieces[at - 1].text in _EACH:
            # "4 per week": people, so many each time.
            count.units.add("at_once")
            break
        # "4 people in a group" says nothing about how many groups.
        if not (hit.value == "other" and seen > 1) and not (hit.value == "groups" and "persons" in count.units):
            count.units.add(hit.value)
        # What is glued to the number by a hyphen names its kind: "5er-Gruppe" is a group of five.
        if hit.value == "groups" and count.number.least > 1 and _is_group_of(reading, count, at):
            count.units = {"persons"}
        at = count.end = hit.end


def _is_group_of(reading: Reading, count: _Count, at: int) -> bool:
    between = [piece.text for piece in reading.pieces[count.number.end : at]]
    return any(one in between for one in ("er", "os", "fos", "as", "es", "osobowa", "osobowe", "person", "people"))


def _is_per_group(reading: Reading, at: int, floor: int, start: int) -> bool:
    """ "3 groups of 5": the five are in each group."""
    before = reading.pieces[floor : min(at, start) if start > floor else at]
    names = [piece for piece in before if piece.is_word and piece.text not in SMALL | _PER_GROUP]
    links = [piece.text for piece in before if piece.is_word and piece.text in _PER_GROUP]
    if not names or not links or floor == 0:
        return False
    hit = _UNITS.at(tuple(names), len(names) - 1)
    return hit is not None and hit.value == "groups"


def _answer(reading: Reading, counts: list[_Count]) -> Found[People]:
    notes: list[Note] = []
    sure = Sure.CERTAIN
    counts = [one for one in counts if "other" not in one.units]
    broken = [one for one in counts if one.number.is_broken or (one.most or one.least or 0) > MOST_PEOPLE]
    counts = [one for one in counts if one not in broken]
    if broken:
        notes.append(Note("number_not_whole"))
        sure = Sure.GUESS
    if not counts:
        return nothing(reading.original, *notes)
    people, used, more = _sorted_out(counts)
    notes += more
    if people == People():
        return nothing(reading.original, *notes)
    if any(one.bound == "about" for one in used):
        notes.append(Note("about"))
        sure = at_most(sure, Sure.LIKELY)
    if any(note.code == "plus_number" for note in more):
        sure = Sure.GUESS
    if any(note.code != "beds" for note in more) or people.most is None:
        sure = at_most(sure, Sure.LIKELY)
    if people.most and 1990 <= people.most <= 2099:
        notes.append(Note("looks_like_a_year"))
        sure = Sure.GUESS
    said, left = reading.said(at for one in used for at in range(one.start, one.end))
    if left:
        sure = at_most(sure, Sure.LIKELY)
    if any(one not in used for one in counts):
        sure = Sure.GUESS
        notes.append(Note("several_numbers"))
    return Found(people, sure, said, left, tuple(notes))


def _is_meant(reading: Reading, number: Number) -> bool:
    """A word that may mean something else ("on", "en") counts alone in its cell or before a word for people."""
    pieces = reading.pieces
    if all(piece.kind == "mark" or number.start <= at < number.end for at, piece in enumerate(pieces)):
        return True
    if number.end >= len(pieces) or pieces[number.end].kind == "mark":
        return False
    hit = _UNITS.at(pieces, number.end) or _PARTICIPANTS.at(pieces, number.end)
    return hit is not None and hit.value in {"persons", "places", "groups", "accompanying"}


def _sorted_out(counts: list[_Count]) -> tuple[People, list[_Count], list[Note]]:
    """Which of the numbers is which."""
    notes: list[Note] = []
    groups = [one for one in counts if "groups" in one.units and not one.units & {"at_once", "total"}]
    at_once = [one for one in counts if "at_once" in one.units]
    coming = [one for one in counts if "accompanying" in one.units and one not in at_once]
    mains = [one for one in counts if one not in groups and one not in at_once and one not in coming]
    added = [one for one in mains[1:] if one.is_added and not one.units]
    if added:
        # "8 (+2)": who the others are is not said.
        notes.append(Note("plus_number"))
        mains = [one for one in mains if one not in added]
        coming += added
    if not mains and coming:
        # "4 teachers": they are the participants.
        mains, coming = coming[:1], coming[1:]
    if not mains and at_once:
        mains, at_once = at_once, []
        notes.append(Note("per_group"))
    totals = [one for one in mains if "total" in one.units]
    main = next(iter(totals or mains), None)
    used = [one for one in (main, *groups[:1], *at_once[:1], *coming) if one is not None]
    number_of_groups = groups[0].most if groups and groups[0].most != 1 else None
    least, most = (main.least, main.most) if main else (None, None)
    if main and main.number.times > 1:
        number_of_groups = main.number.times
        least, most = _times(least, number_of_groups), _times(most, number_of_groups)
        notes.append(Note("groups_multiplied", {"groups": number_of_groups}))
    elif main and main.per_group and number_of_groups:
        least, most = _times(least, groups[0].least or number_of_groups), _times(most, number_of_groups)
        notes.append(Note("groups_multiplied", {"groups": number_of_groups}))
    elif main and number_of_groups and number_of_groups > 1:
        notes.append(Note("groups_share_total", {"groups": number_of_groups, "total": most or least}))
    if not totals and len(mains) == 2 and _is_bounds(mains):
        least, most = _both(mains)
        used = [*used, *(one for one in mains if one not in used)]
    if main and "places" in main.units:
        notes.append(Note("beds", {"count": most or least}))
    seats = at_once[0].most or at_once[0].least if at_once else None
    with_them = sum(one.most or one.least or 0 for one in coming) or None
    return People(least, most, number_of_groups, seats, with_them), list(dict.fromkeys(used)), notes


def _is_bounds(mains: list[_Count]) -> bool:
    """ "min. 2, max. 6"."""
    return {one.bound for one in mains} in ({"least", "most"}, {"more", "less"}, {"least", "less"}, {"", "most"}) and (
        None not in _both(mains)
    )


def _both(mains: list[_Count]) -> tuple[int | None, int | None]:
    least = next((one.least for one in mains if one.most is None or one.bound == ""), None)
    most = next((one.most for one in mains if one.least is None), None)
    return (least, most) if least is None or most is None or least <= most else (None, None)


def _times(value: int | None, groups: int) -> int | None:
    return None if value is None else value * groups


def people_in_prose(reading: Reading) -> Found[People]:
    """In running text a number counts only beside a word for people or places."""
    found = _numbers(reading)
    counts = [_count(reading, one, found, place) for place, one in enumerate(found)]
    counts = [
        one
        for one in counts
        if one.units & {"persons", "places", "accompanying", "groups"} and "other" not in one.units
    ]
    return _answer(reading, counts) if counts else nothing(reading.original)
