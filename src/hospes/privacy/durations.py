"""How long, in words."""

from datetime import timedelta

from django.utils.translation import ngettext

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_DAYS_OF_A_YEAR = 365


def in_words(keeps: timedelta) -> str:
    """`3 years`, `90 days`, `15 minutes`, in the reader's language."""
    if keeps >= _DAY:
        days = keeps // _DAY
        if days % _DAYS_OF_A_YEAR == 0:
            years = days // _DAYS_OF_A_YEAR
            return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if keeps >= _HOUR:
        hours = keeps // _HOUR
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    minutes = keeps // _MINUTE
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
