"""Signing in with a password: allauth's page, with an honest status when somebody tries too often."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

_WAIT = 300


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = account.login(request)
    context = getattr(answer, "context_data", None) or {}
    form = context.get("form")
    if form is not None and form.is_bound and form.has_error("__all__", "too_many_login_attempts"):
        answer.status_code = 429
        answer["Retry-After"] = str(_WAIT)
    return answer
