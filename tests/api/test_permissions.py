"""What colleagues share, what is the facilitators', and what a refusal leaves behind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from hospes.matchmaking.actions import introductions
from tests.api.conftest import Program
from tests.factories.matchmaking import EntryFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
Members = Callable[..., Program]
CANARY = "canary-7f3a"


class Things:
    """Things of one organisation that could leak: a draft and an introduction full of canaries."""

    def __init__(self, owner: Program, host: Program) -> None:
        self.owner, self.organisation = owner, owner.organisation
        self.draft = EntryFactory(title=CANARY, text=CANARY, organisation=owner.organisation)
        wish = EntryFactory(kind="wish", published=True, full=True, organisation=owner.organisation)
        offer = EntryFactory(published=True, full=True, organisation=host.organisation)
        self.introduction = introductions.propose(
            wish,
            offer,
            people=2,
            answer_by=timezone.localdate() + timedelta(days=9),
            note=CANARY,
            by=PersonFactory(facilitator=True),
        )


@pytest.fixture
def things(member_of: Members) -> Things:
    return Things(member_of(), member_of())


def test_a_colleague_may_what_the_owner_may(things: Things, member_of: Members) -> None:
    colleague = member_of(things.organisation)

    assert CANARY in colleague.get(f"/entries/{things.draft.pk}").json()["title"]
    assert colleague.get(f"/introductions/{things.introduction.pk}").json()["note"] == CANARY
    assert colleague.patch(f"/entries/{things.draft.pk}", {"title": "Ours"}).status_code == 200
    assert colleague.patch(f"/organisations/{things.organisation.pk}", {"town": "Borås"}).status_code == 200
    accepted = colleague.post(f"/introductions/{things.introduction.pk}/accept", {"terms_version": 1})
    assert accepted.json()["state"] == "accepted_by_one"


def test_verbs_of_facilitators_are_refused_to_the_owner(things: Things) -> None:
    things.owner.post(f"/entries/{things.draft.pk}/submit")

    published = things.owner.post(f"/entries/{things.draft.pk}/publish")
    rejected = things.owner.post(f"/entries/{things.draft.pk}/reject", {"reason": "no"})

    assert (published.status_code, rejected.status_code) == (403, 403)
    things.draft.refresh_from_db()
    assert things.draft.status == "submitted"


def test_a_refusal_to_one_who_is_known_leaves_a_line_in_the_log(
    things: Things, member_of: Members, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = member_of()

    stranger.get(f"/entries/{things.draft.pk}")

    assert any("refused" in str(line.msg) and str(stranger.person.key) in str(line.msg) for line in caplog.records)
