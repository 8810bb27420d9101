"""From the suggestion to the exchanged contacts, by three programs."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hospes.matchmaking.models import Introduction, PairInterest
from tests.api.conftest import Program
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db


class Pair:
    """A wish and an offer that suit each other, with a program on each side."""

    def __init__(self, member_of: Any) -> None:
        host = OrganisationFactory(country="NO", territory="NO0A2", name="Vestland")
        self.wish = EntryFactory(kind="wish", published=True, full=True)
        self.offer = EntryFactory(kind="offer", published=True, full=True, organisation=host)
        self.sender, self.host = member_of(self.wish.organisation), member_of(host)

    def proposal(self, **changes: Any) -> dict[str, Any]:
        answer_by = (timezone.localdate() + timedelta(days=14)).isoformat()
        return {"wish": self.wish.pk, "offer": self.offer.pk, "people": 4, "answer_by": answer_by} | changes


@pytest.fixture
def pair(member_of: Any) -> Pair:
    return Pair(member_of)


def proposed(pair: Pair, facilitator: Program, **changes: Any) -> str:
    answer = facilitator.post("/introductions", pair.proposal(**changes))
    assert answer.status_code == 201, answer.content
    return f"/introductions/{answer.json()['id']}"


# Suggestions


def test_a_suggestion_names_the_pair_its_numbers_and_its_reasons(pair: Pair) -> None:
    answer = pair.sender.get(f"/suggestions?entry={pair.wish.pk}").json()

    assert answer["count"] == len(answer["items"]) == 1
    found = answer["items"][0]
    assert (found["wish"]["id"], found["offer"]["id"]) == (pair.wish.pk, pair.offer.pk)
    assert sum(one["points"] for one in found["reasons"] if one["side"] == "wish") == found["scores"]["wish"]
    assert all(one["sentence"] for one in found["reasons"])


def test_sentences_come_in_the_language_asked_for(pair: Pair) -> None:
    def sentences(lang: str) -> list[str]:
        found = pair.sender.get(f"/suggestions?entry={pair.wish.pk}&lang={lang}").json()["items"][0]
        return [one["sentence"] for one in found["reasons"]]

    english, swedish = sentences("en"), sentences("sv")
    assert len(english) == len(swedish)
    assert english != swedish


def test_suggestions_are_for_the_own_organisation_and_facilitators(pair: Pair, facilitator: Program, member_of) -> None:
    path = f"/suggestions?entry={pair.wish.pk}"

    assert facilitator.get(path).status_code == 200
    assert [pair.host.get(path).status_code, member_of().get(path).status_code] == [404, 404]


def test_the_number_of_questions_to_the_database_does_not_grow(pair: Pair, django_assert_max_num_queries) -> None:
    EntryFactory.create_batch(5, kind="offer", published=True, full=True, organisation=pair.offer.organisation)

    # Two of them ask whether anything changed around the entry, two about rules for apprentices.
    with django_assert_max_num_queries(16):
        answer = pair.sender.get(f"/suggestions?entry={pair.wish.pk}&page_size=6")

    assert answer.json()["count"] == 6


# Introductions


def test_both_accept_and_only_then_read_each_others_contacts(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator, starts_on="2027-05-03", ends_on="2027-05-20", note="You suit each other.")
    assert pair.sender.get(path).json()["contacts"] == {}

    first = pair.sender.post(f"{path}/accept", {"terms_version": 1}).json()
    assert (first["state"], first["contacts"]) == ("accepted_by_one", {})
    assert pair.host.get(path).json()["contacts"] == {}
    second = pair.host.post(f"{path}/accept", {"terms_version": 1}).json()

    assert second["state"] == "introduced"
    assert second["contacts"]["wish"]["email"] == pair.sender.person.email
    assert pair.sender.get(path).json()["contacts"]["offer"]["email"] == pair.host.person.email


def test_both_write_into_the_thread_once_they_are_introduced(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator)
    assert pair.sender.post(f"{path}/messages", {"text": "Hello"}).status_code == 409
    for side in (pair.sender, pair.host):
        side.post(f"{path}/accept", {"terms_version": 1})

    assert pair.sender.post(f"{path}/messages", {"text": "Hello <b>you</b>\n"}).status_code == 201
    assert list(pair.sender.post(f"{path}/messages", {"text": " \u200b"}).json()["errors"]) == ["text"]
    assert list(pair.sender.post(f"{path}/messages", {"text": "x" * 4001}).json()["errors"]) == ["text"]

    thread = pair.host.get(f"{path}/messages").json()["items"]
    assert [(one["side"], one["text"], one["author"]) for one in thread] == [
        ("wish", "Hello <b>you</b>", pair.sender.person.name)
    ]


def test_an_answer_to_older_terms_is_refused(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator)
    countered = pair.host.post(f"{path}/counter", {"terms_version": 1, "people": 2, "comment": "Two fit."})
    assert (countered.json()["terms_version"], countered.json()["people"]) == (2, 2)

    late = pair.sender.post(f"{path}/accept", {"terms_version": 1})
    now = pair.sender.post(f"{path}/accept", {"terms_version": 2})

    assert (late.status_code, now.json()["state"]) == (409, "introduced")
    assert late.json()["detail"]


def test_declining_takes_a_reason_and_ends_it(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator)

    assert list(pair.host.post(f"{path}/decline", {"terms_version": 1, "reason": "x"}).json()["errors"]) == ["reason"]
    declined = pair.host.post(f"{path}/decline", {"terms_version": 1, "reason": "dates", "comment": "Next year."})

    assert (declined.json()["state"], declined.json()["decline_reason"]) == ("declined", "dates")
    assert pair.sender.post(f"{path}/accept", {"terms_version": 1}).status_code == 409


def test_the_facilitator_takes_a_proposal_back_and_answers_for_nobody(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator)

    assert facilitator.post(f"{path}/accept", {"terms_version": 1}).status_code == 403
    assert pair.sender.post(f"{path}/withdraw").status_code == 403
    assert facilitator.post(f"{path}/withdraw").json()["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": 0}, "people"),
        ({"people": "4"}, "people"),
        ({"answer_by": "2020-01-01"}, "answer_by"),
        ({"answer_by": "2026-02-30"}, "answer_by"),
        ({"starts_on": "2027-05-20", "ends_on": "2027-05-01"}, "ends_on"),
        ({"starts_on": "2027-05-20"}, "ends_on"),
        ({"wish": 0}, "wish"),
        ({"offer": None}, "offer"),
        ({"note": "x" * 2000}, "note"),
        ({"state": "introduced"}, "state"),
        ({"assessment": {}}, "assessment"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_by_field(
    pair: Pair, facilitator: Program, changes: dict[str, Any], field: str
) -> None:
    answer = facilitator.post("/introductions", pair.proposal(**changes))

    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [field]
    assert not Introduction.objects.exists()


def test_only_facilitators_propose(pair: Pair) -> None:
    assert pair.sender.post("/introductions", pair.proposal()).status_code == 403


def test_the_same_pair_is_proposed_once(pair: Pair, facilitator: Program) -> None:
    proposed(pair, facilitator)

    again = facilitator.post("/introductions", pair.proposal())

    assert again.status_code == 409
    assert again.json()["detail"]


def test_each_reads_the_introductions_of_their_side_and_facilitators_all(
    pair: Pair, facilitator: Program, member_of, visitor: Program
) -> None:
    path = proposed(pair, facilitator, note="canary note")
    stranger = member_of()

    for reader in (pair.sender, pair.host, facilitator):
        assert reader.get("/introductions?state=proposed").json()["count"] == 1
        assert reader.get(path).json()["note"] == "canary note"
    missing = stranger.get("/introductions/999999")
    for address in (path, f"{path}/messages"):
        assert (stranger.get(address).status_code, stranger.get(address).content) == (404, missing.content)
    for verb in ("accept", "decline", "counter", "withdraw", "messages"):
        body = {"terms_version": 1, "reason": "dates", "people": 1, "text": "x"}
        wanted = {
            "accept": ["terms_version"],
            "decline": ["terms_version", "reason"],
            "counter": ["terms_version", "people"],
        }
        sent = {name: body[name] for name in wanted.get(verb, ["text"])} if verb != "withdraw" else None
        assert stranger.post(f"{path}/{verb}", sent).status_code == 404, verb
    assert stranger.get("/introductions").json()["count"] == 0
    assert visitor.get("/introductions").status_code == 401


def test_an_introduction_says_nothing_of_people_with_fewer_opportunities(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator)

    for program in (pair.sender, pair.host, facilitator):
        assert b"fewer_opportunities" not in program.get(path).content
        assert b"fewer_opportunities" not in program.get("/introductions").content


def introduced(pair: Pair, facilitator: Program) -> str:
    path = proposed(pair, facilitator)
    for program in (pair.sender, pair.host):
        assert program.post(f"{path}/accept", {"terms_version": 1}).status_code == 200
    return path


def test_either_side_says_what_became_of_the_introduction(pair: Pair, facilitator: Program, member_of) -> None:
    path = introduced(pair, facilitator)

    assert pair.host.post(f"{path}/mark", {"state": "in_preparation"}).json()["state"] == "in_preparation"
    ended = pair.sender.post(f"{path}/mark", {"state": "not_realised", "reason": "funding", "comment": "A pity."})
    assert (ended.json()["state"], ended.json()["not_realised_reason"]) == ("not_realised", "funding")
    assert member_of().post(f"{path}/mark", {"state": "realised"}).status_code == 404


def test_what_became_of_it_is_refused_by_field_or_by_state(pair: Pair, facilitator: Program) -> None:
    waiting = proposed(pair, facilitator)
    assert pair.host.post(f"{waiting}/mark", {"state": "in_preparation"}).status_code == 409
    for program in (pair.sender, pair.host):
        program.post(f"{waiting}/accept", {"terms_version": 1})

    for body, field in (({"state": "introduced"}, "state"), ({"state": "not_realised"}, "reason")):
        answer = pair.host.post(f"{waiting}/mark", body)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert pair.host.post(f"{waiting}/mark", {"state": "realised"}).status_code == 409


def test_a_side_asks_to_be_introduced_once_and_only_for_itself(pair: Pair, facilitator: Program, member_of) -> None:
    body = {"wish": pair.wish.pk, "offer": pair.offer.pk, "note": "We met in Bergen."}

    first, second = (pair.host.post("/suggestions/interest", body) for _ in range(2))
    assert (first.status_code, first.json()["side"], first.json()["note"]) == (201, "offer", "We met in Bergen.")
    assert second.json() == first.json()
    assert PairInterest.objects.count() == 1

    assert member_of().post("/suggestions/interest", body).status_code == 403
    assert facilitator.post("/suggestions/interest", body).status_code == 403
    wrong = pair.host.post("/suggestions/interest", body | {"wish": pair.offer.pk})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["wish"])


def test_a_token_asks_for_its_own_organisation_only(pair: Pair) -> None:
    """Whoever works for both sides as well: the token names one of their organisations, and no other."""
    elsewhere = PostFactory(person=pair.host.person).organisation
    program = Program(pair.host.person, elsewhere)

    answer = program.post("/suggestions/interest", {"wish": pair.wish.pk, "offer": pair.offer.pk})

    assert answer.status_code == 403


def test_the_history_names_nobody_of_the_other_side_before_both_accepted(pair: Pair, facilitator: Program) -> None:
    path = proposed(pair, facilitator)
    address = f"/journal?object_kind=introduction&object_id={path.rpartition('/')[2]}"
    name = pair.sender.person.name
    pair.sender.post(f"{path}/accept", {"terms_version": 1})

    assert name not in pair.host.get(address).content.decode()
    assert name in pair.sender.get(address).content.decode()
    assert name in facilitator.get(address).content.decode()
    pair.host.post(f"{path}/accept", {"terms_version": 1})
    assert name in pair.host.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_introductions_asks_the_same_number_of_times(
    pair: Pair, facilitator: Program, count: int, django_assert_num_queries
) -> None:
    for _number in range(count):
        pair.wish = EntryFactory(kind="wish", published=True, full=True, organisation=pair.wish.organisation)
        proposed(pair, facilitator, people=1)

    with django_assert_num_queries(5):
        answer = facilitator.get("/introductions")

    assert answer.json()["count"] == count


# The journal


def test_the_history_of_an_object_is_for_those_who_read_it_on_the_pages(
    pair: Pair, facilitator: Program, member_of, visitor: Program
) -> None:
    path = proposed(pair, facilitator)
    number = path.rpartition("/")[2]
    pair.sender.patch(f"/entries/{pair.wish.pk}", {"title": "New words"})
    pair.sender.patch(f"/organisations/{pair.sender.organisation.pk}", {"town": "Kinna"})
    histories = {
        f"/journal?object_kind=introduction&object_id={number}": [pair.sender, pair.host, facilitator],
        f"/journal?object_kind=entry&object_id={pair.wish.pk}": [pair.sender, facilitator],
        f"/journal?object_kind=organisation&object_id={pair.sender.organisation.pk}": [pair.sender],
    }

    for address, readers in histories.items():
        assert visitor.get(address).status_code == 401
        for program in (pair.sender, pair.host, facilitator, member_of()):
            answer = program.get(address)
            assert answer.status_code == (200 if program in readers else 404), address
            if program in readers:
                assert answer.json()["items"][0]["sentence"]
