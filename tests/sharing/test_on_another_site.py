"""The code that another site copies, on another site, in a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.sharing.choices import Shown
from hospes.sharing.embedding import Embed
from tests.factories.matchmaking import EntryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


HEIGHT = "document.querySelector('iframe').getBoundingClientRect().height"


def height_after(page: Page, before: float) -> float:
    """The height of the frame once it has changed."""
    for _moment in range(100):
        now: float = page.evaluate(HEIGHT)
        if now != before:
            return now
        page.wait_for_timeout(50)
    raise AssertionError(f"the frame stays {before} high")


@contextmanager
def another_site(code: str) -> Iterator[str]:
    """A page of somebody else, with a policy of its own that trusts nobody but the site it includes."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><html lang=en><title>A school</title><h1>Ours</h1>{code}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", "default-src 'none'; script-src http:; frame-src http:")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join(timeout=5)


def test_entries_stand_on_another_site_as_high_as_they_are_and_without_a_cookie(
    browser: Browser, live_server: Any
) -> None:
    for number in range(4):
        EntryFactory(kind=EntryKind.OFFER, published=True, title=f"Offer {number}", text="Words. " * 40)
    with override_settings(BASE_URL=live_server.url):
        code = Embed(Shown.ENTRIES, Wanted(kinds=("offer",)), "sv").code
    context = browser.new_context(viewport={"width": 500, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    with another_site(code) as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        frame.get_by_text("Offer 3").wait_for()
        wide = height_after(page, 600)
        inside = frame.locator("body").evaluate("one => one.getBoundingClientRect().height")
        page.set_viewport_size({"width": 320, "height": 900})
        narrow = height_after(page, wide)
        page.evaluate("window.postMessage({hospes: 'height', height: 7}, '*')")
        page.wait_for_timeout(200)

        assert abs(wide - inside) <= 1
        assert narrow > wide
        assert frame.locator("html").get_attribute("lang") == "sv"
        assert page.evaluate(HEIGHT) > wide
    assert context.cookies() == []
    assert complaints == []
    context.close()
