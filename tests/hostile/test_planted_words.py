"""Hostile words in every text that anybody can set, and every page, feed, list and mail that shows them."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client, override_settings

from hospes.mail.models import OutgoingMail
from hospes.mail.sending import message
from tests.hostile import planting
from tests.hostile.judging import TOKEN, faults
from tests.hostile.planting import HOOK, Planted
from tests.permissions import asking
from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.world import DEACTIVATED, DEPUTY, REVIEWER, ROLES, STEERING, STRANGER, World, kept_for_now

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.timeout(600)]


# What is an address, a number, or the name of something that is there already.
NO_WORDS = {
    *("email", "contact_email", "login", "website", "oid", "pic", "year"),
    *("territory", "organisation", "wants_regions", "refuses_regions", "regions", "source_url", "address", "other"),
}
# Refused with the organisation that their form names: their own tests type them beside one that is there.
WITH_A_NAME = {"cooperation:link-new note", "cooperation:link-new title", "consortia:partner-ask note"}


# They see the pages of a visitor, of another member of staff, or of the representative.
ALIKE = {DEACTIVATED, STRANGER, STEERING, REVIEWER, DEPUTY}


@dataclass
class Tour:
    planted: Planted
    # Answers of forms, of pages and of what pages do; mails written meanwhile.
    wrong: dict[str, list[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    opened: int = 0
    mails: list[OutgoingMail] = field(default_factory=list)

    def judge(self, where: str, answer: Any) -> None:
        body = asking.body(answer)
        # Without any of the words in it there is nothing to look for.
        tokens = set(TOKEN.findall(body))
        found = list(faults(body, answer.headers.get("Content-Type", ""))) if tokens else []
        if answer.status_code >= 500 and answer.status_code != 503:
            found.append(f"broken: {answer.status_code} {getattr(answer, 'exc_info', ('', ''))[1]!r}"[:200])
        if found:
            self.wrong.setdefault(where, []).extend(found)
        self.seen |= tokens
        self.opened += answer.status_code == 200


@pytest.fixture(scope="module")
def tour(world: World, browsers: dict[str, Client], django_db_blocker: Any) -> Tour:
    """Plant by forms, then past them; then open every page as every role, and do everything once."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        made = Tour(Planted())
        for client in browsers.values():
            client.raise_request_exception = False
        for where, answer in planting.through_forms(planting.forms_of(world, browsers), browsers, made.planted):
            cache.clear()
            made.judge(f"form {where}", answer)
        planting.in_models(made.planted)
        cache.clear()
        for line in TABLE:
            for role in _readers(line):
                made.judge(f"{line} as {role}", asking.look(world, browsers[role], role, line))
        for line in TABLE:
            doers = [role for role in reversed(ROLES) if role in line.act]
            for role in doers[:1]:
                _act(made, world, browsers[role], role, line)
        return made


def _readers(line: Line) -> list[str]:
    """Everybody who sees a page, without those who see no more of it than another of the list.

    JSON runs in no browser: nobody. What is there in the demo only knows no roles: one reader.
    """
    readers = [role for role in ROLES if role in line.see]
    fewer = [role for role in readers if role not in ALIKE] or readers[:1]
    return [] if line.is_api else fewer[:1] if line.only_in else fewer


def _act(made: Tour, world: World, client: Client, role: str, line: Line) -> None:
    newest = OutgoingMail.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    with kept_for_now():
        made.judge(f"{line} done by {role}", asking.act(world, client, role, line))
        made.mails += OutgoingMail.objects.filter(pk__gt=newest)


def test_no_word_of_anybody_lives_on_any_page(tour: Tour) -> None:
    assert tour.wrong == {}


def test_the_tour_opened_pages_and_came_across_the_words(tour: Tour) -> None:
    """Otherwise the test above would pass on nothing."""
    seen = {tour.planted.whose[token].split(" ")[0] for token in tour.seen if token in tour.planted.whose}

    assert tour.opened > 250
    assert len(tour.seen) > 150
    assert {"matchmaking.Entry.title", "organisations.Organisation.name", "people.Person.name"} <= seen
    assert {"matchmaking.Message.text", "incoming.EntryImport.name", "moderation.Notice.text"} <= seen


def test_mails_hold_hostile_words_as_words(tour: Tour) -> None:
    wrong = {
        f"{mail.topic}: {mail.subject}": found
        for mail in tour.mails
        if (found := list(faults(mail.html, "text/html")) + list(faults(mail.text, "text/plain")))
    }

    assert wrong == {}
    assert sum(HOOK in mail.html for mail in tour.mails) > 5


def test_nothing_that_looks_like_a_template_is_carried_out_in_a_mail(tour: Tour) -> None:
    told = [mail for mail in tour.mails if "{0.__class__}" in mail.text]

    assert len(told) > 3
    assert all("settings.SECRET_KEY" in mail.text and "%(name)s" in mail.text for mail in told)


def test_every_mail_has_one_recipient_and_no_foreign_header(tour: Tour) -> None:
    for mail in tour.mails:
        made: EmailMultiAlternatives = message(mail)
        wire = made.message()

        assert made.recipients() == [made.to[0]]
        assert {"bcc", "cc"} & {name.casefold() for name in wire.keys()} == set()  # noqa: SIM118  a message, no mapping
        assert all("\n" not in str(value).replace("\n ", " ") for value in wire.values())


def test_what_takes_no_hostile_words_is_an_address_or_a_number(tour: Tour) -> None:
    """Every other box of every form kept them: that a new box is planted needs no line here."""
    refused = {name for name in tour.planted.refused if name.split(" ")[1] not in NO_WORDS}

    assert refused <= WITH_A_NAME


def test_a_page_that_forgot_to_escape_would_be_found() -> None:
    words = f'zq0001"><img src=x onerror={HOOK}()>'

    assert list(faults(f'<p title="{words}">', "text/html"))
    assert list(faults(f'<a href="javascript:{HOOK}()">x</a>', "text/html"))
    assert list(faults(f"<script>var name = '{words}'</script>", "text/html"))
    assert list(faults("<feed><title>zq0001</script></title></feed>", "application/atom+xml"))
    assert not list(faults("<p>zq0001&lt;img src=x onerror=zqhook()&gt;</p>", "text/html"))


def test_every_text_of_a_model_is_planted_or_named() -> None:
    """A field that was renamed leaves the list of what nobody words."""
    for label, names in planting.NOBODYS_WORDS.items():
        model = apps.get_model(label)
        assert set(names.split()) <= {one.name for one in model._meta.concrete_fields}, label
