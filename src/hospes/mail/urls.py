from django.urls import path

from hospes.mail import views

app_name = "mail"
urlpatterns = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", views.mailbox_mail, name="mailbox-mail"),
    path("mailbox/<int:pk>/html/", views.mailbox_html, name="mailbox-html"),
    path("mail/stop/<str:signed>/", views.stop, name="stop"),
]
