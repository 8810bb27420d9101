"""A text cut into words, numbers and marks, however it was typed.

Full-width and Arabic digits become plain ones, every kind of space a space, every kind of dash a hyphen.
One character stays one character, so that each piece knows the place in the text it came from.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from hospes.core.text import fold

# Beyond this a text is cut: nobody types so much by hand, and a sheet may hold a whole book in a cell.
LONGEST = 50_000

# Characters that other scripts use for a full stop, a comma, a colon, brackets, a slash; every kind of apostrophe.
_SAME = {"。": ".", "、": ",", "،": ",", "؛": ";", "：": ":", "；": ";", "（": "(", "）": ")", "／": "/", "⁄": "/"}
_SAME |= dict.fromkeys("'’‘ʼ´`′‛", "'") | {"\n": "\n", "−": "-"}


class _Plain(dict[int, str]):
    """What a character is read as. Filled as characters are met."""

    def __missing__(self, point: int) -> str:
        self[point] = plain = _plain(chr(point))
        return plain


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        plain = str(unicodedata.digit(character))
    elif character in _SAME:
        plain = _SAME[character]
    elif category[0] in "ZC":
        plain = " "
    elif category == "Pd":
        plain = "-"
    elif "！" <= character <= "～":
        plain = unicodedata.normalize("NFKC", character)
    else:
        plain = character
    return plain


_PLAIN = _Plain()
# Letters with the marks that belong to them and the Catalan point inside; digits; any other single character.
_PIECES = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|·(?=[^\W\d_]))*|\d+|\S")

Kind = Literal["word", "number", "mark"]
folded = lru_cache(maxsize=8192)(fold)


class Piece(NamedTuple):
    kind: Kind
    # The word in normal form (`fold`), the digits, or the mark.
    text: str
    start: int
    end: int
    # As typed, apart from digits, spaces and dashes.
    typed: str

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def number(self) -> int | None:
        """Numbers of more than nine digits count nothing in our lists."""
        return int(self.text) if self.kind == "number" and len(self.text) <= 9 else None


@dataclass(frozen=True)
class Reading:
    """A text and its pieces."""

    # In one form of Unicode, otherwise as typed; what is shown to people.
    original: str
    # The same with plain digits, spaces and dashes, of the same length.
    plain: str

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(_piece(match) for match in _PIECES.finditer(self.plain))

    def glued(self, at: int) -> bool:
        """Whether a piece follows the one before it without a space."""
        return at > 0 and self.pieces[at].start == self.pieces[at - 1].end

    def said(self, used: Iterable[int]) -> tuple[str, str]:
        """The text of the pieces used, and of those left. Marks belong to what they stand in."""
        taken = set(used)
        if not taken:
            return "", tidy(self.original)
        first, last = min(taken), max(taken)
        read = self.original[self.pieces[first].start : self.pieces[last].end]
        return tidy(read), " ".join(self.runs_without(taken))

    def runs_without(self, taken: set[int]) -> list[str]:
        """What stands between the pieces used, where it holds a word or a number."""
        runs: list[str] = []
        run: list[Piece] = []
        for at, piece in enumerate(self.pieces):
            if at in taken:
                runs += self._run(run)
                run = []
            else:
                run.append(piece)
        return runs + self._run(run)

    def _run(self, run: Sequence[Piece]) -> list[str]:
        while run and run[0].kind == "mark":
            run = run[1:]
        while run and run[-1].kind == "mark":
            run = run[:-1]
        return [tidy(self.original[run[0].start : run[-1].end])] if run else []


def _piece(match: re.Match[str]) -> Piece:
    typed = match.group()
    kind: Kind = "number" if typed.isascii() and typed.isdigit() else "word" if typed[0].isalpha() else "mark"
    return Piece(kind, folded(typed) if kind == "word" else typed, match.start(), match.end(), typed)


def tidy(text: str) -> str:
    """Without unprintable characters, one space between words."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


@lru_cache(maxsize=512)
def _read(text: str) -> Reading:
    original = unicodedata.normalize("NFC", text[:LONGEST])
    return Reading(original, original.translate(_PLAIN))


def read(text: object) -> Reading:
    """Anything that stands in a cell: a text, a number, nothing. `6.0` is read as `6`."""
    if text is None:
        return _read("")
    if isinstance(text, float) and text.is_integer() and abs(text) < 1e15:
        text = int(text)
    return _read(str(text))
