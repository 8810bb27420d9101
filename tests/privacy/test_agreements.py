"""What people agreed to is in a log; taking it back is as easy as giving it, and stops the next mail."""

import hashlib
import re

import pytest
from django.core import mail
from django.template.loader import get_template
from django.test import Client

from hospes.jobs.worker import do_everything
from hospes.journal.models import JournalLine
from hospes.mail.models import Muted, OutgoingMail
from hospes.outreach.actions import draft_news, publish_news
from hospes.outreach.tasks import mail_news
from hospes.people.models import Person
from hospes.privacy import texts
from hospes.privacy.actions import accept_texts, agree, note_stopped_by_mail, take_back
from hospes.privacy.models import Consent
from hospes.privacy.queries import texts_to_accept
from hospes.privacy.rules import has_agreed
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
PAGE = "/account/agreements/"
BANNER = "Please read and accept"


@pytest.fixture
def person() -> Person:
    return PersonFactory()


@pytest.fixture
def tab(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_log_says_which_version_in_which_language_when_and_how(tab: Client, person: Person) -> None:
    tab.post(PAGE, {"text": "news", "do": "agree"}, headers={"Accept-Language": "de"})
    tab.post(PAGE, {"text": "news", "do": "take-back"})
    tab.post("/sv/account/agreements/", {"text": "news", "do": "agree"})

    first, second = Consent.objects.order_by("pk")
    assert (first.text, first.version, first.how) == ("news", texts.TEXTS["news"].version, "page")
    assert (first.withdrawn_how, first.withdrawn_at > first.given_at) == ("page", True)
    assert (second.language, second.withdrawn_at) == ("sv", None)
    assert [line.verb for line in JournalLine.objects.order_by("sequence")] == [
        "consent.given", "consent.taken_back", "consent.given",
    ]  # fmt: skip
    page = tab.get(PAGE).content.decode()
    assert page.count("On the page “What I agreed to”") == 2


def test_giving_and_taking_back_twice_changes_nothing(tab: Client, person: Person) -> None:
    for do in ("agree", "agree", "take-back", "take-back"):
        assert tab.post(PAGE, {"text": "news", "do": do}).status_code == 302

    assert Consent.objects.count() == 1
    assert JournalLine.objects.count() == 2


@pytest.mark.parametrize(
    "sent", [{}, {"text": "nothing"}, {"text": "terms", "do": "take-back"}, {"text": "x\x00", "do": "agree"}]
)
def test_what_is_no_such_text_or_cannot_be_taken_back_is_refused(tab: Client, sent: dict[str, str]) -> None:
    assert tab.post(PAGE, sent).status_code == 404
    assert not Consent.objects.exists()


def publish(by: Person, title: str) -> None:
    news = draft_news(title=title, text="Something **moves**.", language="en", by=by)
    publish_news(news, by=by)
    mail_news.func()
    do_everything()


def test_mail_that_rests_on_an_agreement_stops_with_the_next_one(tab: Client, person: Person) -> None:
    secretary, other = PersonFactory(secretariat=True), PersonFactory()
    publish(secretary, "Before anybody agreed")
    tab.post(PAGE, {"text": "news", "do": "agree"})
    publish(secretary, "First")
    mail_news.func()
    tab.post(PAGE, {"text": "news", "do": "take-back"})
    publish(secretary, "Second")
    do_everything()

    got = [one.subject for one in mail.outbox if person.email in one.to[0]]
    assert got == ["Before anybody agreed", "First"]
    assert not any(other.email in one.to[0] for one in mail.outbox)
    assert not has_agreed(person, "news")


def test_what_waits_when_one_takes_it_back_is_not_sent(person: Person) -> None:
    secretary = PersonFactory(secretariat=True)
    agree(person, "news", language="en", how="page", by=person)
    publish_news(draft_news(title="Waits", text="x", language="en", by=secretary), by=secretary)
    mail_news.func()
    assert OutgoingMail.objects.get(address=person.email).status == "waiting"

    take_back(person, "news", how="page", by=person)
    do_everything()

    assert mail.outbox == []


def test_the_link_in_a_mail_takes_it_back_too_and_the_log_says_so(person: Person) -> None:
    secretary = PersonFactory(secretariat=True)
    agree(person, "news", language="en", how="page", by=person)
    publish(secretary, "First")
    stop = OutgoingMail.objects.get(address=person.email).stop_link
    Client().post(stop[stop.index("/", len("https://")) :])
    assert Muted.objects.exists()
    assert not has_agreed(person, "news")

    assert note_stopped_by_mail() == 1
    assert note_stopped_by_mail() == 0

    consent = Consent.objects.get()
    assert (consent.withdrawn_how, consent.withdrawn_at) == ("mail_link", Muted.objects.get().muted_at)
    agree(person, "news", language="en", how="page", by=person)
    assert has_agreed(person, "news")


def test_whoever_has_not_accepted_is_asked_on_every_page_and_kept_from_none(tab: Client, person: Person) -> None:
    for path in ("/entries/", "/todo/", "/account/"):
        answer = tab.get(path)
        assert (answer.status_code, BANNER in answer.content.decode()) == (200, True)
    assert BANNER not in Client().get("/entries/").content.decode()

    answer = tab.post("/account/agreements/accept/", {"next": "/entries/?kind=offer"})

    assert answer.url == "/entries/?kind=offer"
    assert BANNER not in tab.get("/entries/").content.decode()
    assert set(Consent.objects.values_list("text", "how")) == {("terms", "banner"), ("privacy", "banner")}


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "javascript:alert(1)", ""])
def test_the_line_leads_to_no_other_site(tab: Client, target: str) -> None:
    assert tab.post("/account/agreements/accept/", {"next": target}).url == "/todo/"


