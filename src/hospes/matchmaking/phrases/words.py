"""Codes, days and numbers as words in the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime

from babel import Locale
from babel.lists import format_list
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.reference.choices import Cefr, Format, Measure, Profile
from hospes.reference.countries import country_name, is_country
from hospes.reference.languages import language_name
from hospes.reference.locales import locale_of
from hospes.reference.queries import field_label
from hospes.reference.regions import is_region, region_label
from hospes.reference.topics import topic_label

_CHOICES = {"formats": Format, "profiles": Profile, "measures": Measure, "needs": Measure}


def listed(items: Iterable[str | Promise]) -> str:
    """`A, B and C`, as the reader's language does it."""
    locale: Locale = locale_of()
    return format_list([str(item) for item in items], locale=locale)


def label(scheme: str, code: object) -> str:
    """The name of a code; a code that is not in the list stays a code."""
    text = str(code)
    choices = _CHOICES.get(scheme)
    if choices is not None:
        return str(choices(text).label) if text in choices.values else text
    if scheme == "topics":
        return topic_label(text)
    if scheme == "fields":
        return field_label(text)
    return text


def labels(scheme: str, codes: object) -> str:
    """The names of several codes, as one list."""
    return listed(label(scheme, code) for code in _iterable(codes))


def language(code: object) -> str:
    return language_name(str(code))


def level(code: object) -> str:
    """The level alone: `B1`."""
    text = str(code)
    return text if text in Cefr.values else "?"


def spoken(levels: object) -> str:
    """`English B1 and Swedish C2`, from code → level."""
    pairs = levels.items() if isinstance(levels, dict) else ()
    return listed(
        # Translators: a language and its level, as in “English B1”
        _("%(language)s %(level)s") % {"language": language(code), "level": level(held)}
        for code, held in pairs
    )


def territory(code: object) -> str:
    """A country or a region by its name."""
    text = str(code)
    if len(text) == 2:
        return country_name(text)
    return region_label(text) if is_region(text) else text


def source(text: object) -> str:
    """Who says so, without the address: that one stands on the page of the rule."""
    named = " ".join(part for part in str(text).split() if not part.startswith(("https://", "http://")))
    return named.rstrip(".") or str(text)


def is_territory(code: object) -> bool:
    """Whether a code names a place. The engine also names organisations, by keys that say nothing to a reader."""
    return is_country(str(code)) or is_region(str(code))


def day(text: object) -> str:
    return formats.date_format(text if isinstance(text, date) else date.fromisoformat(str(text)), "DATE_FORMAT")


def moment_day(moment: datetime) -> str:
    """The day of a moment, in the reader's time zone."""
    return day(timezone.localdate(moment))


def period(days: object) -> str:
    """`1 May 2027 to 15 June 2027`, from two days."""
    first, last = _iterable(days)
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def days(number: object) -> str:
    count = int(str(number))
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def people(number: object) -> str:
    count = int(str(number))
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


def places(number: object) -> str:
    count = int(str(number))
    return ngettext("%(count)s place", "%(count)s places", count) % {"count": count}


def tenths(score: int) -> str:
    """The score of a pair, kept in tenths: 778 is `77.8`, 800 is `80`."""
    return formats.number_format(score / 10 if score % 10 else score // 10, use_l10n=True)


def points(score: object) -> str:
    return tenths(round(10 * float(str(score))))


def _iterable(codes: object) -> list[object]:
    return list(codes) if isinstance(codes, list | tuple | set | frozenset) else []
