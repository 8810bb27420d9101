"""Addresses of saved searches, of the choices of mails, and of mails that could not be brought."""

from django.urls import path

from hospes.following.views import guests, notifications, searches

app_name = "following"
urlpatterns = [
    path("searches/", searches.search_list, name="search-list"),
    path("searches/new/", searches.search_new, name="search-new"),
    path("searches/sent/", searches.search_sent, name="search-sent"),
    path("searches/confirm/<str:signed>/", guests.search_confirm, name="search-confirm"),
    path("searches/by-mail/<str:signed>/", guests.guest_searches, name="guest-searches"),
    path("searches/<int:pk>/change/", searches.search_change, name="search-change"),
    path("searches/<int:pk>/pause/", searches.search_pause, name="search-pause"),
    path("searches/<int:pk>/resume/", searches.search_resume, name="search-resume"),
    path("searches/<int:pk>/remove/", searches.search_remove, name="search-remove"),
    path("account/notifications/", notifications.choose, name="notifications"),
    path("mail/undelivered/", notifications.undelivered_list, name="undelivered"),
    path("mail/undelivered/<int:pk>/again/", notifications.undelivered_again, name="undelivered-again"),
]
