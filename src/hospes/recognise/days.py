"""How long: "2 à 3 semaines", "21 gg", "min 14 d", "2-12 weeks", "1 month", "10 working days".

Weeks have seven days and months thirty; a note says so. Hours are no stay: "2 x 90 min" is an online meeting.
"""

from dataclasses import dataclass, replace

from hospes.recognise.answers import nothing_in
from hospes.recognise.found import Found, Note, Sure, at_most, nothing
from hospes.recognise.lexicon import SMALL, Lexicon, value_of
from hospes.recognise.numbers import NUMBERS, Bound, Number, bound_after, bound_before, bounded, connector, numbers
from hospes.recognise.reading import Reading, read, tidy
from hospes.recognise.spoiled import spoiled_range
from hospes.recognise.words import units as words

Days = tuple[int | None, int | None]
UNITS = Lexicon(words.UNITS, keep_small=True)
_ONE = Lexicon({1: words.ONE}, keep_small=True)
_ALONE = Lexicon(words.ALONE, keep_small=True)
_HALF = Lexicon({True: words.HALF}, keep_small=True)
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365, "fortnight": 14, "fifteen": 15}
LONGEST = 366


@dataclass(frozen=True)
class _Length:
    number: Number
    unit: str
    bound: Bound
    start: int
    end: int


def days(text: object) -> Found[Days]:
    """Shortest and longest stay; None where it is open: "min 14 d" is (14, None), "max. 4 weeks" (None, 28)."""
    spoiled = spoiled_range(text)
    if spoiled:
        return Found(spoiled, Sure.GUESS, str(text)[:40], "", (Note("range_became_date"), Note("unit_assumed")))
    if isinstance(text, bool):
        return nothing(str(text))
    reading = read(text)
    words_in_it = [piece for piece in reading.pieces if piece.kind != "mark"]
    alone = _ALONE.at(reading.pieces, 0) if len(words_in_it) == 1 and reading.pieces[0].is_word else None
    if alone is not None:
        days_in_it = _DAYS_IN[alone.value]
        return Found((days_in_it, days_in_it), Sure.LIKELY, tidy(reading.original), "", (Note("one_unit"),))
    return read_days(reading)


def read_days(reading: Reading, *, bare: bool = True) -> Found[Days]:
    """`bare`: a number without a unit counts as days, as in a column of its own."""
    lengths = _lengths(reading)
    meetings = [one for one in lengths if one.unit in {"hour", "minute"}]
    stays = [one for one in lengths if one.unit not in {"hour", "minute", ""}]
    if not stays and meetings:
        facts = {"times": meetings[0].number.times, "number": meetings[0].number.most, "unit": meetings[0].unit}
        return nothing(reading.original, Note("online_hours", facts))
    if not stays and bare:
        stays = [replace(one, unit="day") for one in lengths if not one.unit and not one.number.is_doubtful][:1]
        if stays and len(lengths) == 1:
            return _answer(reading, stays, [Note("unit_assumed")], meetings)
        stays = []
    if not stays:
        return nothing_in(reading)
    return _answer(reading, stays, [], meetings)


def _lengths(reading: Reading) -> list[_Length]:
    found = [one for one in numbers(reading) if not _is_unit(reading, one)]
    covered = {at for one in found for at in range(one.start, one.end)}
    lengths = []
    for place, one in enumerate(found):
        floor = found[place - 1].end if place else 0
        ceiling = found[place + 1].start if place + 1 < len(found) else len(reading.pieces)
        lengths.append(_length(reading, one, floor, ceiling))
    lengths += [_Length(Number(at, at + 1, 1, 1), unit, "", at, end) for at, unit, end in _articles(reading, covered)]
    covered |= {at for one in lengths for at in range(one.start, one.end)}
    lengths += _compounds(reading, covered)
    return _with_later_units(reading, sorted(lengths, key=lambda one: one.start))


def _is_unit(reading: Reading, number: Number) -> bool:
    """Hungarian "hét" is seven, and a week after a number."""
    at = number.start
    after_number = at > 0 and (
        reading.pieces[at - 1].kind == "number" or NUMBERS.at(reading.pieces, at - 1) is not None
    )
    return reading.pieces[at].is_word and after_number and UNITS.at(reading.pieces, at) is not None


def _compounds(reading: Reading, covered: set[int]) -> list[_Length]:
    """ "zweiwöchig", "tvåveckors": a number and a unit in one word."""
    found = []
    for at, piece in enumerate(reading.pieces):
        if at in covered or not piece.is_word or len(piece.text) < 7:
            continue
        for cut in range(3, min(len(piece.text) - 2, 10)):
            number = value_of(NUMBERS, piece.text[:cut])
            unit = value_of(UNITS, piece.text[cut:])
            if number and unit and unit not in {"hour", "minute"} and len(piece.text) - cut > 3:
                found.append(_Length(Number(at, at + 1, number, number), unit, "", at, at + 1))
                break
    return found


def _length(reading: Reading, number: Number, floor: int, ceiling: int) -> _Length:
    unit, end = _unit_after(reading, number.end, ceiling)
    bound, start = bound_before(reading, number.start, floor)
    if not bound:
        bound, after = bound_after(reading, end, ceiling)
        end = max(end, after)
    if bound == "about":
        bound = ""
    return _Length(number, unit, bound, start, end)


