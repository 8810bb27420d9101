"""Signing in and passwords, under the names that django-allauth uses for them.

Only these of its pages exist here: accounts are opened by invitation.
"""

from allauth.account import views as account
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from hospes.people.http import fresh_sign_in
from hospes.people.views import password
from hospes.people.views.second_step import second_step
from hospes.people.views.sign_in import password_change, sign_in, sign_out

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("login/", looked_at_or_sent(sign_in), name="account_login"),
    path("second-step/", looked_at_or_sent(second_step), name="mfa_authenticate"),
    path("logout/", looked_at_or_sent(sign_out), name="account_logout"),
    path("inactive/", looked_at_or_sent(account.account_inactive), name="account_inactive"),
    path("signup/", looked_at_or_sent(account.signup), name="account_signup"),
    path("password/change/", looked_at_or_sent(password_change), name="account_change_password"),
    path("password/set/", looked_at_or_sent(fresh_sign_in(account.password_set)), name="account_set_password"),
    path("password/reset/", password.reset, name="account_reset_password"),
    path("password/reset/done/", looked_at_or_sent(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        looked_at_or_sent(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        looked_at_or_sent(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
