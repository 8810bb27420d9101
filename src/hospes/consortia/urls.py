"""Addresses of project ideas and their consortia."""

from django.urls import path

from hospes.consortia.views import ideas, partners, roles

app_name = "consortia"
urlpatterns = [
    path("ideas/", ideas.idea_list, name="idea-list"),
    path("ideas/<int:pk>/", ideas.idea_detail, name="idea-detail"),
    path("ideas/<int:pk>/roles/new/", roles.role_new, name="role-new"),
    path("ideas/<int:pk>/roles/<int:role>/change/", roles.role_change, name="role-change"),
    path("ideas/<int:pk>/roles/<int:role>/remove/", roles.role_remove, name="role-remove"),
    path("ideas/<int:pk>/roles/<int:role>/suggestions/", roles.role_suggestions, name="role-suggestions"),
    path("ideas/<int:pk>/roles/<int:role>/ask/", partners.partner_ask, name="partner-ask"),
    path("ideas/<int:pk>/roles/<int:role>/apply/", partners.partner_apply, name="partner-apply"),
    path("ideas/<int:pk>/roles/<int:role>/outside/", partners.partner_outside, name="partner-outside"),
    path("ideas/<int:pk>/partners/<int:partner>/accept/", partners.partner_accept, name="partner-accept"),
    path("ideas/<int:pk>/partners/<int:partner>/decline/", partners.partner_decline, name="partner-decline"),
    path("ideas/<int:pk>/partners/<int:partner>/withdraw/", partners.partner_withdraw, name="partner-withdraw"),
]
