"""Addresses inside a text: mail, telephone, web."""

import re

from hospes.recognise.answers import nothing_in
from hospes.recognise.date_atoms import atoms
from hospes.recognise.found import Found, Note, Sure, at_most
from hospes.recognise.reading import read, tidy

# Every part has a bound, so that no text can make the search long.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LOOSE = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})\s{0,2}(?:@|[(\[{]\s?(?:at|ät|arroba|@|a)\s?[)\]}])\s{0,2}"
    r"([\w-]{1,63}(?:\s{0,2}(?:\.|[(\[{]\s?(?:dot|punkt|point|punto|punt)\s?[)\]}])\s{0,2}[\w-]{1,63}){1,5})",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s{0,2}(?:\.|[(\[{]\s?(?:dot|punkt|point|punto|punt)\s?[)\]}])\s{0,2}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w@.+-])(?:\+|00)?\(?\d[\d ()/.-]{4,24}\d(?![\w@])")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'{}|\\^`\[\]]{3,300}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:eu|com|org|net|info|edu|at|be|bg|ch|cy|cz|de|dk|ee|es|fi|fr|gr|hr|hu|ie|is|it|li|"
    r"lt|lu|lv|mt|nl|no|pl|pt|ro|rs|se|si|sk|tr|ua|uk|cat|eus|gal|example)(?![\w@-]|\.\w)(?:/[^\s<>\"']{0,200})?",
    re.IGNORECASE,
)


def email(text: object) -> Found[str]:
    """The first address. "anna (at) demo.example" is put right, with a note."""
    reading = read(text)
    matches = list(_MAIL.finditer(reading.plain))
    if matches:
        return _found(reading.original, matches, matches[0].group().strip(".-").lower(), Sure.CERTAIN)
    loose = _LOOSE.search(reading.plain)
    if loose is None:
        return nothing_in(reading)
    value = f"{loose.group(1)}@{_DOT.sub('.', loose.group(2))}".lower()
    return _found(reading.original, [loose], value, Sure.LIKELY, Note("put_right"))


def phone(text: object) -> Found[str]:
    """With a "+" or "00" it is certainly a number to call; dates are none."""
    reading = read(text)
    for match in _PHONE.finditer(reading.plain):
        written = match.group()
        digits = sum(one.isdigit() for one in written)
        if not 6 <= digits <= 15 or _is_date(written):
            continue
        value = " ".join(written.split())
        sure = Sure.CERTAIN if written.startswith(("+", "00")) else Sure.LIKELY if written[0] in "0(" else Sure.GUESS
        return _found(reading.original, [match], value, sure)
    return nothing_in(reading)


def _is_date(written: str) -> bool:
    return any(
        atom.kind in {"day", "month_year", "school_year", "months", "no_such_day"} for atom in atoms(read(written))
    )


def weblink(text: object) -> Found[str]:
    reading = read(text)
    match = _ADDRESS.search(reading.plain)
    sure = Sure.CERTAIN
    if match is None:
        match, sure = _BARE.search(_MAIL.sub(lambda found: " " * len(found.group()), reading.plain)), Sure.LIKELY
    if match is None:
        return nothing_in(reading)
    value = match.group().rstrip(".,;:!?)")
    if not value.lower().startswith(("http://", "https://")):
        value = f"https://{value}"
    return _found(reading.original, [match], value, sure)


def _found(original: str, matches: list[re.Match[str]], value: str, sure: Sure, *notes: Note) -> Found[str]:
    first = matches[0]
    left = tidy(f"{original[: first.start()]} {original[first.end() :]}").strip(" ,;:()<>[]-")
    if len(matches) > 1:
        notes = (*notes, Note("several_addresses", {"number": len(matches)}))
        sure = at_most(sure, Sure.LIKELY)
    return Found(value, sure, tidy(original[first.start() : first.end()]), left, notes)
