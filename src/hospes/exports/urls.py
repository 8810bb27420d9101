"""Addresses of what is taken along."""

from django.urls import path

from hospes.exports.views import organisations, tables

app_name = "exports"
urlpatterns = [
    path("lists/<slug:name>.<slug:form>", tables.table_download, name="table"),
    path("organisations/<slug:slug>/take-along/", organisations.take_along, name="take-along"),
    path("organisations/<slug:slug>/remove/", organisations.remove, name="remove"),
]
