"""A whole pasted mail: labelled lines ("Wann: …", "When?") and running prose in any of the languages.

Labelled lines are read first, as cells of a column. What they do not answer is looked for in the sentences,
where nothing is certain: a number counts only beside a word for people, a language only where somebody
speaks, a date not where a deadline is named.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from hospes.recognise import prose
from hospes.recognise.codes import formats, funding, measures, needs, profiles
from hospes.recognise.contacts import email, phone, weblink
from hospes.recognise.days import days
from hospes.recognise.direction import direction
from hospes.recognise.fewer import fewer_opportunities
from hospes.recognise.found import Found, Sure, at_most
from hospes.recognise.languages import languages
from hospes.recognise.lines import Line, lines_of
from hospes.recognise.people import people
from hospes.recognise.reading import read, tidy
from hospes.recognise.tables import Record
from hospes.recognise.territory import territory
from hospes.recognise.topics import fields, topics
from hospes.recognise.vocabulary import EMPTY, Vocabulary
from hospes.recognise.windows import windows

Reader = Callable[[str], Found[object]]


@dataclass(frozen=True)
class _Readers:
    as_of: date
    vocabulary: Vocabulary

    def of(self, field: str) -> Reader:
        """How the value of a labelled line is read."""
        simple: dict[str, Callable[[object], Found[object]]] = {
            "kind": direction, "people": people, "days": days, "languages": languages, "formats": formats,
            "profiles": profiles, "funding": funding, "accessible": measures, "measures": measures, "needs": needs,
            "fewer_opportunities": fewer_opportunities, "contact_email": email, "contact_phone": phone,
            "website": weblink,
        }  # fmt: skip
        if field in simple:
            return simple[field]
        if field in {"windows", "window_from", "window_to", "deadline"}:
            return lambda text: windows(text, as_of=self.as_of)
        if field in {"territory", "country", "region", "town", "wants"}:
            return lambda text: territory(text, vocabulary=self.vocabulary)
        if field == "topics":
            return lambda text: topics(text, vocabulary=self.vocabulary)
        if field == "fields":
            return lambda text: fields(text, vocabulary=self.vocabulary)
        return _as_written


def _as_written(text: str) -> Found[object]:
    value = tidy(text)
    return Found(value or None, Sure.LIKELY if value else Sure.NOTHING, value, "")


def record(text: object, *, as_of: date, vocabulary: Vocabulary = EMPTY) -> Record:
    """Each field once, by the names of `COLUMNS`: from a labelled line, else from the sentences."""
    readers = _Readers(as_of, vocabulary)
    lines = lines_of(read(text).original)
    found: dict[str, Found[object]] = {}
    for line in lines:
        if line.field and line.field not in {"ignore", "number"}:
            _add(found, line, readers)
    _join_places(found, lines, vocabulary)
    _join_days(found)
    from_prose, used = prose.read_sentences(lines, as_of=as_of, vocabulary=vocabulary)
    for field, value in from_prose.items():
        if field not in found or found[field].value is None:
            found[field] = value
    left = [line.text for place, line in enumerate(lines) if not line.field and place not in used and not line.is_quiet]
    return Record(found, "\n".join(left))


def _add(found: dict[str, Found[object]], line: Line, readers: _Readers) -> None:
    if line.field == "text" and "text" in found:
        before = found["text"]
        found["text"] = replace(before, value=f"{before.value}\n{line.value}", read=f"{before.read}\n{line.value}")
        return
    value = readers.of(line.field)(line.value)
    # A label that may mean several fields makes nothing certain.
    value = replace(value, sure=at_most(value.sure, line.sure))
    if line.field not in found or found[line.field].value is None:
        found[line.field] = value


def _join_places(found: dict[str, Found[object]], lines: list[Line], vocabulary: Vocabulary) -> None:
    """Country, region and town on lines of their own are one territory."""
    parts = [line.value for line in lines if line.field in {"territory", "country", "region", "town"}]
    for field in ("country", "region", "town"):
        found.pop(field, None)
    if parts:
        found["territory"] = territory(*parts, vocabulary=vocabulary)


def _join_days(found: dict[str, Found[object]]) -> None:
    """ "From" and "to" on lines of their own are one period."""
    first, last = found.pop("window_from", None), found.pop("window_to", None)
    if first is None or last is None or first.value is None or last.value is None or "windows" in found:
        for one in (first, last):
            if one is not None and one.value is not None:
                found.setdefault("windows", one)
        return
    start, end = first.value[0][0], last.value[-1][1]  # type: ignore[index]
    if start <= end:
        sure = min(first.sure, last.sure)
        said = f"{first.read} {last.read}"
        found["windows"] = Found(((start, end),), max(sure, Sure.LIKELY), said, "", first.because + last.because)