def test_a_new_version_is_asked_for_again(tab: Client, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    accept_texts(person, language="en", how="invitation", by=person)
    assert BANNER not in tab.get("/entries/").content.decode()

    changed = texts.Text(**{**texts.TEXTS["terms"].__dict__, "version": "2027-03"})
    monkeypatch.setitem(texts.TEXTS, "terms", changed)

    assert [text.code for text in texts_to_accept(person)] == ["terms"]
    assert BANNER in tab.get("/entries/").content.decode()
    assert "You accepted version" in tab.get(PAGE).content.decode()
    tab.post("/account/agreements/accept/", {"next": "/entries/"})
    assert BANNER not in tab.get("/entries/").content.decode()
    assert sorted(Consent.objects.filter(text="terms").values_list("version", flat=True)) == ["2026-11", "2027-03"]


def test_a_yes_is_remembered_and_not_asked_of_the_database_again(tab: Client, person: Person) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    accept_texts(person, language="en", how="banner", by=person)
    counts = []
    for _number in range(2):
        with CaptureQueriesContext(connection) as asked:
            tab.get("/entries/")
        counts.append(sum("privacy_consent" in one["sql"] for one in asked.captured_queries))

    assert counts == [1, 0]


@pytest.mark.parametrize("text", [one for one in texts.TEXTS.values() if one.template], ids=lambda one: one.code)
def test_a_text_that_changed_has_a_new_fingerprint_and_perhaps_a_new_version(text: texts.Text) -> None:
    """When the meaning changed: a new version, and everybody is asked again. When it did not: the fingerprint alone."""
    source = get_template(text.template).template.source
    sentences = re.findall(r'translate "([^"]+)"|trimmed[^%]*%}(.*?){%', source, re.DOTALL)
    now = hashlib.sha256("".join(one or other for one, other in sentences).encode()).hexdigest()[:16]

    assert len(sentences) > 15
    assert text.fingerprint == now, f"{text.template} was changed; its fingerprint is now {now}"
