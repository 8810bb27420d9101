"""Addresses of people: signing in by link, one's own account, and the administrators' list."""

from django.urls import path

from hospes.people.views import account, address, links, passkeys, people, provider, safety, sessions, tokens

app_name = "people"
urlpatterns = [
    path("accounts/link/", links.ask, name="link-ask"),
    path("accounts/link/sent/", links.sent, name="link-sent"),
    path("accounts/link/<str:token>/", links.use, name="link-use"),
    path("account/", account.profile, name="profile"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("account/tokens/", tokens.token_list, name="token-list"),
    path("account/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("accounts/passkey/", passkeys.passkey_sign_in, name="passkey-sign-in"),
    path("accounts/passkey/options/", passkeys.passkey_options, name="passkey-options"),
    path("accounts/provider/", provider.start, name="provider-start"),
    path("accounts/provider/callback/", provider.callback, name="provider-callback"),
    path("accounts/address/<str:token>/", address.address_confirm, name="address-confirm"),
    path("account/address/", address.address, name="address"),
    path("account/sign-in/", safety.safety, name="safety"),
    path("account/sign-in/first/", safety.second_factor_first, name="second-factor-first"),
    path("account/sign-in/again/", safety.show_yourself, name="show-yourself"),
    path("account/sign-in/app/", safety.app_add, name="app-add"),
    path("account/sign-in/passkey/", passkeys.passkey_add, name="passkey-add"),
    path("account/sign-in/passkey/<int:pk>/", passkeys.passkey_rename, name="passkey-rename"),
    path("account/sign-in/<int:pk>/remove/", safety.factor_remove, name="factor-remove"),
    path("account/sign-in/codes/", safety.recovery_codes, name="recovery-codes"),
    path("account/sign-in/provider/", provider.connect, name="provider-connect"),
    path("account/sign-in/provider/disconnect/", provider.disconnect, name="provider-disconnect"),
    path("account/sessions/", sessions.session_list, name="session-list"),
    path("account/sessions/<int:pk>/end/", sessions.session_end, name="session-end"),
    path("people/", people.people_list, name="people-list"),
    path("people/<int:pk>/second-factor/reset/", people.second_factor_reset, name="second-factor-reset"),
    path("people/<int:pk>/", people.person_detail, name="person-detail"),
    path("people/<int:pk>/roles/", people.role_give, name="role-give"),
    path("people/<int:pk>/roles/<slug:role>/end/", people.role_end, name="role-end"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="person-deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="person-reactivate"),
]
