"""How many people with fewer opportunities: "4 of them fewer opportunities", "2 x FO", "1 fauteuil roulant"."""

from hospes.recognise.answers import is_denied, is_unanswered, nothing_in, yes_or_no
from hospes.recognise.found import Found, Note, Sure, nothing
from hospes.recognise.lexicon import SMALL, Lexicon
from hospes.recognise.numbers import Number, numbers
from hospes.recognise.reading import Reading, read, tidy
from hospes.recognise.words.fewer import FEWER, SURE

_FEWER: Lexicon[bool] = Lexicon([(True, SURE), (False, FEWER)])
_REACH = 6


def fewer_opportunities(text: object) -> Found[int]:
    """The count only. Words for a need ("wheelchair") count as a guess; "yes" and "some" give no number."""
    if isinstance(text, bool):
        return nothing(str(text))
    reading = read(text)
    found = [one for one in numbers(reading) if not one.is_range and not one.is_broken]
    hits = _FEWER.find(reading.pieces)
    for hit in hits:
        number = _number_for(reading, found, hit.start, hit.end)
        if number is not None:
            return _answer(reading, number, hit.start, hit.end, is_sure=hit.value)
    if hits:
        return _without_number(reading, hits[0].start)
    if len(found) == 1 and _is_alone(reading, found[0]):
        return Found(found[0].most, Sure.LIKELY, tidy(reading.original), "")
    if not is_unanswered(reading) and yes_or_no(reading) == "no" and len(reading.pieces) <= 2:
        return Found(0, Sure.LIKELY, tidy(reading.original), "")
    return nothing_in(reading)


def _without_number(reading: Reading, start: int) -> Found[int]:
    """ "no FO" is none of them; "yes, some with special needs" gives no number."""
    if is_denied(reading.pieces, start):
        return Found(0, Sure.LIKELY, tidy(reading.original), "", (Note("denied"),))
    return nothing(reading.original, Note("no_number"))


def _number_for(reading: Reading, found: list[Number], start: int, end: int) -> Number | None:
    """The nearest number before the words, else right after them."""
    before = [one for one in found if one.end <= start and start - one.end <= _REACH]
    for one in reversed(before):
        between = reading.pieces[one.end : start]
        if not any(piece.text in ",;.()|" for piece in between):
            return _whole_of(reading, found, one)
    after = [one for one in found if one.start >= end and one.start - end <= 2 and not one.is_doubtful]
    return after[0] if after else None


def _whole_of(reading: Reading, found: list[Number], number: Number) -> Number:
    """ "3 of 10 with fewer opportunities": three."""
    part = next((one for one in found if one.end < number.start and number.start - one.end == 1), None)
    is_of = part is not None and reading.pieces[number.start - 1].text in _OF
    return part if part is not None and is_of else number


_OF = frozenset("of von sur de di su av af van z ze na od out / из от із από a".split())


def _answer(reading: Reading, number: Number, start: int, end: int, *, is_sure: bool) -> Found[int]:
    used = set(range(number.start, number.end)) | set(range(start, end))
    read_part, _left = reading.said(used)
    small = {at for at, piece in enumerate(reading.pieces) if piece.is_word and piece.text in SMALL}
    between = set(range(min(number.end, end), max(number.start, start)))
    left = " ".join(reading.runs_without(used | small | between))
    value = number.times if number.times > 1 else number.most
    if is_sure:
        return Found(value, Sure.LIKELY if left or number.is_doubtful else Sure.CERTAIN, read_part, left)
    return Found(value, Sure.GUESS, read_part, left, (Note("need_counted"),))


def _is_alone(reading: Reading, number: Number) -> bool:
    return all(piece.kind == "mark" or number.start <= at < number.end for at, piece in enumerate(reading.pieces))
