"""Entries end by themselves, and live on by one click in a mail."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hospes.jobs.schedule import known
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import renewals
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.rules import renewal_links
from hospes.matchmaking.rules.validity import a_year_after
from hospes.organisations.models import OrganisationPost
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"https?://[^/\s]+(/\S*entries/renew/\S+)", mail.text)
    assert found
    return found[1]


def test_each_entry_that_ends_soon_is_asked_about_once(school, anna):
    EntryFactory(organisation=school, published=True)
    soon = EntryFactory(organisation=school, ending_soon=True)
    EntryFactory(organisation=school, expired=True)

    assert renewals.ask_for_renewals(timezone.localdate()) == 1
    assert renewals.ask_for_renewals(timezone.localdate()) == 0

    soon.refresh_from_db()
    assert soon.renewal_asked_at is not None
    assert OutgoingMail.objects.filter(address=anna.email).count() == 1


def test_the_link_shows_a_page_and_its_button_renews_without_an_account(school, anna):
    entry = EntryFactory(organisation=school, ending_soon=True)
    renewals.ask_for_renewals(timezone.localdate())
    address = link_in(OutgoingMail.objects.get())
    stranger = Client()

    page = stranger.get(address)

    entry.refresh_from_db()
    assert page.status_code == 200
    assert entry.valid_until == timezone.localdate() + timedelta(days=10)

    stranger.post(address)
    stranger.post(address)

    entry.refresh_from_db()
    assert entry.valid_until == a_year_after(timezone.localdate())
    assert entry.renewal_asked_at is None
    line = JournalLine.objects.get(verb="entry.renewed")
    assert (line.actor_key, line.organisation_key, line.facts["through"]) == (anna.key, school.key, "mail")


def test_the_link_of_an_expired_entry_brings_it_back(school, anna):
    entry = EntryFactory(organisation=school, published=True, valid_until=timezone.localdate() - timedelta(days=1))
    renewals.expire_due(timezone.localdate())
    entry.refresh_from_db()
    assert entry.status == EntryStatus.EXPIRED

    Client().post(link_in(OutgoingMail.objects.get()))

    entry.refresh_from_db()
    assert entry.status == EntryStatus.PUBLISHED


def test_the_link_dies_with_the_post_of_its_reader(school, anna):
    entry = EntryFactory(organisation=school, ending_soon=True)
    address = f"/entries/renew/{renewal_links.sign(entry, anna)}/"
    OrganisationPost.objects.update(ended_on=date(2026, 11, 1))

    answers = [Client().get(address).status_code, Client().post(address).status_code]

    entry.refresh_from_db()
    assert answers == [404, 404]
    assert entry.valid_until == timezone.localdate() + timedelta(days=10)


@pytest.mark.parametrize("signed", ["x", "W10:1abc:zzzz", "%00", "a" * 3000, "☃"])
def test_a_link_that_we_did_not_make_opens_nothing(signed):
    assert Client().post(f"/entries/renew/{signed}/").status_code == 404


def test_a_link_of_last_year_is_too_old(school, anna):
    with time_machine.travel("2025-01-10"):
        entry = EntryFactory(organisation=school, ending_soon=True)
        address = f"/entries/renew/{renewal_links.sign(entry, anna)}/"

    assert Client().get(address).status_code == 404


def test_a_withdrawn_entry_is_not_renewed_by_an_old_mail(school, anna):
    entry = EntryFactory(organisation=school, ending_soon=True)
    address = f"/entries/renew/{renewal_links.sign(entry, anna)}/"
    entry.status = EntryStatus.WITHDRAWN
    entry.save()

    page = Client().post(address)

    entry.refresh_from_db()
    assert page.status_code == 200
    assert entry.status == EntryStatus.WITHDRAWN


def test_an_idea_past_its_deadline_needs_a_new_deadline_first(school, anna):
    entry = EntryFactory(
        organisation=school, kind="idea", expired=True, deadline=timezone.localdate() - timedelta(days=1)
    )

    Client().post(f"/entries/renew/{renewal_links.sign(entry, anna)}/")

    entry.refresh_from_db()
    assert entry.status == EntryStatus.EXPIRED


def test_entries_expire_on_the_day_after_their_last_one(school, anna):
    today = timezone.localdate()
    last_day = EntryFactory(organisation=school, published=True, valid_until=today)
    paused = EntryFactory(organisation=school, paused=True, valid_until=today - timedelta(days=1))
    draft = EntryFactory(organisation=school, valid_until=today - timedelta(days=1))

    assert renewals.expire_due(today) == 1

    for entry in (last_day, paused, draft):
        entry.refresh_from_db()
    assert [last_day.status, paused.status, draft.status] == [
        EntryStatus.PUBLISHED,
        EntryStatus.EXPIRED,
        EntryStatus.DRAFT,
    ]


def test_a_year_after_a_leap_day_is_the_day_before():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_the_calendar_knows_the_chores():
    chores = {name.rpartition(".")[2] for name in known()}

    assert {"expire_entries", "ask_for_renewals", "refresh_terms"} <= chores


def test_an_idea_that_ends_with_its_deadline_is_not_asked_about(school, anna):
    soon = timezone.localdate() + timedelta(days=10)
    idea = EntryFactory(organisation=school, kind="idea", published=True, deadline=soon, valid_until=soon)

    asked = renewals.ask_for_renewals(timezone.localdate())

    page = Client().get(f"/entries/renew/{renewal_links.sign(idea, anna)}/")
    assert asked == 0
    assert "This entry cannot be renewed by the link" in page.content.decode()
