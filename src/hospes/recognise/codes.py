"""Texts that name codes of a short list: formats, participants, help offered or needed, funding."""

from dataclasses import replace

from hospes.recognise.answers import PARTLY_WORDS, is_denied, is_unanswered, nothing_in, yes_or_no
from hospes.recognise.found import Found, Note, Sure, at_most, nothing
from hospes.recognise.lexicon import SMALL, Hit, Lexicon
from hospes.recognise.reading import Reading, read, tidy
from hospes.recognise.words.formats import FORMATS
from hospes.recognise.words.funding import ERASMUS, FUNDING
from hospes.recognise.words.measures import HINTS, MEASURES
from hospes.recognise.words.profiles import LEARNERS, PROFILES

Codes = tuple[str, ...]


def _with_codes(table: dict[str, str]) -> Lexicon[str]:
    """The words, and the codes themselves, as an export writes them."""
    return Lexicon([*((code, f"{code}") for code in table), *table.items()])


_FORMATS = _with_codes(FORMATS)
_PROFILES = _with_codes(PROFILES)
_LEARNERS = Lexicon({"learners": LEARNERS})
_MEASURES = _with_codes(MEASURES)
_HINTS = Lexicon(HINTS)
_FUNDING = _with_codes(FUNDING)
_ERASMUS = Lexicon({"erasmus": ERASMUS})
_APPRENTICE = Lexicon({"apprentice": PROFILES["APPRENTICE"]})


def _kept(reading: Reading, lexicon: Lexicon[str]) -> tuple[list[Hit[str]], bool]:
    """The phrases that are meant, and whether some are denied ("no school pupils")."""
    hits = lexicon.find(reading.pieces)
    kept = [hit for hit in hits if not is_denied(reading.pieces, hit.start)]
    return kept, len(kept) < len(hits)


def _sure(reading: Reading, hits: list[Hit[str]], left: str) -> Sure:
    """Nothing left over and each phrase whole: certain. Open word forms and remains: likely."""
    if left:
        return Sure.LIKELY
    return Sure.LIKELY if any(hit.open for hit in hits) and len(hits) > 3 else Sure.CERTAIN


def _codes(reading: Reading, lexicon: Lexicon[str]) -> Found[Codes]:
    hits, some_denied = _kept(reading, lexicon)
    if not hits:
        return nothing_in(reading)
    read_part, left = _read_and_left(reading, hits)
    notes = (Note("denied"),) if some_denied else ()
    sure = at_most(_sure(reading, hits, left), Sure.LIKELY if some_denied else Sure.CERTAIN)
    return Found(tuple(dict.fromkeys(hit.value for hit in hits)), sure, read_part, left, notes)


def _read_and_left(reading: Reading, hits: list[Hit[str]]) -> tuple[str, str]:
    """Small words between what was understood are not left over."""
    used = {at for hit in hits for at in range(hit.start, hit.end)}
    read_part, _left = reading.said(used)
    small = {at for at, piece in enumerate(reading.pieces) if piece.is_word and piece.text in SMALL}
    return read_part, " ".join(reading.runs_without(used | small))


def formats(text: object) -> Found[Codes]:
    """ "Study visit & job shadowing" are two formats; "combined (visit + shadowing)" is one of its own."""
    reading = read(text)
    found = _codes(reading, _FORMATS)
    if found.value is None:
        return found
    return replace(found, value=_settled(list(found.value), reading), sure=_at_most_likely(found))


def _at_most_likely(found: Found[Codes]) -> Sure:
    """ "Training" beside another format may only say what it is for."""
    is_doubtful = found.value is not None and "STAFF_TEACHING_OR_TRAINING" in found.value and len(found.value) > 1
    return at_most(found.sure, Sure.LIKELY) if is_doubtful else found.sure


