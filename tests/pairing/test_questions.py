"""The single answers that would open most pairs."""

from datetime import date

from hypothesis import given

from hospes.pairing.changes import changed
from hospes.pairing.landscape import resurvey, survey
from hospes.pairing.questions import agenda, answered, questions
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_landscape, a_wish, an_offer


def test_the_answer_that_opens_most_pairs_is_asked_first():
    wishes = [a_wish(key=f"w{number}", organisation=f"s{number}") for number in range(3)]
    mute = an_offer(key="mute", languages=None)
    dateless = a_wish(key="w9", organisation="s9", days=None, windows=wishes[0].windows)

    first, *others = questions(a_landscape(*wishes, dateless, mute, an_offer()))

    assert (first.ask, first.field, first.change.value) == ("mute", "languages", {"en": "B1"})
    assert first.opens == (("w0", "mute"), ("w1", "mute"), ("w2", "mute"))
    assert ("w9", "days") in [(question.ask, question.field) for question in others]


def test_a_small_concession_is_asked_for_where_a_single_barrier_stands():
    wish, offer = a_wish(days=(5, 14), windows=((date(2027, 5, 1), date(2027, 5, 3)),)), an_offer(days=(1, 30))

    found = {(one.ask, one.change.code): one for one in questions(a_landscape(wish, offer))}

    assert found["w1", "shorter_stay"].opens == (("w1", "o1"),)
    assert found["w1", "shorter_stay"].is_concession


def test_a_large_concession_is_not_asked_for_by_mail():
    wish, offer = a_wish(windows=((date(2028, 5, 1), date(2028, 6, 1)),)), an_offer()

    assert questions(a_landscape(wish, offer)) == ()


def test_a_pair_that_waits_for_two_answers_is_promised_to_nobody():
    wish, offer = a_wish(languages=None), an_offer(windows=None)

    assert questions(a_landscape(wish, offer)) == ()


def test_an_answer_about_regions_is_asked_where_staff_stay_in_their_country():
    wish = a_wish(profile="AUTHORITY_STAFF", country="NO", region="NO0A1")
    offer = an_offer(profiles=frozenset({"AUTHORITY_STAFF"}), region=None)

    [question] = questions(a_landscape(wish, offer))

    assert (question.ask, question.field, question.opens) == ("o1", "region", (("w1", "o1"),))


@worlds.slowly
@given(worlds.markets())
def test_answering_the_question_yields_exactly_the_pairs_it_promised(market):
    landscape = survey(market, TREES)

    for question in questions(landscape):
        after = survey(answered(landscape, question), TREES)
        assert tuple(sorted(after.possible - landscape.possible)) == question.opens != ()
        assert tuple(sorted(landscape.alive.keys() - after.alive.keys())) == question.closes


@worlds.slowly
@given(worlds.markets())
def test_a_yes_to_every_question_of_the_agenda_opens_the_pairs_it_names(market):
    landscape = survey(market, TREES)

    plan = agenda(landscape)

    after = landscape
    for question in plan.questions:
        after = survey(answered(after, question), TREES)
    assert tuple(sorted(after.possible - landscape.possible)) == plan.opens


@worlds.slowly
@given(worlds.markets())
def test_looking_again_at_one_entry_sees_what_looking_at_all_would_see(market):
    landscape = survey(market, TREES)

    for question in questions(landscape, limit=5):
        again = resurvey(landscape, changed(landscape.entry(question.ask), question.change))
        afresh = survey(again.market, TREES)
        assert (dict(again.alive), dict(again.near)) == (dict(afresh.alive), dict(afresh.near))
        assert set(question.opens) == afresh.possible - landscape.possible
        assert set(question.closes) == landscape.alive.keys() - afresh.alive.keys()


@worlds.slowly
@given(worlds.markets())
def test_no_question_is_asked_twice_about_the_same_change(market):
    found = questions(survey(market, TREES))

    asked = [(question.ask, question.field, question.change.code) for question in found]
    assert len(asked) == len(set(asked))
    assert [len(question.opens) for question in found] == sorted((len(one.opens) for one in found), reverse=True)


def test_in_a_large_market_the_best_near_misses_of_every_entry_are_still_read(monkeypatch):
    monkeypatch.setattr("hospes.pairing.questions.NEAR_MISSES_READ", 3)
    hosts = [an_offer(key=f"o{number}", organisation=f"h{number}", languages={"en": "B2"}) for number in range(6)]

    found = questions(a_landscape(a_wish(), *hosts))

    assert (found[0].ask, found[0].field, len(found[0].opens)) == ("w1", "languages", 6)
