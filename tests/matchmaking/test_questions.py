"""One question that opens pairs: asked from the desk, answered from a mail."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import questions as actions
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.actions.entries import withdraw_entry
from hospes.matchmaking.models import Entry, Question, SuggestedPair
from hospes.matchmaking.queries import desk, market, questions
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.matchmaking.rules.introductions_links import question_token
from hospes.pairing.landscape import survey
from tests.factories.introductions import (
    changed,
    facilitator,
    hosting_organisation,
    proposed,
    sending_organisation,
    wish_and_offer,
)
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db


def a_host_that_says_little(**values):
    """Three groups would come, if only the host said in which languages it works."""
    _wish, offer = wish_and_offer(offer={"languages": None, **values})
    for _ in range(2):
        EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation())
    suggestions.refresh()
    return offer


def speaker(entry):
    return entry.organisation.posts.first().person


def link(question, person=None):
    return reverse("matchmaking:question-answer", args=[question_token(question, person or speaker(question.entry))])


def possible_now():
    """What the engine says of the whole market, without any shortcut."""
    return survey(market.market(), market.trees()).possible


def keys(pairs):
    entries = {entry.pk: str(entry.key) for entry in Entry.objects.all()}
    return {(entries[wish], entries[offer]) for wish, offer in pairs}


def test_the_best_question_is_found_and_counted():
    offer = a_host_that_says_little()

    best = questions.agenda()[0]

    assert (best.entry, best.field, len(best.opens)) == (offer, "languages", 3)


def test_a_concession_is_asked_for_when_nothing_is_unknown():
    wish, offer = wish_and_offer(offer={"days_least": 25, "days_most": 30})
    suggestions.refresh()

    best = questions.agenda()[0]

    assert best.field == "days"
    assert best.opens == ((wish.pk, offer.pk),)


@pytest.mark.parametrize("unknown", ["languages", "windows", "measures", "formats", "profiles"])
def test_a_yes_opens_exactly_the_pairs_that_were_promised(unknown):
    offer = a_host_that_says_little(**{"languages": {"en": "B1"}, unknown: None})
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    before = possible_now()

    question = actions.answer(question, "yes", by=speaker(offer))

    opened = possible_now() - before
    assert opened
    assert keys(question.promised_pairs) == keys(question.opened_pairs) == opened


def test_the_promised_pairs_appear_on_the_desk():
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    assert not desk.ready_to_introduce().exists()

    actions.answer(question, "yes", by=speaker(offer))

    ready = {(row.wish_id, row.offer_id) for row in desk.ready_to_introduce()}
    assert ready == {tuple(pair) for pair in question.promised_pairs}


def test_a_no_changes_nothing_and_is_not_asked_again():
    offer = a_host_that_says_little()
    proposal = questions.agenda()[0].proposal
    question = actions.ask(offer, proposal, by=facilitator())

    question = actions.answer(question, "no", by=speaker(offer))

    offer.refresh_from_db()
    assert offer.languages is None
    assert question.opened_pairs == []
    assert not [one for one in questions.agenda() if one.proposal == proposal]


def test_another_value_is_written_and_what_it_opened_is_kept():
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())

    question = actions.answer(question, "value", by=speaker(offer), values={"languages": {"en": "A2", "no": "A2"}})

    offer.refresh_from_db()
    assert offer.languages == {"en": "A2", "no": "A2"}
    assert len(question.opened_pairs) == 3


def test_pairs_that_were_tried_or_set_aside_are_not_promised():
    wish, offer = wish_and_offer(offer={"languages": None})
    second = EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation())
    suggestions.refresh()
    suggestions.set_aside(second, offer, reason="Not this year.", by=facilitator())

    assert questions.agenda()[0].opens == ((wish.pk, offer.pk),)
    proposed(wish, offer)
    assert questions.agenda() == []


def test_a_question_is_asked_once_at_a_time_and_only_by_a_facilitator():
    offer = a_host_that_says_little()
    proposal = questions.agenda()[0].proposal
    with pytest.raises(PermissionDenied):
        actions.ask(offer, proposal, by=speaker(offer))
    actions.ask(offer, proposal, by=facilitator())

    with pytest.raises(RefusedError, match="already_asked"):
        actions.ask(offer, proposal, by=facilitator())
    assert not [one for one in questions.agenda() if one.field == "languages"]


def test_what_would_open_nothing_any_more_is_not_asked():
    offer = a_host_that_says_little()
    proposal = questions.agenda()[0].proposal
    Entry.objects.filter(kind="wish").update(status="paused")

    with pytest.raises(RefusedError, match="nothing_to_gain"):
        actions.ask(offer, proposal, by=facilitator())


def test_nobody_answers_for_somebody_else():
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())

    with pytest.raises(PermissionDenied):
        actions.answer(question, "yes", by=hosting_organisation().posts.first().person)


def test_an_answer_counts_once():
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    actions.answer(question, "no", by=speaker(offer))

    with pytest.raises(RefusedError, match="already_answered"):
        actions.answer(question, "yes", by=speaker(offer))


# From the mail


def test_the_question_comes_in_the_language_of_its_reader_and_one_click_opens_it(client):
    offer = a_host_that_says_little()
    actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    mail = OutgoingMail.objects.get(topic="questions")
    assert mail.language == "de"

    address = re.search(r"https?://[^/\s]+(/de/question/\S+)", mail.text)[1]

    assert client.get(address).status_code == 200
    assert Question.objects.get().answered_at is None


def test_a_yes_from_the_mail_changes_the_entry(client):
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())

    page = client.post(link(question), {"answer": "yes"}, follow=True).content.decode()

    offer.refresh_from_db()
    assert offer.languages == {"en": "B1"}
    assert "3 introductions have become possible" in page


def test_another_answer_from_the_mail_is_typed_in_the_box_of_the_entry_form(client):
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    empty = client.post(link(question), {"answer": "value"}).content.decode()
    assert "Give an answer, or choose yes or no." in empty

    client.post(link(question), {"answer": "value", "language_1": "sv", "level_1": "A2"})

    offer.refresh_from_db()
    assert offer.languages == {"sv": "A2"}
    assert Question.objects.get().answer == "value"


def test_opening_the_link_answers_nothing(client):
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())

    for answer in ("yes", "no", "value"):
        assert client.get(f"{link(question)}?answer={answer}").status_code == 200

    question.refresh_from_db()
    assert question.answered_at is None


def test_the_link_of_somebody_who_left_answers_nothing(client):
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda()[0].proposal, by=facilitator())
    address = link(question)
    offer.organisation.posts.update(ended_on="2026-01-31")

    assert client.post(address, {"answer": "yes"}).status_code == 404
    assert client.get("/question/nonsense/").status_code == 404


def test_a_stale_desk_asks_what_was_read_or_nothing(client):
    client.force_login(facilitator())
    offer = a_host_that_says_little()
    changed(offer, {"languages": {"en": "B1"}})

    page = client.post(reverse("matchmaking:question-ask"), {"question": "forged"}, follow=True).content.decode()

    assert "This question is out of date." in page
    assert not Question.objects.exists()
    assert SuggestedPair.objects.exists()


def test_a_yes_to_an_old_question_does_not_undo_what_was_filled_in_since(client):
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda(1)[0].proposal, by=facilitator())
    changed(Entry.objects.get(pk=offer.pk), {"languages": {"de": "B2"}})

    answer = client.post(link(question), {"answer": "yes"})

    assert answer.status_code == 409
    offer.refresh_from_db()
    assert offer.languages == {"de": "B2"}
    assert actions.answer(question, "no", by=speaker(offer)).answer == "no"


def test_the_question_about_a_withdrawn_entry_says_that_it_has_changed(client):
    offer = a_host_that_says_little()
    question = actions.ask(offer, questions.agenda(1)[0].proposal, by=facilitator())
    withdraw_entry(Entry.objects.get(pk=offer.pk), by=speaker(offer))

    answer = client.post(link(question), {"answer": "yes"})

    assert answer.status_code == 409
    question.refresh_from_db()
    assert question.answered_at is None
