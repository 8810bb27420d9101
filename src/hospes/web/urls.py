"""Addresses of the front pages."""

from django.urls import path

from hospes.web.views import gallery, home, own, pages, preferences, programs

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("todo/", own.todo, name="todo"),
    path("my-roles/", own.my_roles, name="my-roles"),
    path("help/", pages.help_page, name="help"),
    path("privacy/", pages.privacy, name="privacy"),
    path("terms/", pages.terms, name="terms"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("about/", pages.about, name="about"),
    path("api/", programs.api_page, name="api"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/errors/<slug:code>/", gallery.error_page, name="gallery-error"),
    path("gallery/letter/", gallery.letter, name="gallery-letter"),
    path("gallery/<slug:part>/", gallery.gallery, name="gallery-part"),
    path("look/", preferences.choose_look, name="look"),
]
