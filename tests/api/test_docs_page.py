"""The page of the API in a real browser, under the site's own rules for content."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_of_the_api_works_under_the_sites_own_rules(page: Page, live_server: LiveServer) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs")
    page.get_by_text("Entries on the market").wait_for()

    assert refused == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
