"""Somebody who left a word of their own in every place where a person can leave one."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from hospes.following.models import Reader, SavedSearch
from hospes.incoming.models import EntryImport, ImportedContact
from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.mail.letter import Letter
from hospes.matchmaking.actions import entries, introductions, messages, suggestions
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.models import PairSetAside
from hospes.moderation.choices import NoticeStatus
from hospes.organisations.models import Organisation, PendingImport
from hospes.outreach import actions as outreach
from hospes.people.actions import give_role, make_api_token
from hospes.people.letters import reader
from hospes.people.models import BrowserSession, IdempotentAnswer, Person
from hospes.people.rules import forget_roles
from hospes.people.tasks import send_one_time_link
from hospes.privacy.actions import accept_texts, agree
from hospes.sharing.models import Webhook
from tests.factories.introductions import accepted_by, proposed, wish_and_offer
from tests.factories.organisations import (
    InvitationFactory,
    JoinRequestFactory,
    OrganisationFactory,
    PostFactory,
    RepresentativeFactory,
)
from tests.factories.outreach import NoticeFactory
from tests.factories.people import PersonFactory

# Work of an organisation or of the partnership: it stays when its writer is erased, and no longer names them.
STAYS = {
    "entry title", "entry text", "why join", "decision on a request", "decision on a report", "what was reported",
    "news title", "news text", "why set aside", "note of an introduction", "webhook",
}  # fmt: skip


class Traces:
    """A person, and the words they left: place → word. Every word begins with the same letters."""

    def __init__(self, mark: str, *, of: Organisation | None = None) -> None:
        self.mark = mark
        self.words: dict[str, str] = {}
        self.person = self._person()
        self.organisation: Organisation = of or RepresentativeFactory(organisation=OrganisationFactory()).organisation
        PostFactory(organisation=self.organisation, person=self.person)
        self._account()
        self._organisations()
        self._matchmaking()
        self._office()
        self._other_places()
        # From here on a member of an organisation like any other: no second factor is asked.
        self.person.held_roles.update(ended_at=timezone.now())
        forget_roles(self.person)

    def word(self, place: str) -> str:
        """A word that stands nowhere else."""
        return self.words.setdefault(place, f"{self.mark}{len(self.words):02}z")

    def gone_when_erased(self) -> dict[str, str]:
        return {place: word for place, word in self.words.items() if place not in STAYS}

    def _person(self) -> Person:
        name = f"{self.word('name')} Of-Many Words"
        email = f"{self.word('address')}@hospes.example"
        person: Person = PersonFactory(name=name, email=email, signs_in=True)
        person.search_words = f"{name} {email}".casefold()
        person.save()
        return person

    def _account(self) -> None:
        person = self.person
        give_role(person, "facilitator", by=None)
        give_role(person, "secretariat", by=None)
        make_api_token(person, name=self.word("name of a key"), by=person)
        IdempotentAnswer.objects.create(
            person=person, key="k", request_hash="h", path="/api/v1/entries", content=self.word("answer to a program")
        )
        BrowserSession.objects.create(person=person, session_key=f"s{person.pk}", browser=self.word("browser")[:20])
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data={"name": self.word("passkey"), "credential": {}}
        )
        SocialAccount.objects.create(
            user=person,
            provider="institution",
            uid=self.word("number at the institution"),
            extra_data={"name": self.word("what the institution said")},
        )
        accept_texts(person, language="sv", how="banner", by=person)
        agree(person, "news", language="sv", how="page", by=person)
        send_one_time_link.enqueue(person.email)
        post(lambda: Letter(subject=self.word("mail")), to=reader(person), topic="account", unsubscribe=False)
        words = {"person": self.word("history")}
        record("organisation.appointed", on=person, by=person, facts={"post": "member"}, personal=words, about=person)

    def _organisations(self) -> None:
        person, now = self.person, timezone.now()
        InvitationFactory(email=person.email, name=self.word("invitation"), organisation=self.organisation)
        JoinRequestFactory(
            contact_email=person.email, contact_name=self.word("asker"), motivation=self.word("why join")
        )
        JoinRequestFactory(
            status="declined", decided_by=person, decided_at=now, reason=self.word("decision on a request")
        )
        PendingImport.objects.create(
            person=person, name=f"{self.word('list')}.csv", content=f"name\r\n{self.word('inside a list')}".encode()
        )

    def _matchmaking(self) -> None:
        person, ours = self.person, self.organisation
        values: dict[str, Any] = {
            "title": self.word("entry title"),
            "text": self.word("entry text"),
            "language": "en",
            "contact": person,
        }
        entries.draft_entry(organisation=ours, kind=EntryKind.OFFER, values=values, by=person, acting_for=ours)
        wish, offer = wish_and_offer(wish={"organisation": ours, "contact": person})
        note = self.word("note of an introduction")
        introduction = accepted_by(proposed(wish, offer, note=note, by=person), Side.OFFER)
        introduction = introductions.accept(
            introduction, side=Side.WISH, terms_version=introduction.terms_version, by=person
        )
        text = f"{self.word('message')}\nSee you in May."
        messages.write_message(introduction, text=text, by=person, acting_for=ours)
        ours_too, theirs = wish_and_offer(wish={"organisation": ours})
        suggestions.say_interested(ours_too, theirs, by=person, acting_for=ours, note=self.word("note on a pair"))
        PairSetAside.objects.create(wish=ours_too, offer=theirs, by=person, reason=self.word("why set aside"))

    def _office(self) -> None:
        person, now = self.person, timezone.now()
        NoticeFactory(
            contact_email=person.email.upper(),
            contact_name=self.word("who reported"),
            text=self.word("what was reported"),
        )
        NoticeFactory(
            status=NoticeStatus.DECIDED,
            decided_by=person,
            decided_at=now,
            statement=self.word("decision on a report"),
        )
        news = outreach.draft_news(title=self.word("news title"), text=self.word("news text"), language="en", by=person)
        outreach.publish_news(news, by=person)
        outreach.pass_on_message(
            name=person.name,
            email=person.email,
            subject=self.word("subject of a message to us"),
            text=self.word("message to us"),
            language="en",
        )

    def _other_places(self) -> None:
        person = self.person
        digest, _is_new = Reader.objects.get_or_create(person=person)
        SavedSearch.objects.create(
            reader=digest, name=self.word("saved search"), query=f"search={self.word('what is searched')}"
        )
        EntryImport.objects.create(
            person=person, name=f"{self.word('old file')}.csv", content=self.word("inside an old file").encode()
        )
        ImportedContact.objects.create(
            organisation=OrganisationFactory(),
            email=person.email,
            file=f"{self.word('file that names one')}.csv",
            kept_at=timezone.now(),
        )
        Webhook.objects.create(
            organisation=self.organisation, address=f"https://{self.word('webhook')}.example/", made_by=person
        )

    def __str__(self) -> str:
        return json.dumps(self.words)
