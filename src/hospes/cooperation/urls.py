"""Addresses of cooperation links."""

from django.urls import path

from hospes.cooperation.views import links

app_name = "cooperation"
urlpatterns = [
    path("cooperation/", links.link_list, name="link-list"),
    path("cooperation/new/", links.link_new, name="link-new"),
    path("cooperation/<int:pk>/", links.link_detail, name="link-detail"),
    path("cooperation/<int:pk>/end/", links.link_end, name="link-end"),
    path("cooperation/<int:pk>/agreements/<int:evidence>/confirm/", links.agreement_confirm, name="agreement-confirm"),
    path(
        "cooperation/<int:pk>/agreements/<int:evidence>/take-back/",
        links.agreement_take_back,
        name="agreement-take-back",
    ),
]
