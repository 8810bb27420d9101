"""Addresses of what comes in: files of old entries, and texts to paste."""

from django.urls import path

from hospes.incoming.views import files, paste, rows

app_name = "incoming"
urlpatterns = [
    path("entries/import/", files.import_new, name="import-new"),
    path("entries/import/<int:pk>/", files.import_detail, name="import"),
    path("entries/import/<int:pk>/sheet/", files.import_sheet, name="import-sheet"),
    path("entries/import/<int:pk>/columns/", files.import_columns, name="import-columns"),
    path("entries/import/<int:pk>/rows/<int:row>/", rows.row_correct, name="row"),
    path("entries/import/<int:pk>/rows/<int:row>/decide/", rows.row_decide, name="row-decide"),
    path("entries/import/<int:pk>/write/", files.import_write, name="import-write"),
    path("entries/import/<int:pk>/forget/", files.import_forget, name="import-forget"),
    path("entries/paste/", paste.paste, name="paste"),
]
