"""Addresses of own data: seeing, taking along, erasing, agreeing; and the public table of terms."""

from django.urls import path

from hospes.privacy.views import agreements, erasing, how_long, own_data

app_name = "privacy"
urlpatterns = [
    path("account/own-data/", own_data.own_data, name="own-data"),
    path("account/own-data/take-along/", own_data.take_along, name="take-along"),
    path("account/own-data/file/", own_data.own_archive, name="own-archive"),
    path("account/own-data/<slug:name>/", own_data.own_list, name="own-list"),
    path("account/erase/", erasing.erase, name="erase"),
    path("account/erased/", erasing.erased, name="erased"),
    path("account/agreements/", agreements.agreements, name="agreements"),
    path("account/agreements/accept/", agreements.accept_texts, name="accept-texts"),
    path("privacy/how-long/", how_long.how_long, name="how-long"),
]
