"""How roles find their partners."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.consortia import rules
from hospes.consortia.actions import deadlines, own, partners, roles
from hospes.consortia.choices import IdeaState, PartnerState, RoleState
from hospes.consortia.models import Consortium, Partner, Role
from hospes.consortia.queries.roles import standings_of, state_of
from hospes.consortia.queries.todo import closing_soon, todo_for, waiting_for
from hospes.consortia.rules import RefusedError
from hospes.following.phrases import sections
from hospes.following.queries.digest import Found
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.models import Entry
from tests.consortia.things import a_role, an_idea
from tests.cooperation.conftest import Side
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def role(idea: Entry, lead: Side) -> Role:
    return a_role(idea, lead.speaker)


def mailed() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("address", flat=True))


def test_who_is_asked_and_says_yes_fills_the_role(role: Role, lead: Side, school: Side) -> None:
    partner = partners.ask(role, school.organisation, by=lead.speaker, note="You know wood.")

    assert mailed() == [school.speaker.email]
    assert standings_of(role.consortium)[0].state == RoleState.ASKED
    assert len(todo_for(school.speaker, school.organisation)) == 1

    partners.accept(partner, by=school.speaker, acting_for=school.organisation)

    standing = standings_of(role.consortium)[0]
    assert standing.state == RoleState.FILLED
    assert state_of(role.consortium.entry, [standing], timezone.localdate()) == IdeaState.COMPLETE
    assert Consortium.objects.get().completed_at is not None
    assert todo_for(school.speaker, school.organisation) == []
    verbs = JournalLine.objects.filter(verb__startswith="consortium.").order_by("sequence")
    assert [line.verb for line in verbs] == [
        "consortium.role_added",
        "consortium.asked",
        "consortium.accepted",
        "consortium.completed",
    ]


def test_an_application_is_answered_by_the_lead(role: Role, lead: Side, school: Side) -> None:
    partner = partners.apply(role, school.organisation, by=school.speaker, note="We would do this.")

    assert mailed() == [lead.speaker.email]
    assert len(todo_for(lead.speaker, lead.organisation)) == 1
    with pytest.raises(PermissionDenied):
        partners.accept(partner, by=school.speaker)
    partners.accept(partner, by=lead.speaker)
    assert Partner.objects.get().state == PartnerState.ACCEPTED


def test_who_declines_leaves_the_role_open(role: Role, lead: Side, school: Side) -> None:
    partner = partners.ask(role, school.organisation, by=lead.speaker)

    partners.decline(partner, by=school.speaker, reply="No time this year.")

    assert standings_of(role.consortium)[0].state == RoleState.MISSING
    with pytest.raises(RefusedError, match="answered_already"):
        partners.accept(partner, by=school.speaker)
    # Asked again they may be.
    partners.ask(role, school.organisation, by=lead.speaker)


def test_a_role_takes_no_more_partners_than_it_seeks(role: Role, lead: Side, school: Side, other: Side) -> None:
    first = partners.ask(role, school.organisation, by=lead.speaker)
    second = partners.apply(role, other.organisation, by=other.speaker)
    partners.accept(first, by=school.speaker)

    with pytest.raises(RefusedError, match="role_is_filled"):
        partners.accept(second, by=lead.speaker)
    partners.decline(second, by=lead.speaker)


def test_the_same_organisation_stands_in_a_role_once(role: Role, lead: Side, school: Side) -> None:
    partners.ask(role, school.organisation, by=lead.speaker)

    with pytest.raises(RefusedError, match="stands_already"):
        partners.apply(role, school.organisation, by=school.speaker)


def test_a_partner_who_leaves_opens_the_role_again(role: Role, lead: Side, school: Side) -> None:
    partner = partners.ask(role, school.organisation, by=lead.speaker)
    partner = partners.accept(partner, by=school.speaker)

    partners.withdraw(partner, by=school.speaker)

    assert Consortium.objects.get().completed_at is None
    assert standings_of(role.consortium)[0].missing == 1


def test_a_partner_from_outside_fills_a_role_by_name(role: Role, lead: Side) -> None:
    partners.add_outside(role, "A school in Tartu", by=lead.speaker)

    assert standings_of(role.consortium)[0].state == RoleState.FILLED
    with pytest.raises(RefusedError, match="role_is_filled"):
        partners.add_outside(role, "Another", by=lead.speaker)


@pytest.mark.parametrize(
    "values",
    [
        {"deadline": timezone.localdate() - timedelta(days=1)},
        {"status": "paused"},
        {"status": "draft"},
    ],
)
def test_nobody_is_found_for_an_idea_that_is_closed(
    role: Role, lead: Side, school: Side, values: dict[str, Any]
) -> None:
    Entry.objects.filter(pk=role.consortium.entry_id).update(**values)

    for verb in (
        lambda: partners.ask(role, school.organisation, by=lead.speaker),
        lambda: partners.apply(role, school.organisation, by=school.speaker),
        lambda: partners.add_outside(role, "Somebody", by=lead.speaker),
    ):
        with pytest.raises(RefusedError, match="does_not_seek"):
            verb()


def test_only_the_lead_and_facilitators_write_roles_and_ask(role: Role, idea: Entry, school: Side, other: Side) -> None:
    with pytest.raises(PermissionDenied):
        a_role(idea, school.speaker)
    with pytest.raises(PermissionDenied):
        partners.ask(role, other.organisation, by=school.speaker)
    with pytest.raises(PermissionDenied):
        partners.apply(role, other.organisation, by=school.speaker)
    with pytest.raises(PermissionDenied):
        roles.remove_role(role, by=school.speaker)


def test_an_organisation_where_nobody_acts_cannot_be_asked(role: Role, lead: Side) -> None:
    with pytest.raises(RefusedError, match="nobody_to_ask"):
        partners.ask(role, OrganisationFactory(), by=lead.speaker)


def test_very_many_are_not_asked_in_a_day(
    role: Role, lead: Side, school: Side, other: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_ASKED_A_DAY", 1)
    partners.ask(role, school.organisation, by=lead.speaker)

    with pytest.raises(RefusedError, match="too_many_today"):
        partners.ask(role, other.organisation, by=lead.speaker)


def test_a_role_changes_only_as_it_was_read_and_never_below_what_is_found(role: Role, lead: Side, school: Side) -> None:
    changed = roles.change_role(role, version=1, by=lead.speaker, number=2)
    with pytest.raises(RefusedError, match="changed_meanwhile"):
        roles.change_role(role, version=1, by=lead.speaker, name="Another")
    partners.accept(partners.ask(changed, school.organisation, by=lead.speaker), by=school.speaker)
    partners.add_outside(changed, "Somebody", by=lead.speaker)

    with pytest.raises(RefusedError, match="fewer_than_found"):
        roles.change_role(changed, version=2, by=lead.speaker, number=1)
    with pytest.raises(RefusedError, match="somebody_stands_there"):
        roles.remove_role(changed, by=lead.speaker)


def test_an_empty_role_is_taken_away(role: Role, lead: Side) -> None:
    roles.remove_role(role, by=lead.speaker)

    assert not Role.objects.exists()
    with pytest.raises(RefusedError, match="role_is_gone"):
        roles.remove_role(role, by=lead.speaker)


def test_before_the_deadline_one_reminder_goes_out(role: Role, lead: Side, school: Side) -> None:
    today = timezone.localdate()
    partners.ask(role, school.organisation, by=lead.speaker)
    OutgoingMail.objects.all().delete()

    assert deadlines.remind_due(today) == 0
    assert deadlines.remind_due(today + timedelta(days=45)) == 1
    assert deadlines.remind_due(today + timedelta(days=46)) == 0
    assert sorted(mailed()) == sorted([lead.speaker.email, school.speaker.email])


def test_an_erased_person_leaves_no_words(role: Role, lead: Side, school: Side) -> None:
    partner = partners.ask(role, school.organisation, by=lead.speaker, note="Call me.")
    partners.decline(partner, by=school.speaker, reply="I am ill.")

    own.forget(lead.speaker)
    own.forget(school.speaker)

    kept = Partner.objects.get()
    assert (kept.note, kept.reply, kept.by, kept.answered_by) == ("", "", None, None)
    assert kept.state == PartnerState.DECLINED


def test_wishes_have_no_roles(lead: Side) -> None:
    with pytest.raises(RefusedError, match="is_over"):
        a_role(an_idea(lead.organisation, kind="wish"), lead.speaker)


def test_the_digest_tells_what_waits_and_which_idea_closes_soon(role: Role, lead: Side, school: Side) -> None:
    partners.ask(role, school.organisation, by=lead.speaker)
    day = role.consortium.entry.deadline - timedelta(days=10)

    assert [answers for answers, _partner in waiting_for([school.organisation.pk], day)] == [school.organisation.pk]
    assert list(waiting_for([lead.organisation.pk], day)) == []
    assert list(closing_soon([lead.organisation.pk], day)) == [role.consortium.entry]
    assert list(closing_soon([lead.organisation.pk], timezone.localdate())) == []
    assert list(waiting_for([school.organisation.pk], day + timedelta(days=11))) == []


def test_the_digest_says_it_with_the_deadline(role: Role, lead: Side, school: Side) -> None:
    partner = partners.ask(role, school.organisation, by=lead.speaker)
    section = sections(Found(roles=[partner], closing=[role.consortium.entry]), ())[0]

    assert [line.text for line in section.lines] == [
        "You are asked to take part in a project: Teach green building together",
        "Partners are still missing: Teach green building together",
    ]
    assert all(line.note.startswith("Deadline: ") for line in section.lines)
