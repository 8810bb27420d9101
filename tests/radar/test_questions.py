"""What the look over the market says of the desk's questions."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import questions as asking
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import FoundQuestion, Question
from hospes.matchmaking.queries import question_results as results
from hospes.matchmaking.queries import questions
from hospes.radar.actions.look import look
from tests.factories.introductions import accepted_by, facilitator, proposed
from tests.radar.things import group, host
from tests.radar.world import people_in_the_plan

pytestmark = pytest.mark.django_db
# A host that could take nobody of the market: it hosts when nobody wants to travel.
QUERIES = 10
NEAR = {"days_least": 25, "days_most": 30}


def speaker(entry):
    return entry.organisation.posts.first().person


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_yes_places_the_people_that_the_question_promised():
    group(6)
    host(8, **NEAR)
    suggestions.refresh()
    look()
    best = questions.agenda()[0]
    assert (best.field, best.places_people) == ("days", 6)
    before = people_in_the_plan()

    question = asking.ask(best.entry, best.proposal, by=facilitator())
    question = asking.answer(question, "yes", by=speaker(best.entry))

    assert people_in_the_plan() - before == question.promised_people == 6
    assert sorted(question.opened_pairs) == sorted(question.promised_pairs)


def test_two_questions_together_place_as_many_as_two_yeses_do():
    autumn = [["2027-09-01", "2027-10-15"]]
    group(4)
    host(4, **NEAR)
    group(5, windows=autumn)
    host(5, windows=autumn, **NEAR)
    suggestions.refresh()
    look()
    offered = questions.agenda()
    top = questions.top_of(offered)
    before = people_in_the_plan()
    promised = top.people

    for one in top.questions:
        question = asking.ask(one.entry, one.proposal, by=facilitator())
        asking.answer(question, "yes", by=speaker(one.entry))

    assert len(top.questions) == 2
    assert people_in_the_plan() - before == promised == 9


def test_the_desk_says_how_many_people_its_questions_place_and_the_mail_does_too():
    group(6)
    host(8, **NEAR)
    suggestions.refresh()
    look()
    client = signed_in(facilitator())

    page = client.get(reverse("matchmaking:desk")).content.decode()
    signed = re.search(r'name="question" value="([^"]+)"', page)
    client.post(reverse("matchmaking:question-ask"), {"question": signed.group(1)})

    assert "1 question today would open 1 pair. That would place 6 more people." in page
    assert "places 6 people" in page
    assert any("6" in mail.text for mail in OutgoingMail.objects.filter(topic="questions"))
    assert Question.objects.get().promised_people == 6


def test_a_question_about_an_entry_that_has_changed_since_is_not_offered_from_the_look():
    group(6)
    offer = host(8, **NEAR)
    suggestions.refresh()
    look()
    assert FoundQuestion.objects.filter(entry=offer).exists()

    offer.days_least = 28
    offer.save()

    assert all(one.rank is None for one in questions.agenda() if one.entry == offer)


def test_promised_and_realised_stand_side_by_side():
    wish = group(6)
    offer = host(8, **NEAR)
    suggestions.refresh()
    look()
    best = questions.agenda()[0]
    question = asking.ask(best.entry, best.proposal, by=facilitator())
    client = signed_in(facilitator())
    assert "No answer yet" in client.get(reverse("matchmaking:question-list")).content.decode()

    asking.answer(question, "yes", by=speaker(best.entry))
    accepted_by(proposed(wish, offer), Side.WISH, Side.OFFER)

    page = client.get(reverse("matchmaking:question-list")).content.decode()
    assert (
        "Pairs promised: 1, opened: 1, proposed: 1, introduced: 1, realised: 0. People promised: 6, realised so far: 0."
        in page
    )


def test_an_introduction_from_before_the_answer_is_none_of_its_doing():
    wish = group(6)
    offer = host(8, languages=None)
    suggestions.refresh()
    look()
    best = next(one for one in questions.agenda() if one.entry == offer)
    question = asking.ask(best.entry, best.proposal, by=facilitator())
    proposed(wish, offer)

    question = asking.answer(question, "yes", by=speaker(offer))

    assert results.results_of([question])[0].proposed == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(count, django_assert_num_queries):
    group(6)
    for _ in range(count):
        host(8, **NEAR)
    suggestions.refresh()
    person = facilitator()
    for one in questions.agenda():
        question = asking.ask(one.entry, one.proposal, by=person)
        asking.answer(question, "yes", by=speaker(one.entry))
    client = signed_in(person)
    client.get(reverse("matchmaking:question-list"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("matchmaking:question-list"))
