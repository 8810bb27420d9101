"""Feeds: addresses for machines, without a language in front."""

from django.urls import path

from hospes.matchmaking.views import feeds

urlpatterns = [
    path("feeds/entries.atom", feeds.entries_atom, name="entries-atom"),
]
