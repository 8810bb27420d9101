"""Addresses of what is taken along."""

from django.urls import path

from hospes.exports import views

app_name = "exports"
urlpatterns = [
    path("lists/<slug:name>.<slug:form>", views.table_download, name="table"),
]
