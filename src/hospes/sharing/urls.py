"""Addresses of the pages about sharing."""

from django.urls import path

from hospes.sharing.views import calendar, embeds, webhooks

app_name = "sharing"
urlpatterns = [
    path("show-on-your-site/", embeds.show_on_your_site, name="show-on-your-site"),
    path("account/calendar/", calendar.calendar_link, name="calendar-link"),
    path("account/calendar/revoke/", calendar.calendar_revoke, name="calendar-revoke"),
    path("webhooks/", webhooks.partnership_webhooks, name="partnership-webhooks"),
    path("organisations/<slug:slug>/webhooks/", webhooks.organisation_webhooks, name="organisation-webhooks"),
    path("webhooks/<int:pk>/", webhooks.webhook_detail, name="webhook-detail"),
    path("webhooks/<int:pk>/change/", webhooks.webhook_change, name="webhook-change"),
    path("webhooks/<int:pk>/secret/", webhooks.webhook_renew, name="webhook-renew"),
    path("webhooks/<int:pk>/pause/", webhooks.webhook_pause, name="webhook-pause"),
    path("webhooks/<int:pk>/resume/", webhooks.webhook_resume, name="webhook-resume"),
    path("webhooks/<int:pk>/remove/", webhooks.webhook_remove, name="webhook-remove"),
    path("webhooks/<int:pk>/test/", webhooks.webhook_test, name="webhook-test"),
    path("webhooks/deliveries/<int:pk>/again/", webhooks.delivery_again, name="delivery-again"),
]
