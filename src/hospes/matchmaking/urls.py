"""Addresses of entries, the catalogue, suggestions, the desk and introductions."""

from django.urls import path

from hospes.matchmaking.views import catalogue, entries, entry_forms, entry_steps, moderation, renewals

app_name = "matchmaking"
urlpatterns = [
    path("entries/", catalogue.catalogue, name="catalogue"),
    path("entries/mine/", entries.my_entries, name="my-entries"),
    path("entries/new/", entry_forms.entry_new, name="entry-new"),
    path("entries/new/<str:kind>/", entry_forms.entry_new_kind, name="entry-new-kind"),
    path("entries/to-check/", moderation.entry_queue, name="entry-queue"),
    path("entries/renew/<str:signed>/", renewals.renew_by_mail, name="entry-renew-by-mail"),
    path("entries/<int:pk>/", entries.entry_detail, name="entry-detail"),
    path("entries/<int:pk>/change/", entry_forms.entry_change, name="entry-change"),
    path("entries/<int:pk>/history/", entries.entry_history, name="entry-history"),
    path("entries/<int:pk>/check/", moderation.entry_check, name="entry-check"),
    path("entries/<int:pk>/publish/", moderation.entry_publish, name="entry-publish"),
    path("entries/<int:pk>/send-back/", moderation.entry_send_back, name="entry-send-back"),
    path("entries/<int:pk>/confirm/", moderation.entry_confirm, name="entry-confirm"),
    path("entries/<int:pk>/submit/", entry_steps.entry_submit, name="entry-submit"),
    path("entries/<int:pk>/pause/", entry_steps.entry_pause, name="entry-pause"),
    path("entries/<int:pk>/resume/", entry_steps.entry_resume, name="entry-resume"),
    path("entries/<int:pk>/withdraw/", entry_steps.entry_withdraw, name="entry-withdraw"),
    path("entries/<int:pk>/renew/", entry_steps.entry_renew, name="entry-renew"),
    path("entries/<int:pk>/copy/", entry_steps.entry_copy, name="entry-copy"),
]
