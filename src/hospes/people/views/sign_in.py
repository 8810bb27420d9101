"""Signing in with a password: allauth's page, with an honest status when somebody tries too often."""

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from hospes.core.limits import try_later
from hospes.people.guessing import TooOftenError, guess_own_password
from hospes.people.models import Person


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = account.login(request)
    context = getattr(answer, "context_data", None)
    if context is not None:
        context["provider"] = settings.OIDC
    seconds = getattr(request, "wait_seconds", 0)
    if seconds:
        answer.status_code = 429
        answer["Retry-After"] = str(seconds)
    return answer


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """What this browser kept of the pages, and of what was being typed, goes with the session."""
    answer: HttpResponse = account.logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def password_change(request: HttpRequest) -> HttpResponse:
    """The old password is asked for, and guessed at no more often than at the door."""
    if request.method == "POST" and isinstance(request.user, Person):
        try:
            guess = guess_own_password(request.user)
        except TooOftenError as refusal:
            return try_later(request, seconds=refusal.seconds)
        answer: HttpResponse = account.password_change(request)
        if answer.status_code == 302:
            guess.was_right()
        return answer
    answer = account.password_change(request)
    return answer
