"""Addresses of exchanges."""

from django.urls import path

from hospes.exchanges.views import balance, board, by_mail, exchanges

app_name = "exchanges"
urlpatterns = [
    path("exchanges/", board.board, name="board"),
    path("exchanges/all/", board.exchange_list, name="exchange-list"),
    path("exchanges/new/", board.exchange_new, name="exchange-new"),
    path("exchanges/<int:pk>/", exchanges.exchange_detail, name="exchange-detail"),
    path("exchanges/<int:pk>/accept/", exchanges.exchange_accept, name="exchange-accept"),
    path("exchanges/<int:pk>/decline/", exchanges.exchange_decline, name="exchange-decline"),
    path("exchanges/<int:pk>/withdraw/", exchanges.exchange_withdraw, name="exchange-withdraw"),
    path("exchanges/<int:pk>/repair/", exchanges.exchange_repair, name="exchange-repair"),
    path("exchanges/balance/", balance.balance, name="balance"),
    # From the link in a mail
    path("exchange-answer/<str:token>/", by_mail.answer, name="answer"),
]