def _settled(codes: list[str], reading: Reading) -> Codes:
    """Without what a more telling format of the list already says."""
    if "COMBINED" in codes and len(codes) > 1:
        codes = [code for code in codes if code not in {"JOB_SHADOWING", "STUDY_VISIT"}]
    if "LEARNER_PLACEMENT" in codes and _APPRENTICE.find(reading.pieces):
        codes = list(dict.fromkeys("APPRENTICE_PLACEMENT" if code == "LEARNER_PLACEMENT" else code for code in codes))
    if "LEARNER_PLACEMENT" in codes and "APPRENTICE_PLACEMENT" in codes:
        codes.remove("LEARNER_PLACEMENT")
    if "ONLINE_EXCHANGE" in codes and "LEARNER_GROUP_EXCHANGE" in codes:
        codes.remove("LEARNER_GROUP_EXCHANGE")
    return tuple(codes)


def profiles(text: object) -> Found[Codes]:
    """Who travels. Unnamed "students" or "young people" are a guess."""
    reading = read(text)
    found = _codes(reading, _PROFILES)
    if found.value is not None and len(found.value) > 1 and "OTHER_STAFF" in found.value:
        # "NGO staff, teachers": the general word adds nothing certain.
        found = Found(found.value, at_most(found.sure, Sure.LIKELY), found.read, found.left, found.because)
    if found.value is None and (hits := _LEARNERS.find(reading.pieces)):
        read_part, left = _read_and_left(reading, hits)
        return Found(("LEARNER_VET",), Sure.GUESS, read_part, left, (Note("learners_unnamed"),))
    return found


def measures(text: object) -> Found[Codes]:
    """What a host offers, also to the plain question "accessible?". An empty tuple: nothing."""
    return _help(read(text))


def needs(text: object) -> Found[Codes]:
    """What a group needs: "1 wheelchair" is STEP_FREE. An empty tuple: nothing is needed."""
    return _help(read(text))


def _help(reading: Reading) -> Found[Codes]:
    hits, some_denied = _kept(reading, _MEASURES)
    whole = tidy(reading.original)
    answer = yes_or_no(reading)
    if PARTLY_WORDS.find(reading.pieces):
        codes = tuple(dict.fromkeys(hit.value for hit in hits)) or ("STEP_FREE",)
        return Found(codes, Sure.GUESS, whole, "", (Note("partly"),))
    if hits:
        return _named_help(reading, hits, answer, some_denied)
    hints = [hit for hit in _HINTS.find(reading.pieces) if not is_denied(reading.pieces, hit.start)]
    if hints:
        read_part, left = _read_and_left(reading, hints)
        codes = tuple(dict.fromkeys(code for hit in hints for code in hit.value.split()))
        return Found(codes, Sure.GUESS, read_part, left, (Note("ask_which_help"),))
    if not is_unanswered(reading) and (answer == "no" or some_denied):
        return Found((), Sure.LIKELY, whole, "")
    if not is_unanswered(reading) and answer == "yes" and _is_short(reading):
        return Found(("STEP_FREE",), Sure.GUESS, whole, "", (Note("yes_means_step_free"),))
    return nothing_in(reading)


def _named_help(reading: Reading, hits: list[Hit[str]], answer: str | None, some_denied: bool) -> Found[Codes]:
    read_part, left = _read_and_left(reading, hits)
    codes = tuple(dict.fromkeys(hit.value for hit in hits))
    if answer == "no":
        return Found(codes, Sure.GUESS, read_part, left, (Note("denied"),))
    is_likely = some_denied or (left and answer != "yes")
    return Found(codes, Sure.LIKELY if is_likely else Sure.CERTAIN, read_part, left)


def _is_short(reading: Reading) -> bool:
    return sum(piece.kind != "mark" for piece in reading.pieces) <= 3


# The surest first, where a text names several.
_ORDER = (
    "SWISS_PROGRAMME ERASMUS_SHORT_TERM_PROJECT ERASMUS_ACCREDITED NORDPLUS INTERREG ESF_PLUS NATIONAL_OR_REGIONAL "
    "OWN_BUDGET OTHER NONE"
).split()


