"""Addresses of contact, news and supporters."""

from django.urls import path

from hospes.outreach.views import contact, news, supporters

app_name = "outreach"
urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/", contact.contact_sent, name="contact-sent"),
    path("news/", news.news_list, name="news-list"),
    path("news/new/", news.news_new, name="news-new"),
    path("news/drafts/", news.news_drafts, name="news-drafts"),
    path("news/<slug:slug>/", news.news_detail, name="news-detail"),
    path("news/<slug:slug>/edit/", news.news_edit, name="news-edit"),
    path("news/<slug:slug>/publish/", news.news_publish, name="news-publish"),
    path("news/<slug:slug>/withdraw/", news.news_withdraw, name="news-withdraw"),
    path("supporters/", supporters.supporter_list, name="supporter-list"),
    path("supporters/new/", supporters.supporter_new, name="supporter-new"),
    path("supporters/<int:pk>/edit/", supporters.supporter_edit, name="supporter-edit"),
    path("supporters/<int:pk>/remove/", supporters.supporter_remove, name="supporter-remove"),
]