def _unit_after(reading: Reading, at: int, ceiling: int) -> tuple[str, int]:
    """The unit right after a number: "3 j", "14d", "2-wöchig", "3 (three) weeks"; one more word may stand between."""
    pieces = reading.pieces
    place, skipped, marks = at, 0, 0
    while place < ceiling and skipped < 2:
        if pieces[place].kind == "mark":
            if pieces[place].text not in "-.()/'+":
                break
            marks += pieces[place].text in "()/+"
            place += 1
            continue
        hit = UNITS.at(pieces, place)
        # "un peu d'anglais": one letter is a unit only right after the number.
        if hit is not None and (not (skipped or marks) or len(pieces[place].text) > 2):
            return hit.value, hit.end
        if pieces[place].text not in SMALL or place > at:
            skipped += 1
        place += 1
    return "", at


def _articles(reading: Reading, covered: set[int]) -> list[tuple[int, str, int]]:
    """ "a week", "une semaine": an article and a unit, where no number stands."""
    found = []
    for at in range(len(reading.pieces) - 1):
        if at in covered or not reading.pieces[at].is_word or _ONE.at(reading.pieces, at) is None:
            continue
        hit = UNITS.at(reading.pieces, at + 1)
        if hit is not None and hit.value not in {"hour", "minute"} and len(reading.pieces[at + 1].text) > 2:
            found.append((at, hit.value, hit.end))
    return found


def _with_later_units(reading: Reading, lengths: list[_Length]) -> list[_Length]:
    """ "from 5 … to 7 days": a number without a unit has the next one's, when "to" stands between."""
    for place in range(len(lengths) - 2, -1, -1):
        one, other = lengths[place], lengths[place + 1]
        bounds = (one.bound, other.bound)
        if not one.unit and other.unit and (connector(reading, one.end) is not None or bounds == ("least", "most")):
            lengths[place] = replace(one, unit=other.unit)
    return lengths


def _answer(reading: Reading, stays: list[_Length], notes: list[Note], meetings: list[_Length]) -> Found[Days]:
    if any(one.number.is_broken for one in stays) or _has_half(reading, stays):
        return nothing(reading.original, Note("number_not_whole"))
    sure = Sure.LIKELY if notes else Sure.CERTAIN
    spans = [_span(one) for one in stays]
    used = stays[:1]
    least, most = spans[0]
    if len(stays) > 1 and _belong_together(reading, stays[0], stays[1]):
        used = stays[:2]
        least, most = _joined(spans[0], spans[1])
    elif len(stays) > 1 and [piece.text for piece in reading.pieces[stays[0].end : stays[0].end + 1]] == ["+"]:
        # "3 days + 2 days of travel": the stay comes first.
        sure = Sure.LIKELY
    elif len(stays) > 1:
        # "2 weeks in May, or 1 month in June": the shortest and the longest, to be looked at.
        used, sure = stays, Sure.GUESS
        lows, highs = [low for low, _high in spans if low], [high for _low, high in spans if high]
        least, most = min(lows, default=None), max(highs, default=None)
        notes = [*notes, Note("several_numbers")]
    if least is not None and most is not None and least > most:
        least, most = most, least
    if not all(value is None or 1 <= value <= LONGEST for value in (least, most)) or (least, most) == (None, None):
        return nothing(reading.original, *notes, Note("too_long"))
    notes = [*notes, *_unit_notes(used)]
    if any(note.code == "unit_assumed" for note in notes) and (most or least or 0) > 60:
        sure = Sure.GUESS
    read_part, left = reading.said(at for one in used for at in range(one.start, one.end))
    if left or meetings or any(one.unit in {"month", "year", "working_day"} for one in used):
        sure = at_most(sure, Sure.LIKELY)
    return Found((least, most), sure, read_part, left, tuple(notes))


def _has_half(reading: Reading, stays: list[_Length]) -> bool:
    first = max(stays[0].start - 2, 0)
    return any(
        piece.is_word and _HALF.at(reading.pieces, first + at)
        for at, piece in enumerate(reading.pieces[first : stays[0].end])
    )


def _span(one: _Length) -> Days:
    least, most = bounded(one.number, one.bound)
    times = one.number.times
    return _in_days(least, one.unit, times), _in_days(most, one.unit, times)


def _in_days(value: int | None, unit: str, times: int) -> int | None:
    if value is None:
        return None
    if unit == "working_day":
        return (value // 5 * 7 + value % 5) * times
    return value * _DAYS_IN[unit] * times


def _belong_together(reading: Reading, one: _Length, other: _Length) -> bool:
    """ "2 weeks to 3 months", "min 5 days, max 2 weeks"."""
    if {one.bound, other.bound} in ({"least", "most"}, {"more", "less"}, {"least", "less"}):
        return True
    if one.bound == "least" or other.bound == "most":
        return True
    start = connector(reading, one.end)
    return start is not None and start >= other.number.start


def _joined(one: Days, other: Days) -> Days:
    lows = [value for value in (one[0], other[0]) if value is not None]
    highs = [value for value in (one[1], other[1]) if value is not None]
    least = one[0] if one[0] is not None else min(lows, default=None)
    most = other[1] if other[1] is not None else max(highs, default=None)
    return least, most


def _unit_notes(stays: list[_Length]) -> list[Note]:
    units = dict.fromkeys(one.unit for one in stays)
    codes = {"week": "weeks_of_seven", "month": "months_of_thirty", "working_day": "working_days"}
    return [Note(codes[unit]) for unit in units if unit in codes]
