"""Addresses of organisations, regions, invitations and requests to join."""

from django.urls import path

from hospes.organisations.views import acting, importing, invitations, joining, organisations, people, regions

app_name = "organisations"
urlpatterns = [
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/new/", organisations.organisation_new, name="organisation-new"),
    path("organisations/import/", importing.import_organisations, name="import"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisations/<slug:slug>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path("organisations/<slug:slug>/logo/", organisations.organisation_logo, name="organisation-logo"),
    path("organisations/<slug:slug>/membership/", organisations.membership_change, name="membership-change"),
    path("organisations/<slug:slug>/history/", organisations.organisation_history, name="organisation-history"),
    path("organisations/<slug:slug>/people/", people.people_list, name="organisation-people"),
    path("organisations/<slug:slug>/people/<int:pk>/appoint/", people.appoint, name="appoint"),
    path("organisations/<slug:slug>/people/<int:pk>/end/", people.end_post, name="end-post"),
    path("organisations/<slug:slug>/invite/", invitations.invite, name="invite"),
    path("invite/", invitations.invite_anywhere, name="invitation-new"),
    path("invitations/<int:pk>/resend/", invitations.resend, name="invitation-resend"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="invitation-revoke"),
    path("invitations/<str:token>/", invitations.accept, name="invitation-accept"),
    path("act-for/", acting.act_for, name="act-for"),
    path("regions/", regions.region_list, name="region-list"),
    path("regions/<slug:code>/", regions.region_detail, name="region-detail"),
    path("regions/<slug:code>/challenges/new/", regions.challenge_new, name="challenge-new"),
    path("regions/<slug:code>/challenges/<int:pk>/remove/", regions.challenge_remove, name="challenge-remove"),
    path("regions/<slug:code>/skill-needs/new/", regions.skill_need_new, name="skill-need-new"),
    path("regions/<slug:code>/skill-needs/<int:pk>/remove/", regions.skill_need_remove, name="skill-need-remove"),
    path("join/", joining.join, name="join"),
    path("join/sent/", joining.join_sent, name="join-sent"),
    path("join-requests/", joining.join_request_list, name="join-request-list"),
    path("join-requests/<int:pk>/", joining.join_request_detail, name="join-request-detail"),
    path("join-requests/<int:pk>/review/", joining.join_request_review, name="join-request-review"),
    path("join-requests/<int:pk>/accept/", joining.join_request_accept, name="join-request-accept"),
    path("join-requests/<int:pk>/decline/", joining.join_request_decline, name="join-request-decline"),
]
