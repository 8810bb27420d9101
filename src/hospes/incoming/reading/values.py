"""From what a recogniser found to the values of an entry. What has no place in an entry is said, not lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.rules.values import FIRST_DAY, LAST_DAY, MOST_CODES, MOST_LANGUAGES, MOST_WINDOWS
from hospes.recognise import Found, Note, People, Sure
from hospes.reference.choices import Cefr

OFFER, WISH = EntryKind.OFFER, EntryKind.WISH
# A language without a level: those who wrote it can work in it. Said beside it.
ASSUMED_LEVEL = "B1"


@dataclass
class Said:
    """What a cell says about an entry of one kind."""

    values: dict[str, Any] = field(default_factory=dict)
    sure: int = Sure.CERTAIN
    notes: list[Note] = field(default_factory=list)

    def doubt(self, code: str, limit: Sure = Sure.GUESS, **facts: object) -> None:
        self.notes.append(Note(code, facts))
        self.sure = min(self.sure, int(limit))


Convert = Callable[[Said, Any, EntryKind], None]


def said(name: str, found: Found[Any], kind: EntryKind) -> Said:
    """The values that a cell of the column `name` gives an entry of this kind."""
    answer = Said(sure=int(found.sure), notes=list(found.because))
    if found.value is None or found.sure == Sure.NOTHING:
        answer.sure = int(Sure.NOTHING)
        return answer
    _CONVERT[name](answer, found.value, kind)
    return answer


def _codes(name: str, *, only: EntryKind | None = None) -> Convert:
    def convert(answer: Said, value: tuple[str, ...], kind: EntryKind) -> None:
        if only is not None and kind != only:
            return
        codes = list(dict.fromkeys(value))
        if len(codes) > MOST_CODES[name]:
            answer.doubt("cut_to_limit", most=MOST_CODES[name])
        answer.values[name] = codes[: MOST_CODES[name]]

    return convert


def _profiles(answer: Said, value: tuple[str, ...], kind: EntryKind) -> None:
    """A wish is about one kind of people."""
    codes = list(dict.fromkeys(value))
    if kind == WISH and len(codes) > 1:
        answer.doubt("first_profile_only", others=codes[1:])
        codes = codes[:1]
    answer.values["profiles"] = codes[: MOST_CODES["profiles"]]


def _people(answer: Said, value: People, kind: EntryKind) -> None:
    most = value.most or value.least
    if most is None or most < 1:
        answer.sure = int(Sure.NOTHING)
        return
    least = value.least if value.least and value.least < most else None
    if value.accompanying:
        answer.notes.append(Note("accompanying", {"people": value.accompanying}))
    if kind == WISH:
        answer.values |= {"people": most} | ({"least_people": least} if least else {})
        return
    answer.values["places"] = most
    if least:
        answer.values |= {"smallest_group": least, "largest_group": most}
    if value.groups:
        answer.values["groups"] = value.groups
    if value.at_once:
        answer.values["at_once"] = value.at_once


def _windows(answer: Said, value: Any, kind: EntryKind) -> None:
    known = [window for window in value if FIRST_DAY <= window[0] <= window[1] <= LAST_DAY]
    if len(known) > MOST_WINDOWS:
        answer.doubt("cut_to_limit", most=MOST_WINDOWS)
    if known:
        answer.values["windows"] = [[first.isoformat(), last.isoformat()] for first, last in known[:MOST_WINDOWS]]
    else:
        answer.sure = int(Sure.NOTHING)


def _days(answer: Said, value: tuple[int | None, int | None], kind: EntryKind) -> None:
    least, most = value
    answer.values |= {
        name: days for name, days in (("days_least", least), ("days_most", most)) if days and 1 <= days <= 366
    }


def _languages(answer: Said, value: Mapping[str, str | None], kind: EntryKind) -> None:
    told = {note.facts["language"]: note.facts["about"] for note in answer.notes if note.code == "level_in_words"}
    if told:
        answer.sure = min(answer.sure, int(Sure.GUESS))
    value = {code: level or _level(told.get(code)) for code, level in value.items()}
    without = [code for code, level in value.items() if level is None]
    if without:
        answer.doubt("level_assumed", Sure.LIKELY, languages=without, level=ASSUMED_LEVEL)
    if len(value) > MOST_LANGUAGES:
        answer.doubt("cut_to_limit", most=MOST_LANGUAGES)
    answer.values["languages"] = {code: level or ASSUMED_LEVEL for code, level in list(value.items())[:MOST_LANGUAGES]}


def _level(about: object) -> str | None:
    """What "good" or "some" is about: only proposed, as every level that words stand for."""
    return str(about) if about in Cefr.values else None


def _fewer(answer: Said, value: int, kind: EntryKind) -> None:
    if kind == WISH:
        answer.values["fewer_opportunities"] = value


def _funding(answer: Said, value: str, kind: EntryKind) -> None:
    answer.values["funding"] = value


_CONVERT: Mapping[str, Convert] = {
    "topics": _codes("topics"),
    "fields": _codes("fields"),
    "formats": _codes("formats"),
    "profiles": _profiles,
    "people": _people,
    "fewer_opportunities": _fewer,
    "windows": _windows,
    "days": _days,
    "languages": _languages,
    "measures": _codes("measures", only=OFFER),
    "needs": _codes("needs", only=WISH),
    "funding": _funding,
}
