"""How allauth behaves here: accounts come from invitations, mail goes through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url

from hospes.core.limits import client_address
from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient
from hospes.people import actions, letters
from hospes.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def set_password(self, user: Person, password: str) -> None:
        actions.change_password(user, password)

    def post_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse:
        """Go on in the person's own language."""
        response: HttpResponse = super().post_login(request, user, **options)
        if isinstance(response, HttpResponseRedirect):
            response["Location"] = translate_url(response.url, user.language)
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **options: Any
    ) -> None:
        """No "you have signed in" on top of every first page: one sees that."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **options)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Any mail that allauth thinks of goes the way of all our mail."""
        mail = self.render_mail(template_prefix, email, context)
        letter = Letter(subject=mail.subject, paragraphs=[part for part in mail.body.split("\n\n") if part.strip()])
        post(lambda: letter, to=Recipient(email), topic=letters.TOPIC, unsubscribe=False)
