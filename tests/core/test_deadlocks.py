"""A page whose transaction the database ended is asked for again, and no other failure is."""

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from psycopg.errors import DeadlockDetected, LockNotAvailable

from hospes import urls as ours

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


class Page:
    """A page that fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.asked = 0

    def __call__(self, request):
        self.asked += 1
        if self.failures:
            raise self.failures.pop()
        return HttpResponse("done")


def ended(cause):
    error = OperationalError("ended")
    error.__cause__ = cause
    return error


SHOWN: list[Page] = []


@csrf_exempt
@login_not_required
def page_for_tests(request):
    return SHOWN[-1](request)


urlpatterns = [path("page/", page_for_tests), *ours.urlpatterns]
handler500 = ours.handler500


def ask(page, verb="post"):
    SHOWN.append(page)
    return getattr(Client(raise_request_exception=False), verb)("/page/")


def test_a_page_that_was_ended_is_asked_for_again():
    page = Page(*(ended(DeadlockDetected()) for _time in range(3)))

    assert ask(page).content == b"done"
    assert page.asked == 4


@pytest.mark.parametrize(("verb", "cause"), [("get", DeadlockDetected()), ("post", LockNotAvailable()), ("post", None)])
def test_readers_and_other_failures_are_not_tried_again(verb, cause):
    page = Page(ended(cause))

    assert ask(page, verb).status_code == 500
    assert page.asked == 1


def test_a_page_that_is_ended_for_ever_fails():
    page = Page(*(ended(DeadlockDetected()) for _time in range(9)))

    assert ask(page).status_code == 500
    assert page.asked == 5


def test_what_other_middleware_answers_is_still_answered():
    assert ask(Page(ImmediateHttpResponse(HttpResponse("later", status=429)))).status_code == 429
