"""What organisations and facilitators do with entries."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError
from hospes.organisations.choices import Membership
from hospes.organisations.models import OrganisationPost
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import PostFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


def verbs_on(entry: Entry) -> list[str]:
    lines = JournalLine.objects.filter(object_kind="matchmaking.entry", object_id=str(entry.pk))
    return list(lines.order_by("sequence").values_list("verb", flat=True))


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("address", "subject"))


@pytest.mark.parametrize("kind", EntryKind)
def test_a_draft_keeps_every_value(kind, school, anna):
    values = full_values(kind)

    entry = actions.draft_entry(organisation=school, kind=kind, values=values, by=anna, acting_for=school)

    entry.refresh_from_db()
    assert {name: getattr(entry, name) for name in values} == values
    assert entry.status == EntryStatus.DRAFT
    assert verbs_on(entry) == ["entry.drafted"]


def test_the_same_form_sent_twice_makes_one_entry(school, anna):
    first = EntryFactory.build()

    one = actions.draft_entry(organisation=school, kind="wish", values={"title": "Six carers"}, by=anna, key=first.key)
    two = actions.draft_entry(organisation=school, kind="wish", values={"title": "Six carers"}, by=anna, key=first.key)

    assert one.pk == two.pk
    assert verbs_on(one) == ["entry.drafted"]


def test_nobody_drafts_for_an_organisation_they_do_not_act_for(school, olga):
    with pytest.raises(PermissionDenied):
        actions.draft_entry(organisation=school, kind="wish", values={"title": "Ours"}, by=olga)

    assert not Entry.objects.exists()


def test_a_person_whose_post_ended_writes_nothing(school, anna):
    OrganisationPost.objects.update(ended_on=date(2026, 11, 1))

    with pytest.raises(PermissionDenied):
        actions.draft_entry(organisation=school, kind="wish", values={"title": "Ours"}, by=anna)


def test_a_facilitator_types_for_an_organisation_that_phones(school, fiona):
    entry = actions.draft_entry(organisation=school, kind="offer", values={"title": "By phone"}, by=fiona)

    assert entry.organisation == school


def test_the_way_from_draft_to_catalogue(school, anna, fiona):
    entry = actions.draft_entry(organisation=school, kind="offer", values={"title": "Places"}, by=anna)

    with time_machine.travel("2026-11-23 10:00", tick=False):
        actions.submit_entry(entry, by=anna, acting_for=school)
        actions.publish_entry(entry, by=fiona)

    entry.refresh_from_db()
    assert (entry.status, entry.valid_until) == (EntryStatus.PUBLISHED, date(2027, 11, 23))
    assert entry.first_published_at == entry.published_at
    assert verbs_on(entry) == ["entry.drafted", "entry.submitted", "entry.published"]
    assert mails() == [
        (fiona.email, "A new entry waits: Places"),
        (anna.email, "Your entry is published: Places"),
    ]


def test_a_project_idea_stands_until_its_deadline(school, anna, fiona):
    values = {"title": "Together", "text": "An idea.", "deadline": date(2027, 3, 5)}
    entry = actions.draft_entry(organisation=school, kind="idea", values=values, by=anna)

    with time_machine.travel("2026-11-23"):
        actions.submit_entry(entry, by=anna)
        actions.publish_entry(entry, by=fiona)

    assert entry.valid_until == date(2027, 3, 5)


def test_an_idea_without_words_is_not_sent(school, anna):
    entry = actions.draft_entry(organisation=school, kind="idea", values={"title": "Together"}, by=anna)

    with pytest.raises(ValidationError) as refused:
        actions.submit_entry(entry, by=anna)

    assert list(refused.value.message_dict) == ["text"]


def test_nothing_new_goes_out_while_a_membership_is_suspended(school, anna):
    entry = actions.draft_entry(organisation=school, kind="wish", values={"title": "Later"}, by=anna)
    school.membership = Membership.SUSPENDED
    school.save()

    with pytest.raises(PermissionDenied):
        actions.submit_entry(entry, by=anna)


def test_a_facilitator_sends_an_entry_back_and_it_comes_again(school, anna, fiona):
    entry = EntryFactory(organisation=school, submitted=True)

    actions.reject_entry(entry, reason="When could it be?", by=fiona)

    assert (entry.status, entry.decision_reason) == (EntryStatus.REJECTED, "When could it be?")
    mail = OutgoingMail.objects.get(address=anna.email)
    assert "When could it be?" in mail.text

    actions.change_entry(entry, values={"text": "In May."}, version=entry.version, by=anna)
    actions.submit_entry(entry, by=anna)
    actions.publish_entry(entry, by=fiona)

    assert (entry.status, entry.decision_reason) == (EntryStatus.PUBLISHED, "")


def test_sending_back_needs_a_reason(fiona):
    entry = EntryFactory(submitted=True)

    with pytest.raises(ValidationError):
        actions.reject_entry(entry, reason=" \n ", by=fiona)

    entry.refresh_from_db()
    assert entry.status == EntryStatus.SUBMITTED


def test_the_organisation_does_not_publish_its_own_entry(school, anna):
    entry = EntryFactory(organisation=school, submitted=True)

    with pytest.raises(PermissionDenied):
        actions.publish_entry(entry, by=anna)


def test_a_facilitator_publishes_only_the_version_that_was_read(school, anna, fiona):
    entry = EntryFactory(organisation=school, submitted=True)
    read = entry.version
    actions.change_entry(entry, values={"title": "Changed meanwhile"}, version=read, by=anna)

    with pytest.raises(StaleEntryError):
        actions.publish_entry(entry, by=fiona, version=read)

    entry.refresh_from_db()
    assert entry.status == EntryStatus.SUBMITTED


def test_an_older_version_does_not_overwrite_a_newer_one(school, anna, fiona):
    entry = EntryFactory(organisation=school, title="First")
    opened = entry.version
    actions.change_entry(entry, values={"title": "Second"}, version=opened, by=anna)

    with pytest.raises(StaleEntryError):
        actions.change_entry(entry, values={"title": "Third"}, version=opened, by=fiona)

    entry.refresh_from_db()
    assert (entry.title, entry.version) == ("Second", opened + 1)


def test_saving_without_a_change_writes_nothing(school, anna):
    entry = EntryFactory(organisation=school, title="Same")

    actions.change_entry(entry, values={"title": "Same"}, version=1, by=anna)

    assert entry.version == 1
    assert verbs_on(entry) == []


def test_new_words_of_a_published_entry_wait_for_a_facilitator(school, anna, fiona):
    entry = EntryFactory(organisation=school, published=True)

    actions.change_entry(entry, values={"text": "New words."}, version=1, by=anna)

    assert entry.status == EntryStatus.PUBLISHED
    assert entry.unchecked_since is not None

    actions.confirm_words(entry, by=fiona, version=entry.version)

    assert entry.unchecked_since is None
    assert verbs_on(entry) == ["entry.changed", "entry.words_confirmed"]


def test_numbers_of_a_published_entry_change_without_anybody(school, anna):
    entry = EntryFactory(organisation=school, published=True)

    actions.change_entry(entry, values={"places": 12, "formats": ["STUDY_VISIT"]}, version=1, by=anna)

    assert entry.unchecked_since is None


def test_bad_words_of_a_published_entry_go_back(school, anna, fiona):
    entry = EntryFactory(organisation=school, changed_words=True)

    actions.reject_entry(entry, reason="Please leave out the name.", by=fiona)

    assert (entry.status, entry.unchecked_since) == (EntryStatus.REJECTED, None)


def test_the_journal_names_fields_and_never_values(school, anna):
    entry = EntryFactory(organisation=school, kind="wish", people=6)

    actions.change_entry(entry, values={"fewer_opportunities": 3, "text": "About Maria"}, version=1, by=anna)

    line = JournalLine.objects.get(verb="entry.changed")
    assert line.facts == {"fields": ["fewer_opportunities", "text"], "version": 2}


def test_pause_and_go_on(school, anna):
    entry = EntryFactory(organisation=school, published=True)

    actions.pause_entry(entry, by=anna)
    assert entry.status == EntryStatus.PAUSED

    actions.resume_entry(entry, by=anna)
    assert entry.status == EntryStatus.PUBLISHED


def test_what_is_withdrawn_stays_withdrawn_and_can_be_copied(school, anna):
    entry = EntryFactory(organisation=school, kind="wish", full=True, published=True)
    actions.withdraw_entry(entry, by=anna)

    with pytest.raises(NotNowError):
        actions.change_entry(entry, values={"title": "Again"}, version=entry.version, by=anna)
    with pytest.raises(NotNowError):
        actions.submit_entry(entry, by=anna)

    copy = actions.copy_entry(entry, by=anna)
    assert (copy.status, copy.contact, copy.valid_until) == (EntryStatus.DRAFT, anna, None)
    assert (copy.title, copy.people, copy.windows) == (entry.title, entry.people, entry.windows)


def test_who_comes_too_late_is_told_how_the_entry_stands(school, anna):
    entry = EntryFactory(organisation=school, withdrawn=True)

    with pytest.raises(NotNowError) as told:
        actions.pause_entry(entry, by=anna)

    assert told.value.entry.status == EntryStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("offer", {"people": 3}, "people"),
        ("wish", {"places": 3}, "places"),
        ("wish", {"people": 0}, "people"),
        ("wish", {"people": True}, "people"),
        ("wish", {"people": -1}, "people"),
        ("wish", {"people": 10**30}, "people"),
        ("wish", {"people": 3, "fewer_opportunities": 4}, "fewer_opportunities"),
        ("wish", {"people": 3, "smallest_part": 4}, "smallest_part"),
        ("offer", {"smallest_group": 5, "largest_group": 4}, "smallest_group"),
        ("offer", {"days_least": 5, "days_most": 4}, "days_least"),
        ("offer", {"formats": ["NONSENSE"]}, "formats"),
        ("offer", {"formats": "JOB_SHADOWING"}, "formats"),
        ("offer", {"topics": ["elderly-care", "elderly-care"]}, "topics"),
        (
            "offer",
            {"topics": ["elderly-care", "nursing", "childcare", "social-work", "tourism", "sport-health"]},
            "topics",
        ),
        ("offer", {"fields": ["12345"]}, "fields"),
        ("offer", {"windows": [["2027-05-31", "2027-05-01"]]}, "windows"),
        ("offer", {"windows": [["2026-02-30", "2027-05-01"]]}, "windows"),
        ("offer", {"windows": [["0000-00-00", "9999-12-31"]]}, "windows"),
        ("offer", {"windows": [["2020-01-01", "2099-12-31"]]}, "windows"),
        ("offer", {"windows": []}, "windows"),
        ("offer", {"windows": [["2027-05-01"]]}, "windows"),
        ("offer", {"languages": {"en": "Z9"}}, "languages"),
        ("offer", {"languages": {"xx": "B1"}}, "languages"),
        ("offer", {"languages": ["en"]}, "languages"),
        ("offer", {"wants": {"countries": ["ZZ"]}}, "wants"),
        ("offer", {"wants": {"regions": ["SE999"]}}, "wants"),
        ("offer", {"wants": {"planets": ["Mars"]}}, "wants"),
        ("offer", {"wants": {"countries": ["NO"]}, "refuses": {"countries": ["NO"]}}, "refuses"),
        ("offer", {"support": [{"kind": "GOLD", "amount": "", "eligibility": ""}]}, "support"),
        ("offer", {"title": ""}, "title"),
        ("offer", {"title": "a\x00b"}, "title"),
        ("offer", {"title": "a" * 141}, "title"),
        ("offer", {"text": "a" * 3001}, "text"),
        ("offer", {"language": "klingon"}, "language"),
        ("offer", {"valid_until": date(1999, 1, 1)}, "valid_until"),
        ("offer", {"green_travel": "yes"}, "green_travel"),
        ("offer", {"status": "published"}, "status"),
        ("offer", {"organisation": 1}, "organisation"),
    ],
)
def test_wrong_values_are_refused_by_the_name_of_their_field(kind, values, field, school, anna):
    with pytest.raises(ValidationError) as refused:
        actions.draft_entry(organisation=school, kind=kind, values={"title": "Fine"} | values, by=anna)

    assert list(refused.value.message_dict) == [field]
    assert not Entry.objects.exists()


def test_the_contact_acts_for_the_organisation(school, anna, olga):
    with pytest.raises(ValidationError) as refused:
        actions.draft_entry(organisation=school, kind="wish", values={"title": "Six", "contact": olga}, by=anna)

    assert list(refused.value.message_dict) == ["contact"]


def test_mails_go_to_the_contact_else_to_those_who_speak_for_the_organisation(school, anna, fiona):
    speaker = RepresentativeFactory(organisation=school).person
    colleague = PostFactory(organisation=school).person
    with_contact = EntryFactory(organisation=school, submitted=True, contact=colleague, title="One")
    without = EntryFactory(organisation=school, submitted=True, title="Two")

    actions.publish_entry(with_contact, by=fiona)
    actions.publish_entry(without, by=fiona)

    assert mails() == [
        (colleague.email, "Your entry is published: One"),
        (speaker.email, "Your entry is published: Two"),
    ]


def test_a_contact_who_left_gets_no_mail(school, anna, fiona):
    gone = PostFactory(organisation=school, ended=True).person
    entry = EntryFactory(organisation=school, submitted=True, contact=gone, title="One")

    actions.publish_entry(entry, by=fiona)

    assert [address for address, _subject in mails()] == [anna.email]


def test_mails_speak_the_language_of_their_reader(school, anna, fiona):
    anna.language = "de"
    anna.save()
    entry = EntryFactory(organisation=school, submitted=True)

    actions.publish_entry(entry, by=fiona)

    assert OutgoingMail.objects.get(address=anna.email).language == "de"


def test_the_key_of_somebody_elses_entry_makes_a_new_one_and_touches_nothing(school, anna):
    """Keys stand in the API: whoever puts one into the form gets a draft of their own."""
    foreign = EntryFactory()

    drafted = actions.draft_entry(
        organisation=school, kind="wish", values={"title": "Six carers"}, by=anna, key=foreign.key
    )

    assert drafted.key != foreign.key
    assert (drafted.organisation, drafted.title) == (school, "Six carers")
    assert drafted.terms.exists()
