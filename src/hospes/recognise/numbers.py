"""Numbers in a text: digits or words, alone or as a range, with what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hospes.recognise.lexicon import SMALL, Lexicon, phrase_words
from hospes.recognise.reading import Piece, Reading
from hospes.recognise.words import numbers as words
from hospes.recognise.words.calendar import BETWEEN

NUMBERS = Lexicon(words.NUMBERS, keep_small=True)
DOUBTFUL = frozenset(words.DOUBTFUL.split())
Bound = Literal["", "most", "least", "more", "less", "about"]
BOUNDS: Lexicon[Bound] = Lexicon(
    [
        ("most", words.MOST),
        ("least", words.LEAST),
        ("more", words.MORE_THAN),
        ("less", words.LESS_THAN),
        ("about", words.ABOUT),
    ],
    keep_small=True,
)
TO = Lexicon({"to": words.TO}, keep_small=True)
_BETWEEN = Lexicon({True: BETWEEN}, keep_small=True)
_TIMES = frozenset("x×*")


@dataclass(frozen=True)
class Number:
    """Pieces `start` to `end` say a number, or two with "to" between them."""

    start: int
    end: int
    least: int
    most: int
    is_range: bool = False
    # Written as a word that may mean something else ("on", "en", an article).
    is_doubtful: bool = False
    # With a fraction that we do not round: "1,5".
    is_broken: bool = False
    # "3 x 5": three times.
    times: int = 1


def _single(reading: Reading, at: int) -> Number | None:
    piece = reading.pieces[at]
    if piece.kind == "number":
        return _digits(reading, at)
    if not piece.is_word:
        return None
    hit = NUMBERS.at(reading.pieces, at)
    if hit is None:
        return None
    return Number(at, hit.end, hit.value, hit.value, is_doubtful=piece.text in DOUBTFUL and hit.end == at + 1)


def _digits(reading: Reading, at: int) -> Number | None:
    """`12`, `1.000`, `6,0`. `1,5` is broken."""
    pieces, value = reading.pieces, reading.pieces[at].number
    if value is None:
        return None
    end, is_broken = at + 1, False
    while end + 1 < len(pieces) and pieces[end].text in ".,'" and reading.glued(end) and reading.glued(end + 1):
        digits = pieces[end + 1].text
        if pieces[end + 1].kind != "number" or pieces[end + 1].number is None:
            break
        if len(digits) == 3 and 0 < value < 1000:
            value = value * 1000 + int(digits)
        else:
            is_broken = is_broken or int(digits) != 0
        end += 2
    return Number(at, end, value, value, is_broken=is_broken)


def connector(reading: Reading, at: int) -> int | None:
    """Where the second number of a range may begin, when pieces from `at` mean "to"."""
    pieces = reading.pieces
    if at >= len(pieces):
        return None
    if pieces[at].text in "-/~" or pieces[at].text == "…":
        return at + 1
    if pieces[at].text == "." and at + 1 < len(pieces) and pieces[at + 1].text in ".-":
        return connector(reading, at + 1) if pieces[at + 1].text == "-" else at + 2
    if pieces[at].text == "+":
        return None
    hit = TO.at(pieces, at)
    return hit.end if hit else None


def numbers(reading: Reading) -> list[Number]:
    """All numbers, ranges joined: `2-4`, `2 à 4`, `from 2 to 4`, `2x5`."""
    found: list[Number] = []
    at = 0
    while at < len(reading.pieces):
        one = _single(reading, at)
        if one is None:
            at += 1
            continue
        joined = _joined(reading, one)
        found.append(joined)
        at = joined.end
    return found


def _joined(reading: Reading, one: Number) -> Number:
    pieces = reading.pieces
    if one.end + 1 < len(pieces) and pieces[one.end].text in _TIMES:
        other = _single(reading, one.end + 1)
        if other is not None:
            other = _joined(reading, other)
            return replace(other, start=one.start, times=one.least, is_broken=one.is_broken or other.is_broken)
    start = connector(reading, one.end)
    if start is None or start >= len(pieces):
        return one
    other = _single(reading, start)
    # "one or two" is a range; "six and the others" is not, and an article begins no second number.
    is_between = one.start > 0 and _BETWEEN.at(pieces, one.start - 1) is not None
    if other is None or (not is_between and (other.is_doubtful or one.is_doubtful)):
        return one
    is_word = TO.at(pieces, one.end) is not None and pieces[one.end].is_word
    if is_word and pieces[one.end].text in _AND and other.least != one.least + 1 and not is_between:
        return one
    low, high = sorted((one.least, other.least))
    return Number(one.start, other.end, low, high, is_range=True, is_broken=one.is_broken or other.is_broken)


# "10 and 15" are two numbers; "2 and 3" and "2 or 3" are one range.
_AND = frozenset(
    "y e i and und et en och og ja or oder ou o eller of lub nebo ili sau voi vai arba vagy edo me".split()
)


def bound_before(reading: Reading, at: int, floor: int) -> tuple[Bound, int]:
    """The word for a bound that ends just before piece `at`, and where it starts. Nothing before `floor` counts."""
    pieces = reading.pieces
    back = at
    while back > floor and (pieces[back - 1].text in ".:=(" or pieces[back - 1].text in SMALL):
        back -= 1
    for start in range(max(floor, back - 4), at):
        hit = BOUNDS.at(pieces, start) if pieces[start].kind != "mark" else None
        if hit is not None and back <= hit.end <= at:
            return hit.value, start
    return _sign_before(pieces, at, floor)


def _sign_before(pieces: Sequence[Piece], at: int, floor: int) -> tuple[Bound, int]:
    if at > floor:
        sign: Bound = _SIGNS.get(pieces[at - 1].text, "")
        if sign:
            return sign, at - 1
    return "", at


_SIGNS: dict[str, Bound] = {"<": "less", "≤": "most", ">": "more", "≥": "least", "~": "about", "±": "about"}
_BOUNDS_AFTER: tuple[tuple[Bound, str], ...] = (
    ("most", words.MOST_AFTER),
    ("least", words.LEAST_AFTER),
)
_AFTER: dict[str, Bound] = {
    " ".join(phrase_words(phrase, keep_small=True)): bound
    for bound, phrases in _BOUNDS_AFTER
    for phrase in phrases.split(";")
}


def bound_after(reading: Reading, at: int, ceiling: int) -> tuple[Bound, int]:
    """The word for a bound that stands just after a number ("6 max", "10+"), and where it ends."""
    pieces = reading.pieces
    if at >= ceiling:
        return "", at
    if pieces[at].text == "+" and (at + 1 >= ceiling or not reading.glued(at + 1)) and reading.glued(at):
        return ("least", at + 1) if at + 1 >= len(pieces) or pieces[at + 1].kind != "number" else ("", at)
    for length in (2, 1):
        words_after = " ".join(piece.text for piece in pieces[at : min(at + length, ceiling)])
        if words_after in _AFTER:
            return _AFTER[words_after], min(at + length, ceiling)
    return "", at


def bounded(number: Number, bound: Bound) -> tuple[int | None, int | None]:
    """Least and most, with what the words around said."""
    if number.is_range:
        return number.least, number.most
    match bound:
        case "most":
            return None, number.most
        case "least":
            return number.least, None
        case "more":
            return number.least + 1, None
        case "less":
            return None, max(number.most - 1, 0)
        case _:
            return number.least, number.most


def alone(reading: Reading) -> Iterator[Number]:
    """The numbers of a text in which only numbers stand: doubtful words count there."""
    found = numbers(reading)
    covered = {at for one in found for at in range(one.start, one.end)}
    if all(at in covered or piece.kind == "mark" for at, piece in enumerate(reading.pieces)):
        yield from found