def funding(text: object) -> Found[str]:
    """One situation. "Erasmus+" alone does not say which kind: a guess."""
    reading = read(text)
    hits, some_denied = _kept(reading, _FUNDING)
    erasmus = [hit for hit in _ERASMUS.find(reading.pieces) if not is_denied(reading.pieces, hit.start)]
    # "no funding" is itself a phrase, so that its "no" denies nothing.
    codes = list(dict.fromkeys(hit.value for hit in hits))
    if "NONE" in codes and len(codes) > 1:
        codes.remove("NONE")
    if codes:
        code = min(codes, key=_ORDER.index)
        read_part, left = _read_and_left(reading, [*hits, *erasmus])
        sure = _sure(reading, hits, left)
        notes = (Note("several_sources", {"codes": codes}),) if len(codes) > 1 else ()
        if len(codes) > 1 or code == "OTHER":
            sure = at_most(sure, Sure.GUESS)
        if erasmus and code not in {"ERASMUS_ACCREDITED", "ERASMUS_SHORT_TERM_PROJECT"}:
            sure, notes = Sure.GUESS, (*notes, Note("several_sources", {"codes": [code, "ERASMUS"]}))
        return Found(code, sure, read_part, left, notes)
    if erasmus:
        read_part, left = _read_and_left(reading, erasmus)
        return Found("ERASMUS_ACCREDITED", Sure.GUESS, read_part, left, (Note("erasmus_kind_unknown"),))
    if some_denied:
        return nothing(reading.original, Note("denied"))
    is_about_erasmus = bool(_ERASMUS.find(reading.pieces))
    if not is_unanswered(reading) and not is_about_erasmus and yes_or_no(reading) == "no" and _is_short(reading):
        return Found("NONE", Sure.LIKELY, tidy(reading.original), "", ())
    return nothing_in(reading)


# Words that answer a question in a cell, and mean little inside a sentence.
_ANSWERS_ONLY = frozenset({"NONE", "OWN_BUDGET", "OTHER", "NATIONAL_OR_REGIONAL"})


def in_prose(field: str, reading: Reading) -> Found[Codes] | Found[str]:
    """In running text: phrases only, no "yes" or "no"; general words of one piece are a guess."""
    lexicon = {"formats": _FORMATS, "profiles": _PROFILES, "funding": _FUNDING, "accessible": _MEASURES}[field]
    hits, _some_denied = _kept(reading, lexicon)
    if field == "funding":
        hits = [hit for hit in hits if hit.end - hit.start > 1 or hit.value not in _ANSWERS_ONLY]
        erasmus = _ERASMUS.find(reading.pieces)
        if not hits and erasmus:
            return funding(reading.original)
    if not hits:
        return nothing(reading.original)
    read_part, left = _read_and_left(reading, hits)
    is_telling = field == "funding" and bool(_ERASMUS.find(reading.pieces))
    is_telling = is_telling or any(hit.end - hit.start > 1 for hit in hits) or field in {"profiles", "accessible"}
    sure = Sure.LIKELY if is_telling else Sure.GUESS
    values = tuple(dict.fromkeys(hit.value for hit in hits))
    if field == "formats":
        values = _settled(list(values), reading)
    if field == "funding":
        return Found(min(values, key=_ORDER.index), sure, read_part, left)
    return Found(values, sure, read_part, left)


def named(reading: Reading) -> set[int]:
    """The pieces that name participants, formats or funding: in a sentence they are not what it is about."""
    hits = [
        hit for lexicon in (_PROFILES, _FORMATS, _FUNDING, _ERASMUS, _MEASURES) for hit in lexicon.find(reading.pieces)
    ]
    return {at for hit in hits for at in range(hit.start, hit.end)}
