"""What an entry may hold. One door for the form, the API and imports.

`refuse_wrong_values` raises a `ValidationError` by field name, so that each of them can say beside
the field what is wrong.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hospes.core.validation import TOO_LONG_MESSAGE, refuse_unprintable
from hospes.matchmaking.choices import EntryKind, Returns
from hospes.reference.choices import Cefr, Format, FundingSituation, Measure, NaceSection, Profile, SupportKind
from hospes.reference.countries import is_country
from hospes.reference.fields import is_field
from hospes.reference.languages import is_language
from hospes.reference.regions import is_region
from hospes.reference.topics import is_topic

_EVERY_KIND = frozenset(
    ("title", "text", "language", "funding", "contact", "valid_until", "wants", "refuses", "new_links")
)
_EVERY_KIND |= {"formats", "profiles", "topics", "fields", "sector", "languages"}
_STAY = frozenset(("windows", "days_least", "days_most", "support"))
FIELDS_OF = {
    EntryKind.OFFER: _EVERY_KIND
    | _STAY
    | {"places", "smallest_group", "largest_group", "groups", "at_once", "measures"}
    | {"green_travel", "open_to_anyone", "open_to_apprentices"},
    EntryKind.WISH: _EVERY_KIND
    | _STAY
    | {"people", "fewer_opportunities", "smallest_part", "least_people", "needs", "abroad", "returns"},
    EntryKind.IDEA: _EVERY_KIND | {"call", "deadline", "partners_sought"},
}

MOST_CODES = {"formats": 9, "profiles": 12, "topics": 5, "fields": 5, "needs": 10, "measures": 10}
MOST_WINDOWS, MOST_LANGUAGES, MOST_SUPPORT, MOST_REGIONS = 4, 6, 4, 10
MOST_PEOPLE, MOST_DAYS, LONGEST_WINDOW = 9999, 366, 1096
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)

Check = Callable[[Any], None]


def _wrong(message: str | Promise, **parameters: object) -> ValidationError:
    return ValidationError(str(message), code="invalid", params=parameters or None)


def refuse_wrong_values(kind: EntryKind, values: Mapping[str, Any]) -> None:
    """Refuse the whole of it when any part is wrong. `values` may name some of the fields only."""
    errors: dict[str, ValidationError] = {}
    for name, value in values.items():
        if name not in FIELDS_OF[kind]:
            errors[name] = _wrong(_("This kind of entry has no such field."))
            continue
        try:
            _CHECKS[name](value)
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)


def refuse_contradictions(values: Mapping[str, Any]) -> None:
    """What each field allows, but not together. `values` names all fields that were filled."""
    errors = dict(_contradictions(values))
    if errors:
        raise ValidationError(errors)


def _contradictions(values: Mapping[str, Any]) -> list[tuple[str, str | Promise]]:
    found: list[tuple[str, str | Promise]] = []
    for small, large, message in _ORDER:
        least, most = values.get(small), values.get(large)
        if least is not None and most is not None and least > most:
            found.append((small, message))
    wants, refuses = values.get("wants") or {}, values.get("refuses") or {}
    if any(set(wants.get(part, ())) & set(refuses.get(part, ())) for part in ("countries", "regions", "organisations")):
        found.append(("refuses", _("The same place is sought and not wanted. Take it out on one side.")))
    return found


_ORDER: tuple[tuple[str, str, Promise], ...] = (
    ("days_least", "days_most", _("The shortest stay is longer than the longest one.")),
    ("fewer_opportunities", "people", _("This is more than the number of people.")),
    ("smallest_part", "people", _("This is more than the number of people.")),
    ("least_people", "people", _("This is more than the number of people.")),
    ("smallest_group", "largest_group", _("The smallest group is larger than the largest one.")),
    ("smallest_group", "places", _("This is more than the number of places.")),
    ("largest_group", "places", _("This is more than the number of places.")),
)


# One check for each kind of value


def _words(limit: int, *, may_be_empty: bool = True) -> Check:
    def check(value: Any) -> None:
        if not isinstance(value, str):
            raise _wrong(_("Give a text."))
        refuse_unprintable(value)
        if len(value) > limit:
            raise _wrong(TOO_LONG_MESSAGE, length=len(value), limit=limit)
        if not may_be_empty and not value.strip():
            raise _wrong(_("Give this a few words."))

    return check


def _codes(known: Callable[[str], bool], most: int, *, may_be_unknown: bool = True) -> Check:
    def check(value: Any) -> None:
        if value is None and may_be_unknown:
            return
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise _wrong(_("Give a list of codes."))
        for code in value:
            if not known(code):
                raise _wrong(_("There is no such choice: %(code)s"), code=code[:60])
        if len(set(value)) != len(value):
            raise _wrong(_("The same choice is there twice."))
        if len(value) > most:
            raise _wrong(_("Choose at most %(most)s."), most=most)

    return check


def _one_of(codes: list[str]) -> Check:
    def check(value: Any) -> None:
        if value not in codes:
            raise _wrong(_("There is no such choice: %(code)s"), code=str(value)[:60])

    return check


def _number(least: int, most: int) -> Check:
    def check(value: Any) -> None:
        if value is None:
            return
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _wrong(_("Give a whole number from %(least)s to %(most)s."), least=least, most=most)

    return check


def _truth(*, may_be_unknown: bool) -> Check:
    def check(value: Any) -> None:
        if not isinstance(value, bool) and not (value is None and may_be_unknown):
            raise _wrong(_("Answer yes or no."))

    return check


def _day(value: Any) -> None:
    if value is not None and not (isinstance(value, date) and FIRST_DAY <= value <= LAST_DAY):
        raise _wrong(_("Give a date between 2020 and 2099."))


def _windows(value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_WINDOWS:
        raise _wrong(_("Give up to %(most)s periods."), most=MOST_WINDOWS)
    for window in value:
        _window(window)


def _window(window: Any) -> None:
    try:
        first, last = (date.fromisoformat(day) for day in window)
        # Python also reads 20270531 and 2027-W22-1, which others do not.
        is_written_well = [first.isoformat(), last.isoformat()] == list(window)
    except (TypeError, ValueError):
        is_written_well = False
    if not is_written_well:
        raise _wrong(_("Give each period a first and a last day."))
    _day(first)
    _day(last)
    if last < first:
        raise _wrong(_("A period ends before it begins."))
    if (last - first).days > LONGEST_WINDOW:
        raise _wrong(_("A period is longer than three years."))


def _language(value: Any) -> None:
    if not isinstance(value, str) or not is_language(value):
        raise _wrong(_("There is no such choice: %(code)s"), code=str(value)[:60])


_LEVELS = frozenset(Cefr.values)


def _languages(value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, dict) or not 1 <= len(value) <= MOST_LANGUAGES:
        raise _wrong(_("Give up to %(most)s languages."), most=MOST_LANGUAGES)
    for code, level in value.items():
        if not isinstance(code, str) or not is_language(code):
            raise _wrong(_("There is no such choice: %(code)s"), code=str(code)[:60])
        if level not in _LEVELS:
            raise _wrong(_("Give each language a level from A1 to C2."))


def _places(value: Any) -> None:
    if not isinstance(value, dict) or not set(value) <= {"countries", "regions", "organisations"}:
        raise _wrong(_("Give countries, regions and organisations."))
    _codes(is_country, 60, may_be_unknown=False)(value.get("countries", []))
    _codes(is_region, MOST_REGIONS, may_be_unknown=False)(value.get("regions", []))
    _codes(_looks_like_a_key, 20, may_be_unknown=False)(value.get("organisations", []))


def _looks_like_a_key(code: str) -> bool:
    return 1 <= len(code) <= 80 and code.isprintable()


def _support(value: Any) -> None:
    if not isinstance(value, list) or len(value) > MOST_SUPPORT:
        raise _wrong(_("Choose at most %(most)s."), most=MOST_SUPPORT)
    for one in value:
        if not isinstance(one, dict) or set(one) != {"kind", "amount", "eligibility"}:
            raise _wrong(_("Give each support a kind, an amount and who can have it."))
        _one_of(SupportKind.values)(one["kind"])
        _words(120)(one["amount"])
        _words(300)(one["eligibility"])
    if len({one["kind"] for one in value}) != len(value):
        raise _wrong(_("The same choice is there twice."))


def _person(value: Any) -> None:
    """Whether they act for the organisation is asked by the action, which knows the organisation."""


_CHECKS: Mapping[str, Check] = {
    "title": _words(140, may_be_empty=False),
    "text": _words(3000),
    "language": _language,
    "formats": _codes(Format.values.__contains__, MOST_CODES["formats"]),
    "profiles": _codes(Profile.values.__contains__, MOST_CODES["profiles"]),
    "topics": _codes(is_topic, MOST_CODES["topics"]),
    "fields": _codes(is_field, MOST_CODES["fields"]),
    "sector": _one_of(["", *NaceSection.values]),
    "languages": _languages,
    "needs": _codes(Measure.values.__contains__, MOST_CODES["needs"]),
    "measures": _codes(Measure.values.__contains__, MOST_CODES["measures"]),
    "windows": _windows,
    "days_least": _number(1, MOST_DAYS),
    "days_most": _number(1, MOST_DAYS),
    "people": _number(1, MOST_PEOPLE),
    "fewer_opportunities": _number(0, MOST_PEOPLE),
    "smallest_part": _number(1, MOST_PEOPLE),
    "least_people": _number(1, MOST_PEOPLE),
    "places": _number(1, MOST_PEOPLE),
    "smallest_group": _number(1, MOST_PEOPLE),
    "largest_group": _number(1, MOST_PEOPLE),
    "groups": _number(1, MOST_PEOPLE),
    "at_once": _number(1, MOST_PEOPLE),
    "wants": _places,
    "refuses": _places,
    "new_links": _truth(may_be_unknown=False),
    "abroad": _truth(may_be_unknown=True),
    "returns": _one_of(Returns.values),
    "funding": _one_of(["", *FundingSituation.values]),
    "support": _support,
    "green_travel": _truth(may_be_unknown=True),
    "open_to_anyone": _truth(may_be_unknown=False),
    "open_to_apprentices": _truth(may_be_unknown=False),
    "call": _words(200),
    "deadline": _day,
    "partners_sought": _words(1500),
    "contact": _person,
    "valid_until": _day,
}
