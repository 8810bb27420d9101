"""Links recorded by hand: proposed by one side, confirmed by the other, ended."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.cooperation import rules
from hospes.cooperation.actions import agreements
from hospes.cooperation.choices import LinkKind, LinkState
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.cooperation.queries.links import visible_to
from hospes.cooperation.queries.todo import todo_for
from hospes.cooperation.rules import RefusedError
from hospes.mail.models import OutgoingMail
from tests.cooperation.conftest import Side, side_of
from tests.factories.introductions import facilitator, sending_organisation
from tests.factories.organisations import PostFactory
from tests.factories.people import PersonFactory

SINCE = date(2025, 3, 2)


def proposed(own: Side, other: Side, **values: Any) -> LinkEvidence:
    given = {"kind": LinkKind.ADULT, "since": SINCE, "by": own.speaker, **values}
    return agreements.propose(own.organisation, other.organisation, **given)


def test_a_link_counts_once_the_other_side_has_confirmed_it(swedes: Side, norwegians: Side) -> None:
    evidence = proposed(swedes, norwegians)

    assert evidence.link.state == LinkState.DRAFT
    assert [item.url for item in todo_for(norwegians.speaker, norwegians.organisation)] == [
        evidence.link.get_absolute_url()
    ]
    assert list(OutgoingMail.objects.values_list("address", flat=True)) == [norwegians.speaker.email]

    agreements.confirm(evidence, by=norwegians.speaker)

    assert CooperationLink.objects.get().state == LinkState.CONFIRMED
    assert todo_for(norwegians.speaker, norwegians.organisation) == []
    assert OutgoingMail.objects.count() == 3


def test_what_a_facilitator_proposes_waits_for_both_sides(swedes: Side, norwegians: Side) -> None:
    evidence = proposed(swedes, norwegians, by=facilitator())

    evidence = agreements.confirm(evidence, by=swedes.speaker)
    assert CooperationLink.objects.get().state == LinkState.DRAFT
    agreements.confirm(evidence, by=norwegians.speaker)
    assert CooperationLink.objects.get().state == LinkState.CONFIRMED


def test_nobody_confirms_for_the_other_side(swedes: Side, norwegians: Side) -> None:
    evidence = proposed(swedes, norwegians)

    for person in (swedes.speaker, facilitator(), PersonFactory()):
        with pytest.raises(PermissionDenied):
            agreements.confirm(evidence, by=person)


def test_staff_who_do_not_speak_for_their_organisation_propose_nothing(swedes: Side, norwegians: Side) -> None:
    colleague = PostFactory(organisation=swedes.organisation).person

    with pytest.raises(PermissionDenied):
        proposed(swedes, norwegians, by=colleague)


def test_saying_no_leaves_nothing_behind(swedes: Side, norwegians: Side) -> None:
    evidence = proposed(swedes, norwegians)

    agreements.take_back(evidence, by=norwegians.speaker)

    assert not CooperationLink.objects.exists()
    with pytest.raises(RefusedError, match="taken_back_meanwhile"):
        agreements.confirm(evidence, by=norwegians.speaker)


def test_a_confirmed_agreement_is_not_taken_back(swedes: Side, norwegians: Side) -> None:
    evidence = agreements.confirm(proposed(swedes, norwegians), by=norwegians.speaker)

    with pytest.raises(RefusedError, match="confirmed_meanwhile"):
        agreements.take_back(evidence, by=swedes.speaker)


def test_the_same_two_record_the_same_once(swedes: Side, norwegians: Side) -> None:
    proposed(swedes, norwegians)

    with pytest.raises(RefusedError, match="agreed_already"):
        proposed(norwegians, swedes)
    other = side_of(sending_organisation())
    proposed(other, norwegians)
    assert CooperationLink.objects.count() == 1
    assert LinkEvidence.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("since_the_future", {"since": timezone.localdate() + timedelta(days=2)}),
        ("same_organisation", {"is_same": True}),
        ("region_unknown", {"territory": ""}),
    ],
)
def test_what_cannot_be_is_refused(swedes: Side, norwegians: Side, code: str, values: dict[str, Any]) -> None:
    other = swedes if values.pop("is_same", False) else norwegians
    other.organisation.territory = values.pop("territory", other.organisation.territory)

    with pytest.raises(RefusedError, match=code):
        proposed(swedes, other, **values)


def test_nobody_writes_to_very_many_in_a_day(swedes: Side, norwegians: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_PROPOSALS_A_DAY", 1)
    proposed(swedes, norwegians)

    with pytest.raises(RefusedError, match="too_many_today"):
        proposed(swedes, norwegians, kind=LinkKind.VET)


def test_an_ended_link_stays_in_the_history_and_a_new_one_may_begin(swedes: Side, norwegians: Side) -> None:
    link = agreements.confirm(proposed(swedes, norwegians), by=norwegians.speaker).link

    agreements.end(link, because="The school closed.", by=swedes.speaker)

    with pytest.raises(RefusedError, match="ended_already"):
        agreements.end(link, because="Again.", by=swedes.speaker)
    assert proposed(swedes, norwegians).link != link


def test_one_of_several_organisations_of_a_region_does_not_end_what_others_carry(
    swedes: Side, norwegians: Side
) -> None:
    link = agreements.confirm(proposed(swedes, norwegians), by=norwegians.speaker).link
    other = side_of(sending_organisation())
    agreements.confirm(proposed(other, norwegians), by=norwegians.speaker)

    with pytest.raises(PermissionDenied):
        agreements.end(link, because="Not us any more.", by=swedes.speaker)
    agreements.end(link, because="We know that it ended.", by=facilitator())


def test_drafts_are_seen_by_those_whom_they_concern(swedes: Side, norwegians: Side) -> None:
    link = proposed(swedes, norwegians).link
    stranger = side_of(sending_organisation(territory="FI197"))
    authority = side_of(sending_organisation(kind="REGIONAL_AUTHORITY", territory="SE23"))

    assert list(visible_to(swedes.speaker, [swedes.organisation])) == [link]
    assert list(visible_to(authority.speaker, [authority.organisation])) == [link]
    assert list(visible_to(facilitator(), [])) == [link]
    assert list(visible_to(stranger.speaker, [stranger.organisation])) == []


def test_no_mail_leaves_before_the_agreement_is_kept(swedes: Side, norwegians: Side) -> None:
    with pytest.raises(RefusedError):
        proposed(swedes, norwegians, since=timezone.localdate() + timedelta(days=1))

    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()
