"""The site as it runs for people: a server on this machine, the demo partnership in it, and browsers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from hospes.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Site:
    url: str
    # What `prepare` made: usually a `World`.
    content: Any


@contextmanager
def running(prepare: Any) -> Iterator[Site]:
    """Fill the database for good, serve it, and empty it afterwards. The caller unblocks the database."""
    server = LiveServer("127.0.0.1")
    try:
        with override_settings(BASE_URL=server.url, DEMO=True):
            yield Site(server.url, prepare())
    finally:
        server.stop()
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)


def opened(browser: Browser, site: Site, person: Person | None = None, **options: Any) -> BrowserContext:
    """A browser of its own, signed in as a person or not. Nothing in it moves."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce", **options)
    if person is not None:
        client = Client()
        client.force_login(person, backend=BACKEND)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])
    return context
