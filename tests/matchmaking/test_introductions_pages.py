"""The pages of an introduction, after signing in and from the link in a mail."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import entries
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.choices import DeclineReason, IntroductionState, Side
from hospes.matchmaking.models import Introduction, PairInterest
from hospes.matchmaking.rules.introductions_links import answer_token
from hospes.people.rules import is_facilitator
from tests.factories.introductions import (
    STAY,
    accepted_by,
    facilitator,
    proposed,
    sending_organisation,
    speaker,
    wish_and_offer,
)
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import RepresentativeFactory

pytestmark = pytest.mark.django_db


def link(introduction, side, person=None):
    return reverse("matchmaking:answer", args=[answer_token(introduction, side, person or speaker(introduction, side))])


def links_in(mail):
    return re.findall(r"https?://[^/\s]+(/\S+)", mail.text)


def post(client, address, answer, **fields):
    return client.post(address, {"answer": answer, **fields})


# From the mail


def test_from_the_mail_to_exchanged_contacts_without_an_account(client):
    introduction = proposed(*wish_and_offer())
    for mail in OutgoingMail.objects.filter(key__contains="-proposal-"):
        address = links_in(mail)[0].split("?")[0]
        page = client.get(links_in(mail)[0])
        assert page.status_code == 200
        assert client.post(address, {"answer": "accept"}).status_code == 302

    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.INTRODUCED
    assert OutgoingMail.objects.filter(key__contains="-introduced-").count() == 2
    assert set(JournalLine.objects.filter(verb__startswith="introduction.").values_list("facts__via", flat=True)) == {
        None,
        "mail",
    }


def test_the_links_of_a_mail_lead_to_pages_in_its_language():
    proposed(*wish_and_offer())

    addresses = [links_in(mail)[0] for mail in OutgoingMail.objects.filter(key__contains="-proposal-").order_by("pk")]
    assert [address.split("/")[1] for address in addresses] == ["sv", "de"]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("answer", ["", "?answer=accept", "?answer=decline", "?answer=counter"])
def test_opening_the_link_changes_nothing(client, method, answer):
    introduction = proposed(*wish_and_offer())
    before = (Introduction.objects.values().get(), JournalLine.objects.count(), OutgoingMail.objects.count())

    page = getattr(client, method)(link(introduction, Side.OFFER) + answer)

    assert page.status_code == 200
    assert (Introduction.objects.values().get(), JournalLine.objects.count(), OutgoingMail.objects.count()) == before


@pytest.mark.parametrize("token", ["", "x", "null", "0", "a:b:c"])
def test_a_link_we_did_not_make_opens_nothing(client, token):
    assert client.get(f"/answer/{token}/").status_code == 404


def test_a_link_with_one_letter_changed_opens_nothing(client):
    introduction = proposed(*wish_and_offer())
    address = link(introduction, Side.OFFER)
    changed = address[:-4] + ("A" if address[-4] != "A" else "B") + address[-3:]

    assert client.get(changed).status_code == 404
    assert post(client, changed, "accept").status_code == 404


def test_the_link_of_somebody_who_left_the_organisation_opens_nothing(client):
    introduction = proposed(*wish_and_offer())
    address = link(introduction, Side.OFFER)
    introduction.offer.organisation.posts.update(ended_on=timezone.localdate())

    assert client.get(address).status_code == 404
    assert post(client, address, "accept").status_code == 404
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.PROPOSED


def test_declining_from_the_mail_asks_why_and_keeps_what_was_typed(client):
    introduction = proposed(*wish_and_offer())
    address = link(introduction, Side.OFFER)

    page = post(client, address, "decline", **{"decline-comment": "Kanske nästa år"})

    assert page.status_code == 200
    assert "Kanske nästa år" in page.content.decode()
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.PROPOSED

    post(client, address, "decline", **{"decline-reason": "dates", "decline-comment": "Kanske nästa år"})
    introduction.refresh_from_db()
    assert (introduction.state, introduction.decline_reason) == (IntroductionState.DECLINED, DeclineReason.DATES)
    assert introduction.comment == "Kanske nästa år"


def test_other_terms_from_the_mail_make_the_other_mail_old(client):
    introduction = proposed(*wish_and_offer())
    old = link(introduction, Side.WISH)
    terms = {"counter-people": "3", "counter-starts_on": str(STAY[0]), "counter-ends_on": str(STAY[1])}
    post(client, link(introduction, Side.OFFER), "counter", **terms)

    refused = post(client, old, "accept")

    assert refused.status_code == 409
    assert "newer terms" in refused.content.decode()
    introduction.refresh_from_db()
    assert introduction.wish_accepted_at is None
    page = BeautifulSoup(client.get(old).content, "html.parser")
    fresh = page.find("a", class_="button", string="Answer the newer terms")["href"]
    assert post(client, fresh, "accept").status_code == 302
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.INTRODUCED
    assert introduction.people == 3


def test_who_proposed_other_terms_from_the_mail_is_thanked_and_not_called_late(client):
    introduction = proposed(*wish_and_offer())
    terms = {"counter-people": "3", "counter-starts_on": str(STAY[0]), "counter-ends_on": str(STAY[1])}

    sent = post(client, link(introduction, Side.OFFER), "counter", **terms)
    page = client.get(sent["Location"]).content.decode()

    assert "Thank you. We wait for the answer" in page
    assert "newer terms" not in page and "older terms" not in page


def test_a_later_visit_says_what_became_of_it(client):
    introduction = proposed(*wish_and_offer())
    address = link(introduction, Side.WISH)
    accepted_by(introduction, Side.WISH)
    assert "You have accepted. Thank you" in client.get(address).content.decode()

    actions.expire_due(introduction.answer_by + timedelta(days=1))

    page = client.get(address).content.decode()
    assert "The answer date passed without both answers." in page
    assert 'value="accept"' not in page


def test_the_page_of_the_link_is_kept_by_nobody_and_found_by_nobody(client):
    page = client.get(link(proposed(*wish_and_offer()), Side.WISH))

    assert page["Cache-Control"] == "private, no-store"
    assert 'name="robots" content="noindex"' in page.content.decode()


# Contacts


def pages_before_and_after(client, introduction):
    """Every page that either side or a facilitator can open about an introduction."""
    for side in Side:
        yield speaker(introduction, side), client.get(link(introduction, side)).content.decode()
    for person in [*(speaker(introduction, side) for side in Side), facilitator()]:
        client.force_login(person)
        for name, pks in {
            "introduction-detail": [introduction.pk],
            "introduction-list": [],
            "pair-detail": [introduction.wish_id, introduction.offer_id],
        }.items():
            yield person, client.get(reverse(f"matchmaking:{name}", args=pks)).content.decode()
        client.logout()


@pytest.mark.parametrize("state", ["proposed", "accepted_by_one", "declined", "expired"])
def test_no_page_gives_a_contact_away_before_both_accepted(client, state):
    introduction = proposed(*wish_and_offer())
    canaries = {side: [speaker(introduction, side).email, speaker(introduction, side).name] for side in Side}
    if state == "accepted_by_one":
        accepted_by(introduction, Side.OFFER)
    elif state == "declined":
        by = speaker(introduction, Side.OFFER)
        actions.decline(introduction, side=Side.OFFER, terms_version=1, by=by, reason=DeclineReason.TOPIC)
    elif state == "expired":
        actions.expire_due(introduction.answer_by + timedelta(days=1))

    for person, page in pages_before_and_after(client, introduction):
        if is_facilitator(person):
            continue
        others = [one for side, both in canaries.items() if person != speaker(introduction, side) for one in both]
        assert not [canary for canary in others if canary in page]


def test_after_both_accepted_each_side_sees_the_contact_of_the_other(client):
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)
    client.force_login(speaker(introduction, Side.WISH))

    page = client.get(introduction.get_absolute_url()).content.decode()

    assert f"mailto:{speaker(introduction, Side.OFFER).email}" in page


def test_a_side_that_nobody_acts_for_any_more_is_named_with_a_way_on(client):
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)
    introduction.offer.organisation.posts.update(ended_on=timezone.localdate())
    client.force_login(speaker(introduction, Side.WISH))

    card = BeautifulSoup(client.get(introduction.get_absolute_url()).content, "html.parser").select_one(
        "[aria-labelledby=contacts] .card"
    )

    assert introduction.offer.organisation.name in card.text
    assert card.a["href"] == reverse("outreach:contact")


def test_who_was_introduced_is_not_called_possible_and_not_proposed_again(client):
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)
    pair = reverse("matchmaking:pair-detail", args=[introduction.wish_id, introduction.offer_id])
    propose = reverse("matchmaking:pair-propose", args=[introduction.wish_id, introduction.offer_id])
    client.force_login(speaker(introduction, Side.WISH))

    for page in (
        introduction.wish.get_absolute_url(),
        reverse("matchmaking:entry-suggestions", args=[introduction.wish_id]),
    ):
        card = BeautifulSoup(client.get(page).content, "html.parser").select_one(f'article:has([href="{pair}"])')
        assert card.select_one(".status").text.strip() == "Introduced"
    client.force_login(facilitator())
    assert propose not in client.get(pair).content.decode()


def test_a_forwarded_link_gives_no_contact_away_even_then(client):
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)

    page = client.get(link(introduction, Side.WISH)).content.decode()

    assert speaker(introduction, Side.OFFER).email not in page


# After signing in


def test_both_accept_from_the_page_and_write_to_each_other(client):
    introduction = proposed(*wish_and_offer())
    for side in Side:
        client.force_login(speaker(introduction, side))
        page = client.post(
            reverse("matchmaking:introduction-accept", args=[introduction.pk]), {"terms_version": 1}, follow=True
        )
    assert "Your contact" in page.content.decode()

    client.post(reverse("matchmaking:introduction-write", args=[introduction.pk]), {"text": "Hallo <b>Borås</b>!"})

    page = client.get(introduction.get_absolute_url()).content.decode()
    assert "Hallo &lt;b&gt;Borås&lt;/b&gt;!" in page


def test_a_stranger_does_not_learn_that_an_introduction_exists(client):
    introduction = proposed(*wish_and_offer())
    client.force_login(RepresentativeFactory().person)
    names = ["detail", "accept", "decline", "counter", "withdraw", "mark", "write"]

    answers = {
        name: (
            client.post(reverse(f"matchmaking:introduction-{name}", args=[introduction.pk])).status_code,
            client.post(reverse(f"matchmaking:introduction-{name}", args=[99999])).status_code,
        )
        for name in names[1:]
    }
    assert set(answers.values()) == {(404, 404)}
    assert client.get(introduction.get_absolute_url()).status_code == 404


def test_a_facilitator_sees_everything_and_answers_for_nobody(client):
    introduction = proposed(*wish_and_offer())
    client.force_login(facilitator())

    assert client.get(introduction.get_absolute_url()).status_code == 200
    assert client.post(reverse("matchmaking:introduction-accept", args=[introduction.pk])).status_code == 404


def test_only_a_facilitator_takes_a_proposal_back(client):
    introduction = proposed(*wish_and_offer())
    address = reverse("matchmaking:introduction-withdraw", args=[introduction.pk])
    client.force_login(speaker(introduction, Side.WISH))
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 404

    client.force_login(facilitator())
    asked = client.get(address)
    introduction.refresh_from_db()
    assert (asked.status_code, introduction.state) == (200, IntroductionState.PROPOSED)
    client.post(address)

    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.WITHDRAWN


@pytest.mark.parametrize("name", ["accept", "decline", "counter", "mark", "write"])
def test_no_address_that_acts_answers_to_a_get(client, name):
    introduction = proposed(*wish_and_offer())
    client.force_login(speaker(introduction, Side.WISH))

    assert client.get(reverse(f"matchmaking:introduction-{name}", args=[introduction.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(client, count, django_assert_max_num_queries):
    person = facilitator()
    for _ in range(count):
        proposed(*wish_and_offer(), by=person)
    client.force_login(person)
    client.get(reverse("matchmaking:introduction-list"))

    with django_assert_max_num_queries(9):
        page = client.get(reverse("matchmaking:introduction-list"))

    assert page.content.count(b"card-link") == count


BAD_TEXTS = [
    "👩‍👩‍👧‍👦 𝒳",
    "\u202eشكرا",
    "x" * 10_000,
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "a\x00b",
    "\ud83d",
    "  ",
]


@pytest.mark.parametrize("text", BAD_TEXTS)
def test_any_text_in_a_message_is_shown_harmlessly_or_refused_beside_the_box(client, text):
    introduction = accepted_by(proposed(*wish_and_offer()), Side.WISH, Side.OFFER)
    client.force_login(speaker(introduction, Side.WISH))
    encoded = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if "\ud83d" in text else text

    page = client.post(
        reverse("matchmaking:introduction-write", args=[introduction.pk]), {"text": encoded}, follow=True
    )

    assert page.status_code == 200
    assert "<script>alert(1)" not in page.content.decode()


# Proposing


def test_a_facilitator_proposes_from_the_page_of_the_pair(client):
    wish, offer = wish_and_offer()
    client.force_login(facilitator())
    address = reverse("matchmaking:pair-propose", args=[wish.pk, offer.pk])
    form = BeautifulSoup(client.get(address).content, "html.parser").find("form", attrs={"data-keep": True})
    fields = {box["name"]: box.get("value", "") for box in form.find_all("input")}
    assert fields["people"] == "6"
    assert (fields["starts_on"], fields["ends_on"]) == ("2027-05-01", "2027-05-14")

    answer = client.post(address, {**fields, "note": "You both build with wood."})

    introduction = Introduction.objects.get()
    assert answer.headers["Location"] == introduction.get_absolute_url()
    assert "You both build with wood." in OutgoingMail.objects.filter(key__contains="-proposal-").first().text


def test_a_member_neither_proposes_nor_sets_aside(client):
    wish, offer = wish_and_offer()
    client.force_login(wish.organisation.posts.first().person)

    for name in ("pair-propose", "pair-set-aside", "pair-bring-back"):
        assert client.post(reverse(f"matchmaking:{name}", args=[wish.pk, offer.pk])).status_code == 404


def test_a_member_of_neither_side_does_not_see_the_pair(client):
    wish, offer = wish_and_offer()
    client.force_login(RepresentativeFactory().person)

    assert client.get(reverse("matchmaking:pair-detail", args=[wish.pk, offer.pk])).status_code == 404


def test_a_draft_of_the_other_side_is_not_there(client):
    wish, offer = wish_and_offer(offer={"status": "draft"})
    client.force_login(wish.organisation.posts.first().person)

    assert client.get(reverse("matchmaking:pair-detail", args=[wish.pk, offer.pk])).status_code == 404


def test_a_member_says_that_the_organisation_is_interested(client):
    wish, offer = wish_and_offer()
    client.force_login(wish.organisation.posts.first().person)
    assert client.get(reverse("matchmaking:entry-suggestions", args=[wish.pk])).status_code == 200

    page = client.post(
        reverse("matchmaking:pair-interest", args=[wish.pk, offer.pk]), {"note": "We know Bergen."}, follow=True
    )

    assert "is interested" in page.content.decode()
    assert PairInterest.objects.get().note == "We know Bergen."


def test_the_suggestions_of_an_entry_are_not_there_for_others(client):
    wish, offer = wish_and_offer()
    client.force_login(offer.organisation.posts.first().person)

    assert client.get(reverse("matchmaking:entry-suggestions", args=[wish.pk])).status_code == 404


def test_people_with_fewer_opportunities_are_not_told_to_the_other_side(client):
    wish, offer = wish_and_offer()
    client.force_login(offer.organisation.posts.first().person)

    page = client.get(reverse("matchmaking:pair-detail", args=[wish.pk, offer.pk])).content.decode()

    assert "fewer opportunities" not in page


def test_whom_an_organisation_avoids_is_told_to_itself_and_to_facilitators_only(client):
    wish, offer = wish_and_offer(offer={"refuses": {"countries": ["SE"]}})
    seen = {}
    for name, person in {
        "sending": wish.organisation.posts.first().person,
        "hosting": offer.organisation.posts.first().person,
        "facilitator": facilitator(),
    }.items():
        client.force_login(person)
        page = client.get(reverse("matchmaking:pair-detail", args=[wish.pk, offer.pk])).content.decode()
        seen[name] = "does not take groups from there" in page

    assert seen == {"sending": False, "hosting": True, "facilitator": True}


def test_the_to_do_page_asks_for_the_answer(client):
    introduction = proposed(*wish_and_offer())
    client.force_login(speaker(introduction, Side.WISH))

    page = client.get(reverse("web:todo")).content.decode()

    assert page.count(introduction.get_absolute_url()) == 1


def test_a_visitor_is_asked_to_sign_in(client):
    introduction = proposed(*wish_and_offer())

    for address in (introduction.get_absolute_url(), reverse("matchmaking:introduction-list")):
        assert client.get(address).status_code == 302


def test_two_offers_for_one_group_warn_when_places_are_gone(client):
    wish, offer = wish_and_offer(offer={"places": 5})
    second_wish = EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation())
    second = proposed(second_wish, offer, people=4)
    accepted_by(proposed(wish, offer, people=4), Side.WISH, Side.OFFER)
    client.force_login(speaker(second, Side.WISH))

    page = client.post(
        reverse("matchmaking:introduction-accept", args=[second.pk]), {"terms_version": 1}, follow=True
    ).content.decode()

    assert "There is no room for that many: 1 place left at the host." in page
    assert "The host has taken in others meanwhile: 1 place left." in page


def test_the_page_says_at_once_that_the_other_entry_was_withdrawn(client):
    introduction = proposed(*wish_and_offer())
    entries.withdraw_entry(introduction.offer, by=speaker(introduction, Side.OFFER))
    address = link(introduction, Side.WISH)

    assert "no longer published" in client.get(address).content.decode()
    assert post(client, address, "accept").status_code == 409
