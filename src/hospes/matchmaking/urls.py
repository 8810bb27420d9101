"""Addresses of entries, the catalogue, suggestions, the desk and introductions."""

from django.urls import path

from hospes.matchmaking.views import (
    catalogue,
    desk,
    entries,
    entry_forms,
    entry_steps,
    introductions,
    introductions_by_mail,
    moderation,
    opportunities,
    questions,
    renewals,
    suggestions,
)

app_name = "matchmaking"
urlpatterns = [
    path("entries/", catalogue.catalogue, name="catalogue"),
    path("opportunities/", opportunities.opportunity_board, name="opportunities"),
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
    # Suggestions and pairs
    path("entries/<int:pk>/suggestions/", suggestions.entry_suggestions, name="entry-suggestions"),
    path("pairs/<int:wish>/<int:offer>/", suggestions.pair_detail, name="pair-detail"),
    path("pairs/<int:wish>/<int:offer>/interest/", suggestions.pair_interest, name="pair-interest"),
    path("pairs/<int:wish>/<int:offer>/propose/", introductions.pair_propose, name="pair-propose"),
    path("pairs/<int:wish>/<int:offer>/set-aside/", desk.pair_set_aside, name="pair-set-aside"),
    path("pairs/<int:wish>/<int:offer>/bring-back/", desk.pair_bring_back, name="pair-bring-back"),
    # The desk
    path("desk/", desk.desk_page, name="desk"),
    path("desk/ask/", questions.question_ask, name="question-ask"),
    path("desk/questions/", questions.question_list, name="question-list"),
    path("desk/<slug:code>/", desk.desk_column, name="desk-column"),
    # Introductions
    path("introductions/", introductions.introduction_list, name="introduction-list"),
    path("introductions/<int:pk>/", introductions.introduction_detail, name="introduction-detail"),
    path("introductions/<int:pk>/accept/", introductions.introduction_accept, name="introduction-accept"),
    path("introductions/<int:pk>/decline/", introductions.introduction_decline, name="introduction-decline"),
    path("introductions/<int:pk>/counter/", introductions.introduction_counter, name="introduction-counter"),
    path("introductions/<int:pk>/withdraw/", introductions.introduction_withdraw, name="introduction-withdraw"),
    path("introductions/<int:pk>/mark/", introductions.introduction_mark, name="introduction-mark"),
    path("introductions/<int:pk>/write/", introductions.introduction_write, name="introduction-write"),
    # From the links in mails, without an account
    path("answer/<str:token>/", introductions_by_mail.answer, name="answer"),
    path("question/<str:token>/", questions.question_answer, name="question-answer"),
]
