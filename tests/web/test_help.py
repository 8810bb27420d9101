"""The questions that people ask most: on the help page, and found by the search."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from hospes.web.questions import QUESTIONS

Read = Callable[..., BeautifulSoup]


def test_every_answer_on_the_help_page_has_the_anchor_that_the_search_names(read: Read, db: None) -> None:
    page = read("/help/")

    assert [answer["id"] for answer in page.select("details > p[id]")] == [one.code for one in QUESTIONS]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/search/?search=password", "/help/#sign-in"),
        ("/search/?search=who+pays", "/help/#who-pays"),
        ("/sv/search/?search=lösenord", "/sv/help/#sign-in"),
        ("/fr/search/?search=password", "/fr/help/#sign-in"),
    ],
)
def test_the_search_finds_the_answer_to_a_question(read: Read, db: None, address: str, found: str) -> None:
    assert found in [link["href"] for link in read(address).select("main a")]
