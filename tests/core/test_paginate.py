"""Lists are cut in the database, and no address breaks them."""

import pytest
from django.test import RequestFactory

from hospes.core.paginate import Page, paginate
from hospes.mail.models import Muted

pytestmark = pytest.mark.django_db


def page(query: str, *, rows: int = 23, size: int = 5) -> Page[Muted]:
    Muted.objects.bulk_create(Muted(address_hash=f"{n:03}", topic="t") for n in range(rows))
    return paginate(Muted.objects.order_by("pk"), RequestFactory().get(f"/list/{query}"), size=size)


def test_a_page_holds_its_rows_and_says_where_they_stand() -> None:
    found = page("?page=2")

    assert [row.address_hash for row in found] == ["005", "006", "007", "008", "009"]
    assert (found.first, found.last, found.count, found.pages) == (6, 10, 23, 5)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 1),
        ("0", 1),
        ("-1", 1),
        ("5", 5),
        ("6", 5),
        ("9" * 5000, 5),
        ("1e9", 1),
        ("٣", 1),
        ("x'; --", 1),
        ("%00", 1),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest_one(asked: str, shown: int) -> None:
    assert page(f"?page={asked}").number == shown


def test_other_pages_keep_the_filters() -> None:
    found = page("?topic=a%26b&topic=c&page=3")

    assert found.next_url == "?topic=a%26b&topic=c&page=4"
    assert found.url_of(1) == "?topic=a%26b&topic=c"


def test_the_row_of_numbers_leaves_out_what_is_far_away() -> None:
    assert [link.number for link in page("?page=3").links] == [1, 2, 3, 4, 5]
    Muted.objects.all().delete()
    assert [link.number for link in page("?page=10", rows=100).links] == [1, None, 9, 10, 11, None, 20]


@pytest.mark.parametrize("rows", [1, 100])
def test_a_page_asks_two_questions_however_long_the_list(django_assert_num_queries, rows: int) -> None:
    with django_assert_num_queries(3):
        page("", rows=rows)


def test_an_empty_list_is_one_empty_page() -> None:
    found = page("?page=7", rows=0)

    assert (bool(found), found.number, found.pages, found.first, found.last, found.is_split) == (
        False,
        1,
        1,
        0,
        0,
        False,
    )
