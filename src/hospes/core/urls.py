"""Addresses for machines: health, figures, uploaded pictures."""

from django.urls import path

from hospes.core import views

app_name = "core"
urlpatterns = [
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
    path("metrics", views.metrics, name="metrics"),
    path("media/<path:name>", views.media, name="media"),
]
