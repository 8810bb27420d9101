"""Addresses of people: signing in by link, one's own account, and the administrators' list."""

from django.urls import path

from hospes.people.views import account, links, people, tokens

app_name = "people"
urlpatterns = [
    path("accounts/link/", links.ask, name="link-ask"),
    path("accounts/link/sent/", links.sent, name="link-sent"),
    path("accounts/link/<str:token>/", links.use, name="link-use"),
    path("account/", account.profile, name="profile"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("account/tokens/", tokens.token_list, name="token-list"),
    path("account/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("people/", people.people_list, name="people-list"),
    path("people/<int:pk>/", people.person_detail, name="person-detail"),
    path("people/<int:pk>/roles/", people.role_give, name="role-give"),
    path("people/<int:pk>/roles/<slug:role>/end/", people.role_end, name="role-end"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="person-deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="person-reactivate"),
]
