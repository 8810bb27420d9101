"""Addresses of exchanges."""

from django.urls import path

from hospes.exchanges.views import by_mail, exchanges

app_name = "exchanges"
urlpatterns = [
    path("exchanges/<int:pk>/", exchanges.exchange_detail, name="exchange-detail"),
    path("exchanges/<int:pk>/accept/", exchanges.exchange_accept, name="exchange-accept"),
    path("exchanges/<int:pk>/decline/", exchanges.exchange_decline, name="exchange-decline"),
    path("exchanges/<int:pk>/withdraw/", exchanges.exchange_withdraw, name="exchange-withdraw"),
    # From the link in a mail
    path("exchange-answer/<str:token>/", by_mail.answer, name="answer"),
]
