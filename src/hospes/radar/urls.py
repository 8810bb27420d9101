"""Addresses of the gap radar."""

from django.urls import path

app_name = "radar"
urlpatterns = []
