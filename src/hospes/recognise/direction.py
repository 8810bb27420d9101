"""Host or send: "we look for a host" is a wish, "we offer places" an offer, "host + send" both."""

from hospes.recognise.answers import is_denied, nothing_in
from hospes.recognise.found import Found, Note, Sure
from hospes.recognise.lexicon import SMALL, Hit, Lexicon
from hospes.recognise.reading import Piece, Reading, read, tidy
from hospes.recognise.words import direction as words

_WORDS: Lexicon[str] = Lexicon([("both", words.BOTH), ("offer", words.OFFER), ("wish", words.WISH)])
_SEEKING = Lexicon({True: words.SEEKING})
_HOSTS = Lexicon({True: words.HOST_NOUN})
_LETTERS = {letter: meaning for meaning, letter in words.LETTERS.items()}
# Words around: "we would like to", "organisation".
_BESIDE = Lexicon({True: words.BESIDE})
BOTH = frozenset({"offer", "wish"})


def direction(text: object) -> Found[frozenset[str]]:
    """`{"offer"}`, `{"wish"}` or both."""
    reading = read(text)
    sought = _sought(reading)
    hits = [hit for hit in _WORDS.find(reading.pieces) if not is_denied(reading.pieces, hit.start)]
    hits = [hit for hit in hits if not _is_another_word(reading.pieces[hit.start])]
    hits = [hit for hit in hits if not any(start <= hit.start < end for start, end in sought)]
    values: set[str] = {"wish"} if sought else set()
    for hit in hits:
        values |= BOTH if hit.value == "both" else {hit.value}
    if not values:
        return _by_letters(reading)
    used = {at for hit in hits for at in range(hit.start, hit.end)} | {
        at for start, end in sought for at in range(start, end)
    }
    read_part, _left = reading.said(used)
    understood = used | _beside(reading)
    left = " ".join(reading.runs_without(understood))
    sure = Sure.CERTAIN if not left and not sought else Sure.LIKELY
    if _is_only_looking(hits) and not sought:
        # "we look for …" alone: most look for a host.
        sure = Sure.GUESS
    return Found(frozenset(values), sure, read_part, left)


def _sought(reading: Reading) -> list[tuple[int, int]]:
    """Where a word for looking is followed by one for a host, within a few words."""
    found = []
    for seeking in _SEEKING.find(reading.pieces):
        for at in range(seeking.end, min(seeking.end + 5, len(reading.pieces))):
            host = _HOSTS.at(reading.pieces, at)
            if host is not None and not _is_another_word(reading.pieces[at]):
                found.append((seeking.start, host.end))
                break
            if reading.pieces[at].text in ".;!?":
                break
    return found


def _is_another_word(piece: Piece) -> bool:
    """Accents are forgiven, except where another word comes of it."""
    return piece.typed.casefold() in words.NO_HOST


def _is_only_looking(hits: list[Hit[str]]) -> bool:
    looking = [hit for hit in hits if _SEEKING.find(read(hit.phrase).pieces)]
    return len(looking) == len(hits)


def _beside(reading: Reading) -> set[int]:
    beside = {at for hit in _BESIDE.find(reading.pieces) for at in range(hit.start, hit.end)}
    return beside | {at for at, piece in enumerate(reading.pieces) if piece.is_word and piece.text in SMALL}


def _by_letters(reading: Reading) -> Found[frozenset[str]]:
    """ "H", "S", "H/S": the first letters of the English words, in a cell of their own."""
    letters = [piece.typed.upper() for piece in reading.pieces if piece.kind != "mark"]
    if not letters or len(letters) > 2 or any(letter not in _LETTERS for letter in letters):
        return nothing_in(reading)
    values: set[str] = set()
    for letter in letters:
        values |= BOTH if _LETTERS[letter] == "both" else {_LETTERS[letter]}
    return Found(frozenset(values), Sure.GUESS, tidy(reading.original), "", (Note("single_letter"),))
