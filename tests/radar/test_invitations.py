"""Inviting an organisation to fill a gap, up to the entry that keeps the promise."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hospes.core import retention, terms
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions.entries import publish_entry, submit_entry
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.radar.actions import invitations as actions
from hospes.radar.actions.look import look
from hospes.radar.models import Gap, GapEntry, GapInvitation
from hospes.radar.rules import invitation_token
from tests.api.conftest import token_of
from tests.factories.organisations import OrganisationFactory, PostFactory, RepresentativeFactory
from tests.factories.people import PersonFactory
from tests.radar.things import group, host
from tests.radar.world import people_in_the_plan

pytestmark = pytest.mark.django_db


def a_gap(people=6):
    group(people)
    look()
    return Gap.objects.get(rank=1)


def a_member(country="ES", **values):
    organisation = OrganisationFactory(name="Taller Verde", country=country, territory="", **values)
    return RepresentativeFactory(organisation=organisation).person, organisation


def published(entry, *, by, facilitator):
    submit_entry(entry, by=by, acting_for=entry.organisation)
    publish_entry(entry, by=facilitator)
    return entry


def address_in(mail):
    return re.search(r"http://[^/]+(/\S*host/\S+)", mail.text).group(1)


def test_the_entry_as_it_was_filled_in_places_exactly_the_people_that_were_promised(fiona):
    autumn = [["2027-09-01", "2027-10-15"]]
    group(6)
    group(3, windows=autumn)
    host(6, windows=autumn)
    look()
    gap = Gap.objects.get(rank=1)
    invitation = actions.invite(gap, email="taller@example.org", language="es", by=fiona)
    person, organisation = a_member(country=gap.offer["country"])
    before = people_in_the_plan()

    entry = actions.begin_entry(invitation, organisation=organisation, by=person)
    published(entry, by=person, facilitator=fiona)

    assert people_in_the_plan() - before == invitation.promised == gap.places_people == 6
    look()
    assert GapEntry.objects.get().places_people == 6
    gap.refresh_from_db()
    assert gap.rank is None


@pytest.mark.parametrize(("groups", "places"), [((6, 5, 4), 1), ((9, 2), 1), ((6, 6), 2)])
def test_the_promise_is_kept_when_hosts_and_groups_compete(fiona, groups, places):
    for people in groups:
        group(people, smallest_part=2)
    for _ in range(places):
        host(4)
    look()
    gap = Gap.objects.get(rank=1)
    invitation = actions.make_link(gap, language="en", by=fiona)
    person, organisation = a_member(country=gap.offer["country"])
    before = people_in_the_plan()

    entry = actions.begin_entry(invitation, organisation=organisation, by=person)
    published(entry, by=person, facilitator=fiona)

    look()
    assert people_in_the_plan() - before == gap.places_people > 0
    assert GapEntry.objects.get().places_people == gap.places_people


def test_opening_the_link_writes_nothing(client, fiona):
    invitation = actions.invite(a_gap(), email="taller@example.org", language="en", by=fiona)
    person, _organisation = a_member()
    client.force_login(person)
    entries = Entry.objects.count()

    page = client.get(reverse("radar:invited", args=[invitation_token(invitation)]))

    assert page.status_code == 200
    assert Entry.objects.count() == entries


def test_the_button_begins_one_draft_however_often_it_is_pressed(client, fiona):
    invitation = actions.invite(a_gap(), email="taller@example.org", language="en", by=fiona)
    person, organisation = a_member()
    client.force_login(person)
    address = reverse("radar:invited", args=[invitation_token(invitation)])

    first, second = client.post(address), client.post(address)

    draft = Entry.objects.get(organisation=organisation)
    assert draft.status == EntryStatus.DRAFT
    assert first.url == second.url == reverse("matchmaking:entry-change", args=[draft.pk])
    assert (draft.places, draft.measures, draft.windows) == (6, ["STEP_FREE"], [["2027-05-01", "2027-06-15"]])
    assert "Green construction" in client.get(first.url).content.decode()


def test_a_stranger_is_sent_to_join_and_finds_the_form_on_the_to_do_page_afterwards(client, fiona):
    actions.invite(a_gap(), email="New.Host@example.org", language="en", by=fiona)
    address = address_in(OutgoingMail.objects.get(topic="gaps"))

    page = client.get(address).content.decode()
    assert reverse("organisations:join") in page
    assert client.post(address).status_code == 302
    organisation = OrganisationFactory(country="ES")
    person = RepresentativeFactory(organisation=organisation, person=PersonFactory(email="new.host@example.org")).person
    client.force_login(person)

    assert re.search(r'href="/host/[^"]+"', client.get(reverse("web:todo")).content.decode())


def test_a_member_invites_in_the_name_of_its_organisation_and_a_stranger_does_not(fiona):
    gap = a_gap()
    person, organisation = a_member()

    invitation = actions.invite(gap, email="a@example.org", language="de", by=person, acting_for=organisation)

    line = JournalLine.objects.get(verb="gap.invited")
    assert (line.actor_key, line.organisation_key) == (person.key, organisation.key)
    assert "a@example.org" not in str(line.facts)
    assert invitation.acting_for == organisation
    with pytest.raises(PermissionDenied):
        actions.invite(gap, email="b@example.org", language="en", by=PersonFactory(), acting_for=organisation)


def test_a_link_that_was_changed_or_is_too_old_opens_nothing(client, fiona):
    invitation = actions.make_link(a_gap(), language="en", by=fiona)
    token = invitation_token(invitation)
    assert client.get(reverse("radar:invited", args=[token])).status_code == 200

    assert client.get(reverse("radar:invited", args=[f"{token}x"])).status_code == 404
    GapInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(reverse("radar:invited", args=[token])).status_code == 404


def test_the_link_names_nobody(fiona):
    invitation = actions.invite(a_gap(), email="taller@example.org", language="en", by=fiona)

    assert "taller" not in invitation_token(invitation)


def test_after_ninety_days_the_address_goes_and_the_invitation_stays(fiona):
    actions.invite(a_gap(), email="taller@example.org", language="en", by=fiona)
    code = terms.GAP_INVITATION.code

    retention.keep_all(timezone.now() + timedelta(days=89), only=[code])
    assert GapInvitation.objects.get().email == "taller@example.org"
    retention.keep_all(timezone.now() + timedelta(days=91), only=[code])

    assert GapInvitation.objects.get().email == ""


def test_a_member_that_invites_without_end_is_stopped(client):
    gap = a_gap()
    person, _organisation = a_member()
    client.force_login(person)
    address = reverse("radar:gap-invite", args=[gap.pk])

    answers = [
        client.post(address, {"email": f"host{number}@example.org", "language": "en"}).status_code
        for number in range(11)
    ]

    assert answers == [302] * 10 + [429]
    assert GapInvitation.objects.count() == 10


def test_a_program_invites_by_mail_or_gets_a_link(client):
    gap = a_gap()
    person, organisation = a_member()
    address = f"/api/v1/gaps/{gap.pk}/invitations"
    headers = {"Authorization": f"Bearer {token_of(person, organisation)}"}

    by_mail = client.post(address, {"email": "a@host.example"}, content_type="application/json", headers=headers)
    to_copy = client.post(address, {"language": "de"}, content_type="application/json", headers=headers)
    refused = client.post(address, {"email": "nobody"}, content_type="application/json", headers=headers)

    assert (by_mail.status_code, to_copy.status_code, refused.status_code) == (201, 201, 400)
    assert by_mail.json()["link"] is None
    assert "/de/host/" in to_copy.json()["link"]
    assert client.get(f"/api/v1/gaps/{gap.pk}").json()["host"].get("measures") is None
    assert client.get(f"/api/v1/gaps/{gap.pk}", headers=headers).json()["host"]["measures"] == ["STEP_FREE"]


# Taken back


def test_an_invitation_that_is_taken_back_opens_nothing_and_keeps_no_address(client, fiona):
    invitation = actions.invite(a_gap(), email="taller@example.org", language="en", by=fiona)
    link = reverse("radar:invited", args=[invitation_token(invitation)])
    person, organisation = a_member()
    browser = Client()
    browser.force_login(fiona)
    question = reverse("radar:invitation-withdraw", args=[invitation.pk])

    assert question in browser.get(invitation.gap.get_absolute_url()).text
    assert "Take the invitation back?" in browser.get(question).text
    assert GapInvitation.objects.get().withdrawn_at is None
    page = browser.post(question, follow=True).text

    assert "Its link says that it is no longer open." in page
    assert "Taken back on" in page
    assert question not in page
    assert GapInvitation.objects.get().email == ""
    mail = OutgoingMail.objects.get(key__startswith="gap-invitation-")
    assert (mail.status, mail.address, mail.text) == ("muted", "", "")
    client.force_login(person)
    answer = client.get(link)
    assert (answer.status_code, "This invitation is no longer open" in answer.text) == (404, True)
    assert client.post(link).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.begin_entry(invitation, organisation=organisation, by=person)
    assert not Entry.objects.filter(organisation=organisation).exists()


def test_a_draft_that_began_with_an_invitation_stays_when_it_is_taken_back(fiona):
    invitation = actions.make_link(a_gap(), language="en", by=fiona)
    person, organisation = a_member()
    entry = actions.begin_entry(invitation, organisation=organisation, by=person)

    actions.withdraw(invitation, by=fiona)

    entry.refresh_from_db()
    assert entry.status == EntryStatus.DRAFT
    assert GapEntry.objects.get().entry == entry


def test_taking_back_twice_is_taking_back_once_and_the_journal_says_it_once(fiona):
    invitation = actions.make_link(a_gap(), language="en", by=fiona)

    first = actions.withdraw(invitation, by=fiona)
    second = actions.withdraw(invitation, by=fiona)

    assert first.withdrawn_at == second.withdrawn_at
    assert JournalLine.objects.filter(verb="gap.invitation_withdrawn").count() == 1


def test_only_facilitators_and_who_acts_for_the_organisation_that_invited_take_it_back(client, fiona):
    gap = a_gap()
    person, organisation = a_member()
    invitation = actions.make_link(gap, language="en", by=person, acting_for=organisation)
    by_facilitator = actions.make_link(gap, language="en", by=fiona)
    other, _others = a_member()
    colleague = PostFactory(organisation=organisation).person
    address = reverse("radar:invitation-withdraw", args=[invitation.pk])

    client.force_login(other)
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    with pytest.raises(PermissionDenied):
        actions.withdraw(invitation, by=other, acting_for=organisation)
    client.force_login(colleague)
    assert client.post(reverse("radar:invitation-withdraw", args=[by_facilitator.pk])).status_code == 404
    assert client.post(address).status_code == 302
    assert GapInvitation.objects.filter(withdrawn_at__isnull=False).get() == invitation


def test_a_program_takes_an_invitation_back(client):
    gap = a_gap()
    person, organisation = a_member()
    address = f"/api/v1/gaps/{gap.pk}/invitations"
    headers = {"Authorization": f"Bearer {token_of(person, organisation)}"}
    made = client.post(address, {"language": "de"}, content_type="application/json", headers=headers).json()

    taken_back = client.post(f"{address}/{made['id']}/withdraw", content_type="application/json", headers=headers)
    elsewhere = client.post(
        f"/api/v1/gaps/{gap.pk + 1}/invitations/{made['id']}/withdraw", content_type="application/json", headers=headers
    )

    assert (made["withdrawn_at"], taken_back.status_code, elsewhere.status_code) == (None, 200, 404)
    assert taken_back.json()["link"] is None
    assert taken_back.json()["withdrawn_at"] is not None
