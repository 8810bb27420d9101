"""Addresses for other sites and programs, without a language in front."""

from django.urls import path

from hospes.sharing.views import calendar, embeds, feeds

urlpatterns = [
    path("feeds/entries.atom", feeds.entries_atom, name="entries-atom"),
    path("feeds/news.atom", feeds.news_atom, name="news-atom"),
    path("feeds/gaps.atom", feeds.gaps_atom, name="gaps-atom"),
    path("feeds/calendar/<str:token>.ics", calendar.calendar_feed, name="calendar-feed"),
    path("embed/entries/", embeds.entries, name="embed-entries"),
    path("embed/map/", embeds.entry_map, name="embed-map"),
    path("embed/hospes.js", embeds.script, name="embed-script"),
]
