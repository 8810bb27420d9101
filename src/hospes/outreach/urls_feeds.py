"""Feeds are for programs: their addresses carry no language."""

from django.urls import path

from hospes.outreach.views.feeds import news_atom

urlpatterns = [path("feeds/news.atom", news_atom, name="news-atom")]
