"""The browsers in which a person is signed in: what each is, when it was last seen, and how it ends.

A session ends when it was idle for too long, when it is older than any session may be, and at the next
request after the person's password, seal or account changed. Where a browser stands is not kept.
"""

import time
from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from hospes.journal.actions import record
from hospes.people import rules
from hospes.people.models import BrowserSession, Person

_MARK = "hospes_browser"
# The page says "last seen" no more exactly than this, so that not every request writes.
_SEEN_EVERY = 600

# Words in a browser's own name for itself, the telling ones first.
_BROWSERS = ("Edg", "OPR", "Vivaldi", "Firefox", "FxiOS", "SamsungBrowser", "CriOS", "Chrome", "Safari")
_BROWSER_NAMES = {
    "Edg": "Edge",
    "OPR": "Opera",
    "FxiOS": "Firefox",
    "SamsungBrowser": "Samsung Internet",
    "CriOS": "Chrome",
}
_SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS X", "CrOS", "Linux")
_SYSTEM_NAMES = {"Mac OS X": "macOS", "CrOS": "ChromeOS"}


def begin(request: HttpRequest, person: Person) -> None:
    """Note the browser of a session that begins now."""
    if request.session.session_key is None:
        # Somebody else's old session was thrown away a moment ago.
        request.session.create()
    browser, system = kind_of_browser(request.headers.get("User-Agent", ""))
    BrowserSession.objects.create(
        person=person, session_key=request.session.session_key or "", browser=browser, system=system
    )
    _mark(request.session, since=_now())


def kind_of_browser(says: str) -> tuple[str, str]:
    """What a browser calls itself, in two words; empty where it does not say."""
    browser = next((word for word in _BROWSERS if f"{word}/" in says), "")
    system = next((word for word in _SYSTEMS if word in says), "")
    return _BROWSER_NAMES.get(browser, browser), _SYSTEM_NAMES.get(system, system)


def is_over(session: SessionBase) -> bool:
    """Idle for too long, or older than any session may be."""
    mark = session.get(_MARK)
    if mark is None:
        return False
    now = _now()
    return bool(now - mark["since"] > _seconds(settings.SESSION_LONGEST) or now - mark["seen"] > _idle())


def note_seen(request: HttpRequest, person: Person) -> None:
    """Write down, now and then, that this browser is still in use. Its key changes with a new password."""
    mark = request.session.get(_MARK)
    if mark is None or (mark["key"] == request.session.session_key and _now() - mark["seen"] < _SEEN_EVERY):
        return
    key = request.session.session_key or ""
    if not BrowserSession.objects.filter(session_key=key).update(seen_at=timezone.now()):
        browser, system = kind_of_browser(request.headers.get("User-Agent", ""))
        BrowserSession.objects.filter(session_key=mark["key"], person=person).delete()
        row = BrowserSession.objects.create(person=person, session_key=key, browser=browser, system=system)
        BrowserSession.objects.filter(pk=row.pk).update(started_at=_moment(mark["since"]))
    _mark(request.session, since=mark["since"])


def _mark(session: SessionBase, *, since: int) -> None:
    session[_MARK] = {"key": session.session_key, "since": since, "seen": _now()}


def open_sessions(person: Person) -> list[BrowserSession]:
    """Where the person is signed in, the newest first."""
    longest = timezone.now() - settings.SESSION_LONGEST
    idle = timezone.now() - settings.SESSION_IDLE
    return list(
        BrowserSession.objects.filter(person=person, started_at__gt=longest, seen_at__gt=idle).order_by(
            "-seen_at", "-pk"
        )
    )


@transaction.atomic
def end_session(row: BrowserSession, *, by: Person) -> None:
    """End one session. Its browser is asked to sign in at its next request."""
    if not rules.may_see_own(by, row.person):
        raise PermissionDenied
    _store().delete(row.session_key)
    row.delete()
    record("person.session_ended", on=by, by=by)


def forget_sessions(person: Person) -> None:
    """All sessions of the person are dead: a new seal or password saw to that. One that goes on notes itself anew."""
    BrowserSession.objects.filter(person=person).delete()


def _store() -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    return store


def _now() -> int:
    return int(time.time())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def _idle() -> int:
    return _seconds(settings.SESSION_IDLE)
