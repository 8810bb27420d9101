"""The pages of the radar, for everybody and for those who may do something about it."""

import pytest
from django.urls import reverse

from hospes.organisations.models import OrganisationPost
from hospes.radar.actions import invitations
from hospes.radar.actions.look import is_worth_a_look, look, look_when_changed
from hospes.radar.models import Gap, Look
from hospes.radar.queries import gaps
from tests.factories.introductions import accepted_by, proposed
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.radar.things import group, host

pytestmark = pytest.mark.django_db


def a_member():
    return RepresentativeFactory(organisation=OrganisationFactory(country="ES")).person


def page(client, name="radar:gap-list", *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_the_page_teaches_before_the_first_look_and_when_nothing_is_missing(client):
    assert "Nobody has looked yet" in page(client)
    look()
    assert "Nothing is missing now" in page(client)


def test_the_page_never_says_that_nothing_is_missing_while_somebody_stays_at_home_or_nobody_had_time_to_look(client):
    seen = look()
    Look.objects.filter(pk=seen.pk).update(at_home=3)
    assert "No single host would help" in page(client)
    Look.objects.filter(pk=seen.pk).update(is_whole=False)
    assert "There was not time to see what is missing" in page(client)


def test_visitors_read_what_is_missing_but_neither_names_nor_the_support_that_groups_need(client):
    wish = group(6, fewer_opportunities=5)
    look()
    gap = Gap.objects.get()

    for shown in (page(client), page(client, "web:home")):
        assert "One more host for “Green construction” would place 6 people: Spain, May\u2009–\u2009Jun 2027." in shown
    for shown in (page(client), page(client, "radar:gap-detail", gap.pk)):
        assert "Step-free" not in shown
        assert wish.organisation.name not in shown
        assert "5 people" not in shown


def test_members_read_who_could_go_there_and_which_support_is_needed(client):
    wish = group(6)
    look()
    client.force_login(a_member())

    shown = page(client, "radar:gap-detail", Gap.objects.get().pk)

    assert "Step-free access" in shown
    assert wish.organisation.name in shown
    assert "Invite an organisation to fill this" in shown


def test_the_home_page_says_nothing_where_nothing_is_missing(client):
    group(6)
    host(8)
    look()

    assert "What is missing" not in page(client, "web:home")


def test_a_member_reads_only_whom_its_own_organisation_invited(client, fiona):
    group(6)
    look()
    gap = Gap.objects.get()
    invitations.invite(gap, email="host@example.org", language="en", by=fiona)
    client.force_login(a_member())
    assert "host@example.org" not in page(client, "radar:gap-detail", gap.pk)

    client.force_login(fiona)
    assert "host@example.org" in page(client, "radar:gap-detail", gap.pk)


def test_a_meeting_gets_whole_sentences_in_the_language_of_its_reader():
    group(6)
    group(3, windows=[["2027-09-01", "2027-10-15"]])
    look()

    told = gaps(1, for_members=True)

    assert [one.sentence for one in told] == [
        "One more host for “Green construction” would place 6 people: "
        "Spain, May\u2009–\u2009Jun 2027, Step-free access."
    ]
    assert told[0].places_people == 6
    assert told[0].url == Gap.objects.get(rank=1).get_absolute_url()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(client, count, django_assert_num_queries):
    for number in range(count):
        group(6, windows=[[f"2027-{number + 3:02}-01", f"2027-{number + 3:02}-28"]])
    look()
    page(client)

    with django_assert_num_queries(2):
        page(client)


def test_people_who_are_spoken_for_are_no_gap():
    wish = group(6)
    offer = host(8, **{"days_least": 14})
    accepted_by(proposed(wish, offer, people=6))

    seen = look()

    assert (seen.wishes, seen.people, seen.at_home) == (0, 0, 0)
    assert not Gap.objects.exists()


def test_a_pair_that_was_declined_before_is_not_counted_on():
    wish, offer = group(6), host(8)
    introduction = proposed(wish, offer)
    introduction.state = "declined"
    introduction.save()

    look()

    assert Gap.objects.get().places_people == 6


def test_the_market_is_looked_at_once_for_each_change():
    group(6)
    assert is_worth_a_look()
    assert look_when_changed() is not None
    assert look_when_changed() is None

    look()
    assert Look.objects.count() == 1


def test_a_gap_that_comes_back_is_the_same_gap():
    group(6)
    look()
    first = Gap.objects.get()
    offer = host(8)
    look()
    first.refresh_from_db()
    assert first.rank is None

    offer.status = "paused"
    offer.save()
    look()

    first.refresh_from_db()
    assert (Gap.objects.count(), first.rank) == (1, 1)


def test_a_link_is_shown_once_and_opens_the_page(client, fiona):
    group(6)
    look()
    client.force_login(fiona)
    gap = Gap.objects.get()

    shown = client.post(reverse("radar:gap-link", args=[gap.pk]), {"link-language": "de"}).content.decode()

    address = shown.split('data-copy="', 1)[1].split('"', 1)[0]
    assert "/de/host/" in address
    assert client.get(address).status_code == 200
    assert address not in page(client, "radar:gap-detail", gap.pk)


def test_who_acts_for_no_organisation_is_told_how_to_come_to_one(client, fiona):
    group(6)
    look()
    invitation = invitations.make_link(Gap.objects.get(), language="en", by=fiona)
    person = a_member()
    OrganisationPost.objects.all().delete()
    client.force_login(person)

    shown = client.get(address_of(invitation)).content.decode()

    assert "You act for no organisation yet" in shown


def address_of(invitation):
    from hospes.radar.rules import invitation_token

    return reverse("radar:invited", args=[invitation_token(invitation)])


@pytest.mark.parametrize("typed", ["", "no address", "a@b\x00.example", "x" * 10_000 + "@example.org", "<b>@x.example"])
def test_what_is_no_address_is_refused_beside_the_field_and_stays(client, fiona, typed):
    group(6)
    look()
    client.force_login(fiona)
    gap = Gap.objects.get()

    answer = client.post(reverse("radar:gap-invite", args=[gap.pk]), {"email": typed, "language": "en"})

    assert answer.status_code == 400
    assert not gap.invitations.exists()
