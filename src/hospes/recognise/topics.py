"""What about: topics of the reference list and fields of education, from the words of any language."""

from collections.abc import Iterable

from hospes.recognise.answers import is_denied, nothing_in
from hospes.recognise.found import Found, Note, Sure, nothing
from hospes.recognise.lexicon import SMALL
from hospes.recognise.phrases import Match, PhraseIndex
from hospes.recognise.reading import Reading, read, tidy
from hospes.recognise.vocabulary import EMPTY, Vocabulary

Codes = tuple[str, ...]
MOST = 5


def topics(text: object, *, vocabulary: Vocabulary = EMPTY) -> Found[Codes]:
    """Up to five codes, the surest and most telling first."""
    reading = read(text)
    written = _codes_written(reading.plain, vocabulary.topic_codes)
    return _answer(reading, vocabulary.topic_phrases, written)


def topics_in_prose(reading: Reading, vocabulary: Vocabulary, taken: set[int]) -> Found[Codes]:
    """In running text: no words that name participants, formats or funding, and no mere likeness."""
    matches = [
        match
        for match in vocabulary.topic_phrases.matches(reading)
        if match.sure > Sure.GUESS
        and not taken & set(range(match.start, match.end))
        and not is_denied(reading.pieces, match.start)
    ]
    best = {match.code: match for match in sorted(matches, key=lambda match: (match.sure, match.letters))}
    chosen = sorted(best.values(), key=lambda match: (-match.sure, -match.letters, match.start))[:MOST]
    return _found(reading, [match.code for match in chosen], chosen, False) if chosen else nothing(reading.original)


def fields(text: object, *, vocabulary: Vocabulary = EMPTY) -> Found[Codes]:
    """Fields of ISCED-F by code ("0732") or label."""
    reading = read(text)
    known = vocabulary.field_codes
    written = [
        piece.text
        for piece in reading.pieces
        if piece.kind == "number" and len(piece.text) >= 3 and piece.text in known
    ]
    return _answer(reading, vocabulary.field_phrases, written)


def _codes_written(text: str, known: frozenset[str]) -> list[str]:
    return [word for word in text.replace(",", " ").replace(";", " ").split() if "-" in word and word in known]


def _answer(reading: Reading, index: PhraseIndex, written: Iterable[str]) -> Found[Codes]:
    found = [match for match in index.matches(reading) if not is_denied(reading.pieces, match.start)]
    if any(match.sure > Sure.GUESS for match in found):
        found = [match for match in found if match.sure > Sure.GUESS or not _is_overlapped(match, found)]
    codes = list(dict.fromkeys(written))
    best: dict[str, Match] = {}
    for match in found:
        if match.code not in best or (match.sure, match.letters) > (best[match.code].sure, best[match.code].letters):
            best[match.code] = match
    ranked = sorted(best.values(), key=lambda match: (-match.sure, -match.letters, match.start))
    sure_ones = [match for match in ranked if match.sure > Sure.GUESS]
    chosen = (sure_ones or ranked)[:MOST]
    codes += [match.code for match in chosen if match.code not in codes]
    if not codes:
        return nothing_in(reading)
    return _found(reading, codes[:MOST], chosen, len(codes) + len(ranked) > len(chosen) + MOST)


def _is_overlapped(match: Match, others: list[Match]) -> bool:
    return any(other.sure > match.sure and other.start < match.end and match.start < other.end for other in others)


def _found(reading: Reading, codes: list[str], chosen: list[Match], is_cut: bool) -> Found[Codes]:
    used = {at for match in chosen for at in range(match.start, match.end)}
    read_part, _left = reading.said(used) if used else (tidy(reading.original), "")
    small = {at for at, piece in enumerate(reading.pieces) if piece.is_word and piece.text in SMALL}
    left = " ".join(reading.runs_without(used | small)) if used else ""
    sure = min((match.sure for match in chosen), default=Sure.CERTAIN)
    if left:
        sure = min(sure, Sure.LIKELY)
    # One phrase that means several topics: a person chooses.
    shared = len({(match.start, match.end) for match in chosen}) < len(chosen)
    if shared:
        sure = min(sure, Sure.LIKELY)
    notes = [Note("several_topics")] if shared else []
    if is_cut:
        notes.append(Note("too_many_topics", {"most": MOST}))
    return Found(tuple(codes), sure, read_part, left, tuple(notes))
