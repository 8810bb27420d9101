"""Cells that answer nothing: empty, "??", "tbd", "nach Absprache"."""

from typing import Any

from hospes.recognise.found import Found, Note, Sure, nothing
from hospes.recognise.lexicon import SMALL, Lexicon
from hospes.recognise.reading import Piece, Reading, tidy
from hospes.recognise.words import answers

UNANSWERED = Lexicon({"unanswered": answers.UNANSWERED}, keep_small=True)
YES_NO = Lexicon({"yes": answers.YES, "no": answers.NO, "partly": answers.PARTLY}, keep_small=True)
PARTLY_WORDS = Lexicon({"partly": answers.PARTLY})
NOT = Lexicon({"not": answers.NOT}, keep_small=True)


def is_unanswered(reading: Reading) -> bool:
    """Nothing but marks, or nothing but words that answer nothing."""
    words = [piece for piece in reading.pieces if piece.kind != "mark"]
    return not words or UNANSWERED.is_all_of(reading.pieces)


def nothing_in(reading: Reading) -> Found[Any]:
    """No value. A cell with marks only or "tbd" was understood: it holds no answer."""
    if reading.pieces and is_unanswered(reading):
        return Found(None, Sure.NOTHING, tidy(reading.original), "", (Note("unanswered"),))
    return nothing(reading.original)


def yes_or_no(reading: Reading) -> str | None:
    """What the text begins with: "yes", "no" or "partly". "NO" for Norwegian is not asked here."""
    for place, piece in enumerate(reading.pieces):
        if piece.kind != "mark":
            hit = YES_NO.at(reading.pieces, place)
            return hit.value if hit else None
    return None


def is_denied(pieces: tuple[Piece, ...], place: int, *, within: int = 2) -> bool:
    """Whether a "no" or "without" stands shortly before, in the same part of the sentence."""
    back, seen = place - 1, 0
    while back >= 0 and seen < within:
        piece = pieces[back]
        if piece.kind == "mark" and piece.text in ",;.:/()|":
            return False
        if piece.kind != "mark":
            if (hit := NOT.at(pieces, back)) and hit.end <= place:
                return True
            seen += piece.text not in SMALL
        back -= 1
    return False
