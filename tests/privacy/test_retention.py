"""Each term is kept to the day: the day before its end everything is there, the day after it is gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hospes.consortia.actions import partners
from hospes.consortia.models import Partner
from hospes.core import retention
from hospes.core.limits import counted
from hospes.core.models import LimitCount
from hospes.core.terms import TERMS
from hospes.following.models import Reader, SavedSearch
from hospes.incoming.models import EntryImport, EntrySource, ImportedContact
from hospes.journal.actions import record
from hospes.journal.models import JournalLine, PersonalPayload
from hospes.journal.queries import verify
from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import introductions, messages
from hospes.matchmaking.choices import NotRealisedReason, Side
from hospes.matchmaking.models import Entry, Message, PairInterest
from hospes.moderation.choices import NoticeStatus
from hospes.moderation.models import Notice
from hospes.organisations.models import Invitation, JoinRequest, PendingImport
from hospes.people.actions import make_api_token, make_one_time_link, revoke_api_token
from hospes.people.models import ApiToken, BrowserSession, IdempotentAnswer, OneTimeLink, Person
from hospes.people.tasks import send_one_time_link
from hospes.privacy import erasure_list
from hospes.privacy.actions import agree, ask_for_archive, erase_person, make_archive, take_back
from hospes.privacy.models import Consent, Erasure, OwnArchive
from hospes.privacy.tasks import keep_terms, keep_terms_now, warn_unused_accounts
from hospes.radar.actions.invitations import invite
from hospes.radar.actions.look import look
from hospes.radar.models import Gap, GapInvitation
from hospes.sharing.choices import DeliveryStatus
from hospes.sharing.models import Delivery, Webhook
from tests.consortia.things import a_role, an_idea
from tests.cooperation.conftest import side_of
from tests.factories.introductions import (
    accepted_by,
    facilitator,
    hosting_organisation,
    proposed,
    sending_organisation,
    speaker,
    wish_and_offer,
)
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import InvitationFactory, JoinRequestFactory, OrganisationFactory
from tests.factories.outreach import NoticeFactory
from tests.factories.people import PersonFactory
from tests.radar.things import group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


# Each makes one thing whose term begins now, and says how to see whether it is still kept.
Kept = Callable[[], bool]


def account() -> Kept:
    Person.objects.filter(pk=PersonFactory().pk).update(created_at=timezone.now())
    return lambda: Person.objects.filter(erased_at=None).exists()


def session() -> Kept:
    from django.test import Client

    Client().force_login(PersonFactory())
    return Session.objects.exists


def browser() -> Kept:
    BrowserSession.objects.create(person=PersonFactory(), session_key="k")
    return BrowserSession.objects.exists


def tries() -> Kept:
    counted("try", "10.0.0.1", within=timedelta(days=1))
    return LimitCount.objects.exists


def one_time_link() -> Kept:
    make_one_time_link(PersonFactory())
    return OneTimeLink.objects.exists


def api_token() -> Kept:
    person = PersonFactory()
    row, _token = make_api_token(person, name="The website", by=person)
    revoke_api_token(row, by=person)
    return ApiToken.objects.exists


def api_answer() -> Kept:
    IdempotentAnswer.objects.create(person=PersonFactory(), key="k", request_hash="h", path="/p")
    return IdempotentAnswer.objects.exists


def invitation() -> Kept:
    InvitationFactory(expires_at=timezone.now())
    return Invitation.objects.exists


def join_request() -> Kept:
    JoinRequestFactory(status="declined", decided_at=timezone.now(), contact_name="Nora")
    return lambda: JoinRequest.objects.get().contact_name == "Nora"


def pending_list() -> Kept:
    PendingImport.objects.create(person=PersonFactory(), name="list.csv", content=b"a")
    return PendingImport.objects.exists


def entry_contact() -> Kept:
    EntryFactory(withdrawn=True, contact=PersonFactory())
    return lambda: Entry.objects.get().contact is not None


def message() -> Kept:
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)
    by = speaker(introduction, Side.WISH)
    messages.write_message(introduction, text="See you in May.", by=by, acting_for=introduction.wish.organisation)
    introductions.mark(introduction, "not_realised", reason=NotRealisedReason.values[0], by=facilitator())
    return lambda: Message.objects.get().text == "See you in May."


def interest_note() -> Kept:
    wish, offer = wish_and_offer()
    PairInterest.objects.create(wish=wish, offer=offer, side=Side.WISH, note="Please", by=PersonFactory())
    return lambda: PairInterest.objects.get().note == "Please"


def gap_invitation() -> Kept:
    group(6)
    look()
    invite(Gap.objects.get(), email="host@hospes.example", language="en", by=facilitator())
    return lambda: GapInvitation.objects.get().email == "host@hospes.example"


def partner_note() -> Kept:
    lead, school = side_of(sending_organisation()), side_of(hosting_organisation())
    role = a_role(an_idea(lead.organisation), lead.speaker)
    partners.apply(role, school.organisation, by=school.speaker, note="Please")
    return lambda: Partner.objects.get().note == "Please"


def notice_sender() -> Kept:
    NoticeFactory(status=NoticeStatus.DECIDED, decided_at=timezone.now(), contact_name="Nils")
    return lambda: Notice.objects.get().contact_name == "Nils"


def mail() -> Kept:
    post(lambda: Letter(subject="Hello"), to=Recipient("a@hospes.example"), topic="t")
    OutgoingMail.objects.update(status="sent")
    return lambda: OutgoingMail.objects.get().subject == "Hello"


def journal_words() -> Kept:
    person = PersonFactory()
    record("person.profile_changed", by=person, personal={"person": person.name}, about=person)
    return PersonalPayload.objects.exists


def consent() -> Kept:
    person = PersonFactory()
    agree(person, "news", language="en", how="page", by=person)
    take_back(person, "news", how="page", by=person)
    return Consent.objects.exists


def own_archive() -> Kept:
    person = PersonFactory()
    ask_for_archive(person, language="en", by=person)
    make_archive(person)
    return OwnArchive.objects.exists


def erasure() -> Kept:
    erase_person(PersonFactory(), by=None)
    erasure_list.write_missing()
    return lambda: Erasure.objects.exists() and bool(erasure_list.in_file())


def unconfirmed_search() -> Kept:
    reader = Reader.objects.create(address="guest@hospes.example")
    SavedSearch.objects.create(reader=reader, name="Wood", query="search=wood")
    return SavedSearch.objects.exists


def old_file() -> Kept:
    EntryImport.objects.create(person=PersonFactory(), name="old.xlsx", content=b"a")
    return EntryImport.objects.exists


def old_note() -> Kept:
    EntrySource.objects.create(
        entry=EntryFactory(), file="old.xlsx", line=4, note="Ask Nora", imported_at=timezone.now()
    )
    return lambda: EntrySource.objects.get().note == "Ask Nora"


def old_contact() -> Kept:
    ImportedContact.objects.create(
        organisation=OrganisationFactory(), email="a@hospes.example", file="old.xlsx", kept_at=timezone.now()
    )
    return ImportedContact.objects.exists


def delivery() -> Kept:
    webhook = Webhook.objects.create(
        organisation=OrganisationFactory(), address="https://a.example/", made_by=PersonFactory()
    )
    Delivery.objects.create(webhook=webhook, event="entry.published", body="{}", status=DeliveryStatus.DELIVERED)
    return Delivery.objects.exists


def task_done() -> Kept:
    return _task(TaskResultStatus.SUCCESSFUL)


def task_failed() -> Kept:
    return _task(TaskResultStatus.FAILED)


def _task(status: str) -> Kept:
    send_one_time_link.enqueue("a@hospes.example")
    DBTaskResult.objects.update(status=status, finished_at=timezone.now())
    return DBTaskResult.objects.exists


MAKERS = {
    maker.__name__.replace("_", "-"): maker
    for maker in (
        account, session, browser, tries, one_time_link, api_token, api_answer, invitation, join_request, pending_list,
        entry_contact, message, interest_note, gap_invitation, partner_note, notice_sender, mail, journal_words,
        consent, own_archive, erasure, task_done, task_failed, unconfirmed_search, old_file, old_note, old_contact,
        delivery,
    )
}  # fmt: skip
WITH_A_DATE = [code for code, term in TERMS.items() if term.keeps]


def test_every_term_with_a_date_is_kept_by_a_rule_and_tried_here() -> None:
    assert {rule.term.code for rule in retention.rules()} == set(WITH_A_DATE)
    assert set(MAKERS) == set(WITH_A_DATE)


@pytest.mark.parametrize("code", MAKERS)
def test_a_term_is_kept_to_the_day(code: str) -> None:
    now = timezone.now()
    is_there = MAKERS[code]()
    length = TERMS[code].lasts
    slack = min(timedelta(days=1), length / 2)

    # Who is to be erased is warned a month before; other things do not mind that the job ran.
    for later, kept in ((length - timedelta(days=29), True), (length - slack, True), (length + slack, False)):
        if later > timedelta(0):
            with time_machine.travel(now + later, tick=False):
                if code == "account":
                    warn_unused_accounts(timezone.now())
                retention.keep_all(timezone.now(), only=[code])
                assert is_there() is kept, later


def test_nobody_is_erased_without_a_month_of_warning() -> None:
    is_there = account()
    with time_machine.travel(timezone.now() + timedelta(days=1000), tick=False):
        keep_terms.func()
        assert is_there()
        assert OutgoingMail.objects.filter(key__startswith="account-ends-").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1031), tick=False):
        keep_terms.func()
        assert not is_there()


@pytest.mark.parametrize("why", ["signed in", "holds a role", "held a role until lately", "uses a key"])
def test_an_account_that_is_used_stays(why: str) -> None:
    person = PersonFactory(facilitator=why == "holds a role")
    lately = timezone.now() + timedelta(days=700)
    if why == "signed in":
        Person.objects.filter(pk=person.pk).update(last_login=lately)
    elif why == "uses a key":
        ApiToken.objects.create(person=person, name="t", token_hash="h", last_used_on=lately.date())
    elif why == "held a role until lately":
        person.held_roles.create(role="reviewer", ended_at=lately)
    for days in (701, 735, 800):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            keep_terms.func()

    person.refresh_from_db()
    assert person.erased_at is None


def test_the_journal_hears_how_many_and_nothing_of_whom() -> None:
    InvitationFactory(expires_at=timezone.now() - timedelta(days=91), email="canary@hospes.example", name="Canary")

    keep_terms.func()
    keep_terms.func()

    line = JournalLine.objects.get(verb="terms.kept")
    assert line.facts == {"invitation": 1}
    assert line.sentence == "The terms were kept: 1 row went."
    assert verify() is None


def test_looking_counts_and_changes_nothing() -> None:
    InvitationFactory(expires_at=timezone.now() - timedelta(days=91))

    assert retention.overdue(timezone.now())["invitation"] == 1
    assert Invitation.objects.exists()
    assert keep_terms_now(timezone.now())["invitation"] == 1


def test_the_public_page_shows_every_term(client) -> None:
    page = client.get("/privacy/how-long/").content.decode()

    assert all(str(term.what) in page and str(term.why) in page for term in TERMS.values())
    assert "15 minutes" in page
    assert "3 years" in page
