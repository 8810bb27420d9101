"""Addresses of notices."""

from django.urls import path

from hospes.moderation import views

app_name = "moderation"
urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/sent/", views.report_sent, name="report-sent"),
    path("notices/", views.notice_list, name="notice-list"),
    path("notices/decisions/", views.decision_log, name="decision-log"),
    path("notices/<int:pk>/", views.notice_detail, name="notice-detail"),
]
